package io.windfarm.local.backfill;

import io.windfarm.local.Failure;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The places that a backfill reads, as the job will be told them, and how long the files there are
 * now, to see whether there is anything to do. The job looks for itself, by the same rules.
 */
final class InputFiles {
  private static final Pattern COMMA = Pattern.compile(",");
  private static final String WILD = "*?[{";

  private final List<String> places = new ArrayList<>();

  /**
   * @param places files, folders and patterns, by path or URI
   */
  InputFiles(List<String> places) {
    for (String place : places) {
      COMMA.splitAsStream(place).map(InputFiles::absolute).forEach(this.places::add);
    }
  }

  private static String absolute(String place) {
    return isElsewhere(place) ? place : Path.of(place).toAbsolutePath().toString();
  }

  private static boolean isElsewhere(String place) {
    return place.contains("://");
  }

  /** The job's {@code source.path}. */
  String setting() {
    return String.join(",", places);
  }

  /**
   * Lengths in bytes, by path; empty if some are not on this machine's file system.
   *
   * @throws Failure if there is no file at all
   */
  Optional<Map<String, Long>> lengths() throws IOException {
    if (places.stream().anyMatch(InputFiles::isElsewhere)) {
      return Optional.empty();
    }
    Map<String, Long> found = new TreeMap<>();
    for (String place : places) {
      add(place, found);
    }
    if (found.isEmpty()) {
      throw new Failure("There is no file to read in " + String.join(", ", places) + ".");
    }
    return Optional.of(found);
  }

  private static void add(String place, Map<String, Long> found) throws IOException {
    int wild = firstWild(place);
    Path root =
        wild < 0 ? Path.of(place) : Path.of(place.substring(0, place.lastIndexOf('/', wild) + 1));
    if (!Files.exists(root)) {
      throw new Failure("There is no " + root + ".");
    }
    PathMatcher matcher =
        wild < 0 ? path -> true : FileSystems.getDefault().getPathMatcher("glob:" + place);
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(root) && isHidden(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if ((file.equals(root) || !isHidden(file)) && matcher.matches(file)) {
              found.put(file.toString(), attributes.size());
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isHidden(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".") || name.startsWith("_");
  }

  private static int firstWild(String place) {
    for (int i = 0; i < place.length(); i++) {
      if (WILD.indexOf(place.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }
}

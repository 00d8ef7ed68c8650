package io.windfarm.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A folder. What is not finished is a hidden file, named as Flink names what it will rename. */
final class FolderStorage implements Storage {
  private static final Pattern IN_PROGRESS =
      Pattern.compile("\\..+\\.inprogress\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}.*");

  private final Path folder;

  FolderStorage(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  private record Found(Path path, Instant modified) {}

  @Override
  public List<Unfinished> unfinished() {
    return files(name -> IN_PROGRESS.matcher(name).matches()).stream()
        .map(file -> new Unfinished(file.path().toString(), file.modified(), ""))
        .sorted(Comparator.comparing(Unfinished::since))
        .toList();
  }

  @Override
  public void remove(Unfinished unfinished) {
    delete(Path.of(unfinished.name()));
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new Failure("Can't delete " + file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void deleteFiles(Predicate<String> byName) {
    if (Files.isDirectory(folder)) {
      files(name -> !IN_PROGRESS.matcher(name).matches() && byName.test(name))
          .forEach(file -> delete(file.path()));
    }
  }

  @Override
  public Optional<Retained> oldestRetained() {
    return files(METADATA::equals).stream()
        .map(file -> new Retained(file.path().toString(), file.modified()))
        .min(Comparator.comparing(Retained::completed));
  }

  private List<Found> files(Predicate<String> byName) {
    if (!Files.isDirectory(folder)) {
      throw new Failure("There is no folder " + folder + ".");
    }
    List<Found> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (byName.test(file.getFileName().toString())) {
                found.add(new Found(file, attributes.lastModifiedTime().toInstant()));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE; // Renamed meanwhile.
              }
              throw e;
            }
          });
      return found;
    } catch (IOException e) {
      throw new Failure("Can't read " + folder + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}

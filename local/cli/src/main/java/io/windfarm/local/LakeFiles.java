package io.windfarm.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Finds the committed files of a table: names with {@code .} or {@code _} in front are not. */
final class LakeFiles {
  static final String SUFFIX = ".parquet";

  private LakeFiles() {}

  /** Those below a folder, sorted; none if there is no such folder. */
  static List<Path> below(Path folder, PartitionRange range) throws IOException {
    List<Path> files = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return isHidden(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isHidden(file)
                && file.toString().endsWith(SUFFIX)
                && attributes.size() > 0
                && range.include(file.toString())) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE; // Gone since it was listed.
            }
            throw e;
          }
        });
    files.sort(null);
    return files;
  }

  private static boolean isHidden(Path path) {
    return isHidden(path.getFileName().toString());
  }

  /** Whether readers pass over a file or folder of that name. */
  static boolean isHidden(String name) {
    return name.startsWith(".") || name.startsWith("_");
  }
}

package io.windfarm.local.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What crashes leave behind in a lake and no query sees.
 *
 * @param files temporary objects and files in progress
 * @param examples a few of their names
 */
record Leftovers(long files, List<String> examples) {
  /** Counts those below a lake's root. */
  static Leftovers in(Path lake) throws IOException {
    if (!Files.isDirectory(lake)) {
      return new Leftovers(0, List.of());
    }
    try (Stream<Path> found = Files.walk(lake)) {
      List<String> names =
          found
              .filter(Files::isRegularFile)
              .filter(Leftovers::isNoData)
              .map(file -> lake.relativize(file).toString())
              .toList();
      return new Leftovers(names.size(), names.stream().limit(3).toList());
    }
  }

  private static boolean isNoData(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".") || name.startsWith("_") || !name.endsWith(".parquet");
  }
}

package io.windfarm.engines;

import io.windfarm.local.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The statements of one dialect under {@code sql/}, one a file, as they stand there. */
record SqlFolder(Path folder) {
  static final SqlFolder ATHENA = of("athena");
  static final SqlFolder DATABRICKS = of("databricks");

  private static SqlFolder of(String dialect) {
    return new SqlFolder(Project.home().resolve("sql").resolve(dialect));
  }

  /** Names of {@code tables}, {@code views} or {@code questions}, in alphabetical order. */
  List<String> names(String kind) {
    try (Stream<Path> files = Files.list(folder.resolve(kind))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".sql"))
          .map(name -> name.substring(0, name.length() - ".sql".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a view or question. */
  String text(String kind, String name) {
    return read(folder.resolve(kind).resolve(name + ".sql"));
  }

  String question(String name) {
    return text("questions", name);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

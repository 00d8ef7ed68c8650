package io.windfarm.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A lake in a local folder, as a reader sees it: committed files, and SQL over them by DuckDB. */
final class LakeFolder {
  private final Path root;

  LakeFolder(Path root) {
    this.root = root;
  }

  LakeRoots roots() {
    return LakeRoots.at(root.toUri().toString());
  }

  /** The files that readers see, in the order of their paths. */
  List<Path> files(String table) throws IOException {
    try (Stream<Path> paths = Files.walk(root.resolve(table))) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  /** The manifest of a file. */
  JsonNode manifest(String table, Path file) throws IOException {
    Path relative = root.resolve(table).relativize(file);
    return new ObjectMapper().readTree(manifestsOf(table).resolve(relative + ".json").toFile());
  }

  /** The manifests of a table's files. */
  List<Path> manifests(String table) throws IOException {
    try (Stream<Path> paths = Files.walk(manifestsOf(table))) {
      return paths.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
    }
  }

  private Path manifestsOf(String table) {
    return root.resolve(Manifest.FOLDER).resolve(table);
  }

  /** The partitions that hold files, relative to the table's folder. */
  Set<String> partitions(String table) throws IOException {
    Path folder = root.resolve(table);
    return files(table).stream()
        .map(file -> folder.relativize(file.getParent()).toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The result of {@code sql}, a line a row, fields joined by {@code |}; the tables named are views
   * over their files.
   */
  List<String> query(String sql, String... tables) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone='UTC'");
      for (String table : tables) {
        statement.execute(
            "CREATE VIEW "
                + table
                + " AS SELECT * FROM read_parquet('"
                + root.resolve(table)
                + "/**/*.parquet', union_by_name=true, hive_partitioning=true, hive_types={'region':VARCHAR,"
                + "'year':INTEGER,'month':INTEGER,'day':INTEGER"
                + (isHourly(table) ? ",'hour':INTEGER" : "")
                + "})");
      }
      try (ResultSet result = statement.executeQuery(sql)) {
        int width = result.getMetaData().getColumnCount();
        List<String> lines = new ArrayList<>();
        while (result.next()) {
          List<String> fields = new ArrayList<>();
          for (int i = 1; i <= width; i++) {
            Object field = result.getObject(i);
            // The driver answers in the zone of the JVM.
            fields.add(
                String.valueOf(
                    field instanceof OffsetDateTime
                        ? ((OffsetDateTime) field).toInstant()
                        : field));
          }
          lines.add(String.join("|", fields));
        }
        return lines;
      }
    }
  }

  private static boolean isHourly(String table) {
    return table.equals(RawTable.NAME) || table.equals(ReadingsTable.NAME);
  }
}

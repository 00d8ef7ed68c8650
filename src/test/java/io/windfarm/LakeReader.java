package io.windfarm;

import io.windfarm.lake.TableNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads a lake with DuckDB, a view a table, as an analyst would. */
public final class LakeReader implements AutoCloseable {
  private final Connection connection;

  /** Opens the lake below {@code root}; a table without files has no view. */
  public LakeReader(Path root) throws SQLException, IOException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    execute("SET TimeZone = 'UTC'");
    for (String table : TableNames.ALL) {
      if (hasFiles(root.resolve(table))) {
        execute(
            "CREATE VIEW "
                + table
                + " AS SELECT * FROM read_parquet('"
                + root.resolve(table)
                + "/**/*.parquet', hive_partitioning = true, union_by_name = true)");
      }
    }
  }

  private static boolean hasFiles(Path table) throws IOException {
    if (!Files.isDirectory(table)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(table)) {
      return files.anyMatch(
          file -> {
            String name = file.getFileName().toString();
            return name.endsWith(".parquet") && !name.startsWith(".");
          });
    }
  }

  /** Runs a statement that returns nothing. */
  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of a query, columns separated by {@code " | "}. */
  public List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          values.add(String.valueOf(result.getObject(column)));
        }
        rows.add(String.join(" | ", values));
      }
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

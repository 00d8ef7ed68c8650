package io.windfarm;

import io.windfarm.lake.TableNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rows of a table in the lake and in the database, spelled alike and sorted. */
final class LakeAndDatabase {
  private final Path lake;
  private final TestDatabase database;

  LakeAndDatabase(Path lake, TestDatabase database) {
    this.lake = lake;
    this.database = database;
  }

  /** The tables of the database that the lake has rows of. */
  List<String> tables() throws SQLException, IOException {
    List<String> tables = new ArrayList<>();
    for (String table :
        database.rows(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'windfarm'"
                + " AND table_name NOT LIKE 'flyway%' ORDER BY 1")) {
      if (TableNames.ALL.contains(table) && hasFiles(lake.resolve(table))) {
        tables.add(table);
      }
    }
    return tables;
  }

  List<String> database(String table) throws SQLException {
    return sorted(
        database.rows(
            "SELECT "
                + columns(table, "(extract(epoch FROM %s) * 1000)::bigint", "NULLIF(%s, 'NaN')")
                + " FROM windfarm."
                + table));
  }

  List<String> lake(String table) throws SQLException {
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      return sorted(
          TestDatabase.rows(
              duckdb,
              "SELECT "
                  + columns(table, "epoch_ms(%s)", "%s")
                  + " FROM read_parquet('"
                  + lake.resolve(table)
                  + "/**/*.parquet', hive_partitioning = true)"));
    }
  }

  /** The columns that both have; a NUL is spelled as the database does. */
  private String columns(String table, String time, String number) throws SQLException {
    return String.join(
        ", ",
        database.rows(
            "SELECT CASE data_type"
                + " WHEN 'timestamp with time zone' THEN replace('"
                + time
                + "', '%s', quoted)"
                + " WHEN 'double precision' THEN replace('"
                + number.replace("'", "''")
                + "', '%s', quoted)"
                + " WHEN 'ARRAY' THEN 'array_to_string(' || quoted || ', '','')'"
                + " WHEN 'text' THEN 'replace(' || quoted || ', chr(9216), ''NUL'')'"
                + " ELSE quoted END"
                + " FROM (SELECT *, '\"' || column_name || '\"' AS quoted"
                + " FROM information_schema.columns WHERE table_schema = 'windfarm') AS columns"
                + " WHERE table_name = '"
                + table
                + "' AND column_name NOT IN ('altered', 'provisional') ORDER BY ordinal_position"));
  }

  private static List<String> sorted(List<String> rows) {
    return rows.stream().map(row -> row.replace("\0", "NUL")).sorted().toList();
  }

  private static boolean hasFiles(Path table) throws IOException {
    if (!Files.isDirectory(table)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(table)) {
      return files.anyMatch(file -> file.getFileName().toString().endsWith(".parquet"));
    }
  }
}

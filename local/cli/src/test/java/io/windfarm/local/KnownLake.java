package io.windfarm.local;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A lake of chosen rows, in real Parquet, laid out as the job lays it out. */
final class KnownLake implements AutoCloseable {
  /** What every question takes for the present. */
  static final String NOW = "2026-11-20 12:00:00";

  private final Connection connection = DriverManager.getConnection("jdbc:duckdb:");

  KnownLake() throws SQLException {
    execute("SET TimeZone = 'UTC'");
    for (LakeTable table : LakeTable.values()) {
      execute("CREATE TABLE " + table.label() + " (" + table.columnDefinitions() + ")");
    }
  }

  /**
   * Adds a row.
   *
   * @param time decides on the partition, UTC, such as {@code 2026-11-20 11:58:00}
   * @param values SQL by column
   */
  KnownLake row(LakeTable table, String region, String time, Map<String, String> values)
      throws SQLException {
    String columns =
        values.keySet().stream().map(name -> ", \"" + name + '"').collect(Collectors.joining());
    boolean hourly = table.columnTypes().containsKey("hour");
    execute(
        "INSERT INTO %s (region, year, month, day%s%s) SELECT '%s', year(t), month(t), day(t)%s%s FROM (SELECT TIMESTAMP '%s' AS t)"
            .formatted(
                table.label(),
                hourly ? ", hour" : "",
                columns,
                region,
                hourly ? ", hour(t)" : "",
                values.values().stream().map(value -> ", " + value).collect(Collectors.joining()),
                time));
    return this;
  }

  /** Writes the files. */
  void write(Path root) throws SQLException {
    for (LakeTable table : LakeTable.values()) {
      boolean hourly = table.columnTypes().containsKey("hour");
      execute(
          "COPY (SELECT * REPLACE (format('{:04d}', year) AS year, format('{:02d}', month) AS month, format('{:02d}', day) AS day%s) FROM %s) TO '%s' (FORMAT parquet, PARTITION_BY (region, year, month, day%s))"
              .formatted(
                  hourly ? ", format('{:02d}', hour) AS hour" : "",
                  table.label(),
                  root.resolve(table.label()),
                  hourly ? ", hour" : ""));
    }
  }

  /** The rows of a view, table or query of the lake at {@code root}, a line each. */
  static List<String> ask(Path root, String sql) throws SQLException, IOException {
    SqlLibrary library = SqlLibrary.forAthena();
    List<String> rows = new ArrayList<>();
    try (Lake lake = Lake.open(root)) {
      lake.define(library.viewsFor(SqlLibrary.words(sql)));
      try (Statement statement = lake.statement();
          ResultSet result =
              statement.executeQuery(
                  sql.replace("current_timestamp", "TIMESTAMPTZ '" + NOW + "+00'"))) {
        while (result.next()) {
          List<String> values = new ArrayList<>();
          for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
            values.add(text(result.getObject(column)));
          }
          rows.add(String.join(" | ", values));
        }
      }
    }
    return rows;
  }

  /** Numbers to six digits behind the point; the last bits of a mean are nobody's promise. */
  private static String text(Object value) {
    if (value instanceof Double number) {
      return new BigDecimal(number)
          .setScale(6, RoundingMode.HALF_EVEN)
          .stripTrailingZeros()
          .toPlainString();
    }
    return value instanceof OffsetDateTime time
        ? time.toInstant().toString()
        : String.valueOf(value);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

package io.windfarm.engines;

import io.windfarm.local.Lake;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * DuckDB over the files themselves, as {@code ./windfarm query} reads them. Points in time are
 * fetched as milliseconds: the driver's own conversion is an hour off where this JVM's clock
 * changes.
 */
final class DuckDb implements Engine, AutoCloseable {
  private final Lake lake;

  /** With views of Athena's dialect, which DuckDB takes as they are, in an order that works. */
  DuckDb(Path root, Collection<String> views) throws Exception {
    lake = Lake.open(root);
    for (String view : views) {
      try (Statement statement = lake.statement()) {
        statement.execute(view);
      }
    }
  }

  @Override
  public List<Row> rows(String sql, ZoneId session) throws SQLException {
    try (Statement statement = lake.statement()) {
      statement.execute("SET TimeZone = '" + session + "'");
      List<String> columns = new ArrayList<>();
      List<Boolean> isTime = new ArrayList<>();
      try (ResultSet described = statement.executeQuery("DESCRIBE " + sql)) {
        while (described.next()) {
          String name = '"' + described.getString("column_name") + '"';
          boolean time = described.getString("column_type").equals("TIMESTAMP WITH TIME ZONE");
          columns.add(time ? "epoch_ms(" + name + ")" : name);
          isTime.add(time);
        }
      }
      List<Row> rows = new ArrayList<>();
      String select = "SELECT " + String.join(", ", columns) + " FROM (" + sql + ")";
      try (ResultSet result = statement.executeQuery(select)) {
        while (result.next()) {
          Object[] values = new Object[columns.size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = value(result, i + 1, isTime.get(i));
          }
          rows.add(Row.of(values));
        }
      }
      return rows;
    }
  }

  private static Object value(ResultSet result, int column, boolean isTime) throws SQLException {
    Object value = result.getObject(column);
    if (isTime) {
      return value == null ? null : Instant.ofEpochMilli((Long) value);
    }
    if (value instanceof Timestamp) {
      // The driver takes it for a local time of this JVM.
      return result.getObject(column, LocalDateTime.class);
    }
    if (value instanceof Array array) {
      return array.getArray();
    }
    if (value instanceof Blob blob) {
      return blob.getBytes(1, (int) blob.length());
    }
    return value;
  }

  @Override
  public void close() throws SQLException {
    lake.close();
  }
}

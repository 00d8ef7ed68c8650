package io.windfarm.engines;

import io.windfarm.local.Lake;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** DuckDB over the files themselves, as {@code ./windfarm query} reads them. */
final class DuckDb implements Engine, AutoCloseable {
  private final Lake lake;

  DuckDb(Path root) throws Exception {
    lake = Lake.open(root);
  }

  @Override
  public List<Row> rows(String sql, ZoneId session) throws SQLException {
    try (Statement statement = lake.statement()) {
      statement.execute("SET TimeZone = '" + session + "'");
      List<Row> rows = new ArrayList<>();
      if (statement.execute(sql)) {
        try (ResultSet result = statement.getResultSet()) {
          int width = result.getMetaData().getColumnCount();
          while (result.next()) {
            Object[] values = new Object[width];
            for (int column = 1; column <= width; column++) {
              values[column - 1] = value(result, column);
            }
            rows.add(Row.of(values));
          }
        }
      }
      return rows;
    }
  }

  private static Object value(ResultSet result, int column) throws SQLException {
    Object value = result.getObject(column);
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

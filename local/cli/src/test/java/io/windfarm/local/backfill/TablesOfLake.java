package io.windfarm.local.backfill;

import io.windfarm.local.Lake;
import io.windfarm.local.LakeTable;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All rows of a lake's tables, in an order of their own; of the ledger the sums, which are what is
 * asked of it: how often it was written depends on the checkpoints.
 */
record TablesOfLake(Map<String, List<String>> rows) {
  private static final String SUMS =
      "SELECT minute, source, stream, region, sum(received), sum(rejected), sum(duplicate),"
          + " sum(late), sum(good), sum(uncertain), sum(bad), sum(imputed), sum(records)"
          + " FROM ledger GROUP BY ALL";

  static TablesOfLake in(Path root) throws Exception {
    Map<String, List<String>> rows = new TreeMap<>();
    try (Lake lake = Lake.open(root)) {
      for (LakeTable table : LakeTable.values()) {
        String all = table == LakeTable.LEDGER ? SUMS : "SELECT * FROM \"" + table.label() + "\"";
        rows.put(table.label(), rows(lake, all));
      }
    }
    return new TablesOfLake(rows);
  }

  int count(String table) {
    return rows.get(table).size();
  }

  private static List<String> rows(Lake lake, String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = lake.statement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        StringBuilder row = new StringBuilder();
        for (int column = 1; column <= columns; column++) {
          Object value = rows.getObject(column);
          row.append(value instanceof java.sql.Blob ? rows.getString(column) : value).append(" | ");
        }
        found.add(row.toString());
      }
    }
    found.sort(null);
    return found;
  }
}

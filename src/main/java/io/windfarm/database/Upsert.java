package io.windfarm.database;

import java.io.Serializable;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a batch of rows in one statement: all of them or none. A row whose key is there already
 * takes the place of that row, unless it says the same (then nothing is touched) or yields to it,
 * as a provisional row does to one that is final. The statement does not change with the size of
 * the batch, so the server parses it once.
 */
final class Upsert<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Table<T> table;
  private final String sql;

  /**
   * @param schema where the table is
   */
  Upsert(Table<T> table, String schema) {
    this.table = table;
    this.sql = statement(table, schema);
  }

  String sql() {
    return sql;
  }

  /**
   * Writes {@code rows}, each the values of the table's columns, no two of one key.
   *
   * @throws SQLException if the database refused, or is away; then no row was written
   */
  void execute(Connection connection, List<Object[]> rows) throws SQLException {
    List<Array> arrays = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < table.columns().size(); i++) {
        Column<T> column = table.columns().get(i);
        Object[] values = column.array(rows.size());
        for (int row = 0; row < values.length; row++) {
          values[row] = rows.get(row)[i];
        }
        Array array = connection.createArrayOf(column.type(), values);
        arrays.add(array);
        statement.setArray(i + 1, array);
      }
      statement.executeUpdate();
    } finally {
      for (Array array : arrays) {
        array.free();
      }
    }
  }

  private static <T> String statement(Table<T> table, String schema) {
    List<Column<T>> columns = table.columns();
    List<String> names =
        columns.stream().map(column -> quoted(column.name())).collect(Collectors.toList());
    List<String> keys = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    List<String> selected = new ArrayList<>();
    for (Column<T> column : columns) {
      (column.isKey() ? keys : rest).add(quoted(column.name()));
      selected.add("sent." + quoted(column.name()) + column.cast());
    }
    return "INSERT INTO "
        + quoted(schema)
        + "."
        + quoted(table.name())
        + " AS stored ("
        + String.join(", ", names)
        + ") SELECT "
        + String.join(", ", selected)
        + " FROM unnest("
        + names.stream().map(name -> "?").collect(Collectors.joining(", "))
        + ") AS sent ("
        + String.join(", ", names)
        + ") ON CONFLICT ("
        + String.join(", ", keys)
        + ") DO UPDATE SET "
        + rest.stream().map(name -> name + " = excluded." + name).collect(Collectors.joining(", "))
        + " WHERE ("
        + prefixed("stored.", rest)
        + ") IS DISTINCT FROM ("
        + prefixed("excluded.", rest)
        + ") AND (stored.provisional OR NOT excluded.provisional)"
        + yielding(table);
  }

  private static String yielding(Table<?> table) {
    String yields = table.yieldingSql();
    return yields == null
        ? ""
        : " AND (NOT ("
            + yields.replace("%s", "excluded")
            + ") OR "
            + yields.replace("%s", "stored")
            + ")";
  }

  private static String prefixed(String prefix, List<String> names) {
    return names.stream().map(name -> prefix + name).collect(Collectors.joining(", "));
  }

  /** Names are ours or checked: none holds a quote. */
  private static String quoted(String name) {
    return '"' + name + '"';
  }
}

package io.windfarm.database;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * A table of the database: its name, its columns in order, and which of them a row is known by. All
 * end with {@code altered} (a text of the row had to be changed, see {@link TextKeeper}) and {@code
 * provisional}.
 *
 * @param <T> the row
 */
final class Table<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Whether a row leaves one that is there as it is. */
  interface Yielding<T> extends Predicate<T>, Serializable {}

  private final String name;
  private final List<Column<T>> columns;
  private final Yielding<T> yielding;
  private final String yieldingSql;

  private Table(Definition<T> definition) {
    this.name = definition.name;
    this.columns = new ArrayList<>(definition.columns);
    this.yielding = definition.yielding;
    this.yieldingSql = definition.yieldingSql;
  }

  static <T> Definition<T> named(String name) {
    return new Definition<>(name);
  }

  String name() {
    return name;
  }

  List<Column<T>> columns() {
    return Collections.unmodifiableList(columns);
  }

  /** The values of {@code row} in the order of the columns. */
  Object[] values(T row, TextKeeper texts) {
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).value(row, texts);
    }
    return values;
  }

  /** What the row with these values is known by. */
  List<Object> key(Object[] values) {
    List<Object> key = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (columns.get(i).isKey()) {
        key.add(values[i]);
      }
    }
    return key;
  }

  /** True if {@code row} replaces no row of the same key, but one that yields as well. */
  boolean yields(T row) {
    return yielding.test(row);
  }

  /** {@link #yields} of a row in SQL, {@code %s} being the row; null if none does. */
  String yieldingSql() {
    return yieldingSql;
  }

  /** What a table class fills in. */
  static final class Definition<T> {
    private final String name;
    private final List<Column<T>> columns = new ArrayList<>();
    private Yielding<T> yielding = row -> false;
    private String yieldingSql;

    private Definition(String name) {
      this.name = name;
    }

    Definition<T> column(Column<T> column) {
      columns.add(column);
      return this;
    }

    /** Rows for which this holds replace none for which it does not. */
    Definition<T> yielding(Yielding<T> yielding, String sql) {
      this.yielding = yielding;
      this.yieldingSql = sql;
      return this;
    }

    Table<T> define(boolean provisional) {
      columns.add(Column.altered("altered"));
      columns.add(Column.flag("provisional", row -> provisional));
      return new Table<>(this);
    }
  }
}

package io.windfarm.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows on their way to one table, no two of one key: of several the last stands, unless it yields.
 * Keeps their values and not the rows, which may change after.
 */
final class Batch<T> {
  private final Table<T> table;
  private final TextKeeper texts = new TextKeeper();
  private final Map<List<Object>, Pending> rows = new LinkedHashMap<>();

  Batch(Table<T> table) {
    this.table = table;
  }

  void add(T row) {
    Object[] values = table.values(row, texts);
    Pending pending = new Pending(values, table.yields(row));
    rows.merge(table.key(values), pending, (old, late) -> late.yields && !old.yields ? old : late);
  }

  int size() {
    return rows.size();
  }

  /** The values of each row, in the order of their first coming. */
  List<Object[]> rows() {
    List<Object[]> all = new ArrayList<>(rows.size());
    rows.values().forEach(row -> all.add(row.values));
    return all;
  }

  void clear() {
    rows.clear();
  }

  private static final class Pending {
    final Object[] values;
    final boolean yields;

    Pending(Object[] values, boolean yields) {
      this.values = values;
      this.yields = yields;
    }
  }
}

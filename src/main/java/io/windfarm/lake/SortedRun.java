package io.windfarm.lake;

import io.windfarm.lake.parquet.RunWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a run, which leave it sorted; then those of the next, in the same memory. They are sorted
 * by the numbers of their keys, which are few, as comparing them would fetch each.
 */
final class SortedRun<T> {
  private final Table.Order<T> order;
  private final SortKey first = new SortKey();
  private final SortKey second = new SortKey();
  private final List<T> rows = new ArrayList<>();
  private final List<T> sorted = new ArrayList<>();
  private int[] places = {};
  private int[] placesBySecond = {};

  SortedRun(Table.Order<T> order) {
    this.order = order;
  }

  void add(T row) {
    first.add(order.first(row));
    second.add(order.second(row));
    rows.add(row);
  }

  int size() {
    return rows.size();
  }

  /** Moves all rows to a file; equal ones in the order in which they were added. */
  void writeTo(RunWriter<T> file) throws IOException {
    if (places.length < rows.size()) {
      places = new int[rows.size()];
      placesBySecond = new int[rows.size()];
    }
    for (int place = 0; place < rows.size(); place++) {
      places[place] = place;
    }
    second.sort(places, placesBySecond);
    first.sort(placesBySecond, places);
    for (int i = 0; i < rows.size(); i++) {
      sorted.add(rows.get(places[i]));
    }
    file.addElements(sorted);
    sorted.clear();
    rows.clear();
    first.clear();
    second.clear();
  }
}

package io.windfarm.lake;

import io.windfarm.lake.parquet.TextPlaces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * One key of the rows of a run, as numbers: few texts are compared, however many rows have them,
 * and sorting looks at no row.
 */
final class SortKey {
  /** By their numbers, which are given as texts come. */
  private final List<String> texts = new ArrayList<>();

  private final TextPlaces numbers = new TextPlaces();
  private int[] ofRows = new int[64];
  private int rows;

  /** Of the latest row: the next is often of the same. */
  private String latest;

  private int number;

  /** Notes the key of the next row. */
  @SuppressWarnings("ReferenceEquality") // equal ones that are others are looked up
  void add(String text) {
    if (text != latest) {
      number = numberOf(text);
      latest = text;
    }
    if (rows == ofRows.length) {
      ofRows = Arrays.copyOf(ofRows, 2 * rows);
    }
    ofRows[rows++] = number;
  }

  private int numberOf(String text) {
    int known = numbers.placeOf(text);
    if (known != TextPlaces.NONE) {
      return known;
    }
    numbers.put(text, texts.size());
    texts.add(text);
    return texts.size() - 1;
  }

  /**
   * Sorts all rows, those of one text in the order in which they are given: by counting, so that
   * each row is moved once.
   *
   * @param order numbers of rows, from 0 as they were added
   * @param sorted takes them sorted
   */
  void sort(int[] order, int[] sorted) {
    int[] next = starts();
    for (int place = 0; place < rows; place++) {
      int row = order[place];
      sorted[next[ofRows[row]]++] = row;
    }
  }

  /** Where the rows of each text begin when they are sorted. */
  private int[] starts() {
    int[] counts = new int[texts.size()];
    for (int row = 0; row < rows; row++) {
      counts[ofRows[row]]++;
    }
    int[] starts = new int[texts.size()];
    int start = 0;
    for (int text : inOrder()) {
      starts[text] = start;
      start += counts[text];
    }
    return starts;
  }

  private List<Integer> inOrder() {
    List<Integer> sorted = new ArrayList<>(texts.size());
    for (int text = 0; text < texts.size(); text++) {
      sorted.add(text);
    }
    sorted.sort(Comparator.comparing(texts::get));
    return sorted;
  }

  /** Forgets all rows and texts. */
  void clear() {
    texts.clear();
    numbers.clear();
    rows = 0;
    latest = null;
  }
}

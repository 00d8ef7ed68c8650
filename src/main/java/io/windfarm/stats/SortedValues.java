package io.windfarm.stats;

import java.util.Arrays;

/**
 * Values in ascending order, of parts most of which are in that order already: they are merged two
 * by two. Used for one window after the other, so that none costs memory. Not thread safe.
 */
final class SortedValues {
  private double[] values = new double[Pane.EXACT];
  private double[] merged = new double[Pane.EXACT];
  private int size;

  int size() {
    return size;
  }

  /** The value at {@code rank}, 0 for the least, once they are sorted. */
  double at(int rank) {
    return values[rank];
  }

  void clear() {
    size = 0;
  }

  /** Adds the first {@code count} of {@code more}, in any order. */
  void add(double[] more, int count) {
    if (size + count > values.length) {
      values = Arrays.copyOf(values, Math.max(size + count, 2 * size));
    }
    System.arraycopy(more, 0, values, size, count);
    size += count;
  }

  /** As {@link Arrays#sort(double[])} does: -0 is less than 0. */
  void sort() {
    while (endOfRun(0) < size) {
      mergeNeighbours();
    }
  }

  /** Merges each run of ascending values with the next one. */
  private void mergeNeighbours() {
    if (merged.length < size) {
      merged = new double[values.length];
    }
    int from = 0;
    while (from < size) {
      int middle = endOfRun(from);
      int to = endOfRun(middle);
      merge(from, middle, to);
      from = to;
    }
    double[] unmerged = values;
    values = merged;
    merged = unmerged;
  }

  /** Behind the last of the ascending values that begin at {@code from}. */
  private int endOfRun(int from) {
    int end = Math.min(from + 1, size);
    while (end < size && Double.compare(values[end - 1], values[end]) <= 0) {
      end++;
    }
    return end;
  }

  private void merge(int from, int middle, int to) {
    int left = from;
    int right = middle;
    int place = from;
    while (left < middle && right < to) {
      merged[place++] =
          Double.compare(values[left], values[right]) <= 0 ? values[left++] : values[right++];
    }
    System.arraycopy(values, left, merged, place, middle - left);
    System.arraycopy(values, right, merged, place + middle - left, to - right);
  }
}

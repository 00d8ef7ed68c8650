package io.windfarm.lake.parquet;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Small numbers in order, equal neighbours counted: levels, and places in a dictionary. */
final class Runs {
  private int[] values = new int[16];
  private int[] counts = new int[16];
  private int size;

  /** How many runs there are. */
  int size() {
    return size;
  }

  int value(int run) {
    return values[run];
  }

  int count(int run) {
    return counts[run];
  }

  void add(int value) {
    if (size > 0 && values[size - 1] == value) {
      counts[size - 1]++;
    } else {
      begin(value);
    }
  }

  void clear() {
    size = 0;
  }

  /** How often each number from 0 to {@code highest} is there. */
  List<Long> histogram(int highest) {
    long[] histogram = new long[highest + 1];
    for (int run = 0; run < size; run++) {
      histogram[values[run]] += counts[run];
    }
    return Arrays.stream(histogram).boxed().collect(Collectors.toList());
  }

  private void begin(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    values[size] = value;
    counts[size] = 1;
    size++;
  }
}

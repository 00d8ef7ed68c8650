package io.windfarm.lake.parquet;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/**
 * The smallest and the largest of values that lie in one buffer, each with its length before it.
 */
final class BinaryBounds {
  private static final int NONE = -1;

  private final LittleEndianBytes values;

  /** Where each begins, behind its length. */
  private int smallest = NONE;

  private int largest = NONE;

  BinaryBounds(LittleEndianBytes values) {
    this.values = values;
  }

  /**
   * Looks at a value.
   *
   * @param at where its length is
   * @return where it ends
   */
  int take(int at) {
    int value = at + Integer.BYTES;
    if (smallest == NONE) {
      smallest = value;
      largest = value;
    } else if (compare(value, largest) > 0) {
      largest = value;
    } else if (compare(value, smallest) < 0) {
      smallest = value;
    }
    return end(value);
  }

  private int compare(int value, int other) {
    return values.compare(value, end(value), other, end(other));
  }

  private int end(int value) {
    return value + values.getInt(value - Integer.BYTES);
  }

  void addTo(Statistics<?> statistics) {
    statistics.updateStats(binary(smallest));
    statistics.updateStats(binary(largest));
  }

  private Binary binary(int value) {
    return Binary.fromConstantByteArray(values.copy(value, end(value)));
  }
}

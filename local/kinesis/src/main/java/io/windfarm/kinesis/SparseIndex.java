package io.windfarm.kinesis;

import java.util.Arrays;

/**
 * Where in a segment to start looking: one entry for each 64 KB, so memory is a thousandth or less
 * of the log. Entries are in order by all three of record index, arrival and offset.
 */
final class SparseIndex {
  private static final int EVERY_BYTES = 64 * 1024;

  private long[] indexes = new long[4];
  private long[] arrivals = new long[4];
  private long[] offsets = new long[4];
  private int count;

  /** Notes a record if it is far enough from the last one noted. */
  void note(long index, long arrivalMillis, long offset) {
    if (count > 0 && offset - offsets[count - 1] < EVERY_BYTES) {
      return;
    }
    if (count == indexes.length) {
      indexes = Arrays.copyOf(indexes, count * 2);
      arrivals = Arrays.copyOf(arrivals, count * 2);
      offsets = Arrays.copyOf(offsets, count * 2);
    }
    indexes[count] = index;
    arrivals[count] = arrivalMillis;
    offsets[count] = offset;
    count++;
  }

  /** Offset of a record at or before the one with that index; 0 if there is no better answer. */
  long offsetBefore(long index) {
    int found = Arrays.binarySearch(indexes, 0, count, index);
    int at = found >= 0 ? found : -found - 2;
    return at < 0 ? 0 : offsets[at];
  }

  /** Offset from which every record that arrived at or after that time is still to come. */
  long offsetBeforeTime(long arrivalMillis) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (arrivals[middle] < arrivalMillis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? 0 : offsets[low - 1];
  }
}

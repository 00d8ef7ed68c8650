package io.windfarm.lake.parquet;

import java.util.Arrays;

/** Which number has which place in a dictionary: open addressing, without objects. */
final class NumberPlaces {
  static final int NONE = -1;

  private int bits = 5;

  /**
   * A number and, beside it in the same line of the cache, its place and one; 0 for a free slot.
   */
  private long[] slots = new long[2 << bits];

  private int size;

  /** The place of a number, or {@link #NONE}. */
  int placeOf(long number) {
    return (int) slots[slotOf(number) + 1] - 1;
  }

  /** Gives a number that has none a place. */
  void put(long number, int place) {
    if (2 * size >= 1 << bits) {
      grow();
    }
    int slot = slotOf(number);
    slots[slot] = number;
    slots[slot + 1] = place + 1L;
    size++;
  }

  /** Forgets all numbers. */
  void clear() {
    Arrays.fill(slots, 0);
    size = 0;
  }

  private int slotOf(long number) {
    // Fibonacci hashing, which looks at all bits: doubles of few digits differ in the upper alone.
    int slot = (int) ((number * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - bits)) << 1;
    while (slots[slot + 1] != 0 && slots[slot] != number) {
      slot = (slot + 2) & (slots.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] old = slots;
    bits++;
    slots = new long[2 << bits];
    for (int slot = 0; slot < old.length; slot += 2) {
      if (old[slot + 1] != 0) {
        int into = slotOf(old[slot]);
        slots[into] = old[slot];
        slots[into + 1] = old[slot + 1];
      }
    }
  }
}

package io.windfarm.lake.parquet;

import java.util.Arrays;

/** Which number has which place in a dictionary: open addressing, without objects. */
final class NumberPlaces {
  static final int NONE = -1;

  private int bits = 5;

  /** By slot, at most half full. */
  private long[] numbers = new long[1 << bits];

  private int[] places = emptyPlaces(1 << bits);
  private int size;

  /** The place of a number, or {@link #NONE}. */
  int placeOf(long number) {
    return places[slotOf(number)];
  }

  /** Gives a number that has none a place. */
  void put(long number, int place) {
    if (2 * size >= numbers.length) {
      grow();
    }
    int slot = slotOf(number);
    numbers[slot] = number;
    places[slot] = place;
    size++;
  }

  private int slotOf(long number) {
    // Fibonacci hashing, which looks at all bits: doubles of few digits differ in the upper alone.
    int slot = (int) ((number * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - bits));
    while (places[slot] != NONE && numbers[slot] != number) {
      slot = (slot + 1) & (numbers.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] oldNumbers = numbers;
    int[] oldPlaces = places;
    bits++;
    numbers = new long[1 << bits];
    places = emptyPlaces(1 << bits);
    for (int slot = 0; slot < oldNumbers.length; slot++) {
      if (oldPlaces[slot] != NONE) {
        int into = slotOf(oldNumbers[slot]);
        numbers[into] = oldNumbers[slot];
        places[into] = oldPlaces[slot];
      }
    }
  }

  private static int[] emptyPlaces(int length) {
    int[] places = new int[length];
    Arrays.fill(places, NONE);
    return places;
  }
}

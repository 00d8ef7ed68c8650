package io.windfarm.ingest;

/**
 * Turns characters into strings, and gives back the string it made before where it still has it.
 * Turbines, types and units repeat in every event. Bounded: a slot keeps its latest string, so a
 * sender of endless new names costs allocation, never memory.
 */
final class StringPool {
  /** Longer texts are not names that repeat. */
  private static final int MAX_LENGTH = 64;

  private final String[] slots;

  /**
   * @param slots a power of two; some times the number of names that are expected
   */
  StringPool(int slots) {
    this.slots = new String[slots];
  }

  String get(char[] text, int from, int to) {
    int length = to - from;
    if (length == 0) {
      return "";
    }
    if (length > MAX_LENGTH) {
      return new String(text, from, length);
    }
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text[i];
    }
    int slot = (hash ^ (hash >>> 15)) & (slots.length - 1);
    String known = slots[slot];
    if (known != null && isSame(known, text, from, length)) {
      return known;
    }
    return slots[slot] = new String(text, from, length);
  }

  private static boolean isSame(String known, char[] text, int from, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != text[from + i]) {
        return false;
      }
    }
    return true;
  }
}

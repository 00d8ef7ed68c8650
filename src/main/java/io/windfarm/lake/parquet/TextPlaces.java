package io.windfarm.lake.parquet;

import java.util.Arrays;

/**
 * Which text has which place: open addressing, without an object an entry. A text that is asked for
 * is nearly always the very object that was put, and is then not looked into.
 */
public final class TextPlaces {
  public static final int NONE = -1;

  private int bits = 5;
  private String[] texts = new String[1 << bits];

  /** The hash of the text in the same slot, and its place. */
  private int[] slots = new int[2 << bits];

  private int size;

  /** The place of a text, or {@link #NONE}. */
  public int placeOf(String text) {
    int slot = slotOf(text, text.hashCode());
    return texts[slot] == null ? NONE : slots[2 * slot + 1];
  }

  /** Gives a text that has none a place. */
  public void put(String text, int place) {
    if (2 * size >= texts.length) {
      grow();
    }
    int hash = text.hashCode();
    int slot = slotOf(text, hash);
    texts[slot] = text;
    slots[2 * slot] = hash;
    slots[2 * slot + 1] = place;
    size++;
  }

  /** Forgets all texts. */
  public void clear() {
    Arrays.fill(texts, null);
    size = 0;
  }

  @SuppressWarnings("ReferenceEquality") // equal ones that are others are compared
  private int slotOf(String text, int hash) {
    // Fibonacci hashing: texts that differ in their last digits have neighbouring hashes.
    int slot = (hash * 0x9E3779B9) >>> (Integer.SIZE - bits);
    while (texts[slot] != null
        && texts[slot] != text
        && (slots[2 * slot] != hash || !texts[slot].equals(text))) {
      slot = (slot + 1) & (texts.length - 1);
    }
    return slot;
  }

  private void grow() {
    String[] oldTexts = texts;
    int[] oldSlots = slots;
    bits++;
    texts = new String[1 << bits];
    slots = new int[2 << bits];
    size = 0;
    for (int slot = 0; slot < oldTexts.length; slot++) {
      if (oldTexts[slot] != null) {
        put(oldTexts[slot], oldSlots[2 * slot + 1]);
      }
    }
  }
}

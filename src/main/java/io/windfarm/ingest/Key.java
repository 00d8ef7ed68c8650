package io.windfarm.ingest;

import io.windfarm.config.Meaning;
import io.windfarm.config.SensorCatalog;
import io.windfarm.config.Shape;
import java.util.List;

/** A key, or a type, as senders write it, and what it means in each of the catalog's shapes. */
final class Key {
  final String word;

  /** The unit written behind the name, or empty. */
  final String unit;

  /** For {@link Shape#recognises}. */
  final long marks;

  /**
   * One of 64, the same for keys that are the same: where it was not seen, no such key was. The
   * first 64 keys of a {@link Vocabulary} have one each.
   */
  final long bit;

  private final Meaning[] meanings;
  private final boolean isOurs;

  Key(String word, String unit, long bit, SensorCatalog catalog) {
    this.word = word;
    this.unit = unit;
    this.bit = bit;
    List<Shape> shapes = catalog.shapes();
    this.meanings = new Meaning[shapes.size()];
    long bits = 0;
    boolean known = false;
    for (int i = 0; i < meanings.length; i++) {
      meanings[i] = shapes.get(i).meaning(word);
      known |= meanings[i] != null;
      bits |= shapes.get(i).marks(word);
    }
    this.marks = bits;
    this.isOurs = known || bits != 0;
  }

  /** False for keys that no shape reads: they are skipped. */
  boolean isOurs() {
    return isOurs;
  }

  /** What this key means in the shape of that number, or null. */
  Meaning in(int shape) {
    return meanings[shape];
  }

  /** True if both are spellings of one key. */
  boolean isSameAs(Key other) {
    return this == other || (word.equals(other.word) && unit.equals(other.unit));
  }
}

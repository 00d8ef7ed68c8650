package io.windfarm.ingest;

import io.windfarm.config.SensorCatalog;
import io.windfarm.config.Word;
import java.util.HashMap;
import java.util.Map;

/**
 * Remembers what words mean that senders used before, so that a name is brought to its common form
 * once and not in every event. Bounded: past the limit, new words are worked out each time.
 */
final class Vocabulary {
  /** Far more than honest senders use; a sender of random keys must not fill the heap. */
  private static final int MAX_WORDS = 4_096;

  /** Names longer than this are not kept. */
  private static final int MAX_LENGTH = 128;

  private final SensorCatalog catalog;
  private final Map<String, Key> keys = new HashMap<>();
  private final Map<String, String> units = new HashMap<>();

  /** Of keys, alike for all spellings. */
  private final Map<String, Integer> numbers = new HashMap<>();

  Vocabulary(SensorCatalog catalog) {
    this.catalog = catalog;
  }

  Key key(String name) {
    Key key = keys.get(name);
    if (key == null) {
      key = newKey(name);
      if (keys.size() < MAX_WORDS && name.length() <= MAX_LENGTH) {
        keys.put(name, key);
      }
    }
    return key;
  }

  private Key newKey(String name) {
    String word = Word.of(name);
    String unit = Word.unitIn(name);
    String spelling = word + ' ' + unit; // no word has a blank
    Integer number = numbers.get(spelling);
    if (number == null) {
      boolean room = numbers.size() < MAX_WORDS && spelling.length() <= MAX_LENGTH;
      number = room ? numbers.size() : Integer.valueOf(spelling.hashCode());
      if (room) {
        numbers.put(spelling, number);
      }
    }
    // The shift takes the lowest six bits of the number.
    return new Key(word, unit, 1L << number, catalog);
  }

  /** As {@link Word#ofUnit}. */
  String unit(String unit) {
    String word = units.get(unit);
    if (word == null) {
      word = Word.ofUnit(unit);
      if (units.size() < MAX_WORDS && unit.length() <= MAX_LENGTH) {
        units.put(unit, word);
      }
    }
    return word;
  }
}

package io.windfarm.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.windfarm.model.Reading;
import java.io.IOException;
import java.util.Arrays;

/**
 * The fields of one JSON object that may matter, in the order sent, flat: keys in one array, where
 * the characters of their values stand in others. Those are bytes, as {@link CharBytes} has them:
 * the record's own, or where they stand otherwise in the record, written here. Filled again for
 * every object, so that reading allocates nothing here.
 */
final class Fields {
  /** More than any turbine sends; bounds the rejected rows that one object can cause. */
  static final int MAX_FIELDS = 128;

  /** Longer than any id, name, number or time. */
  static final int MAX_CHARS = 1_024;

  /** What kind of JSON value a field holds. */
  enum Kind {
    NULL,
    TEXT,
    NUMBER,
    BOOLEAN,
    NESTED,
    TOO_LONG
  }

  private final Key[] keys = new Key[MAX_FIELDS];
  private final Kind[] kinds = new Kind[MAX_FIELDS];
  private final int[] froms = new int[MAX_FIELDS];
  private final int[] ends = new int[MAX_FIELDS];
  private final boolean[] contested = new boolean[MAX_FIELDS];
  private byte[] written = new byte[1_024];
  private int writtenTo;

  /** The record's bytes, or {@link #written}. */
  private byte[] text;

  private int size;
  private boolean overflown;
  private boolean irregular;
  private long marks;

  /** {@link Key#bit} of all keys. */
  private long seen;

  /** Begins an object whose values stand in {@code bytes}. */
  void clear(byte[] bytes) {
    text = bytes;
    size = 0;
    overflown = false;
    irregular = false;
    marks = 0;
    seen = 0;
  }

  /** Begins an object whose values a parser hands over. */
  void clear() {
    clear(written);
    writtenTo = 0;
  }

  /** Takes the value at which {@code parser} stands, to its end. */
  void add(Key key, JsonToken token, JsonParser parser) throws IOException {
    if (size == MAX_FIELDS) {
      overflown = true;
      parser.skipChildren();
      return;
    }
    int from = writtenTo;
    Kind kind;
    switch (token) {
      case VALUE_STRING:
      case VALUE_NUMBER_INT:
      case VALUE_NUMBER_FLOAT:
        kind = token == JsonToken.VALUE_STRING ? Kind.TEXT : Kind.NUMBER;
        char[] chars = parser.getTextCharacters();
        int length = parser.getTextLength();
        if (length > MAX_CHARS) {
          kind = Kind.TOO_LONG;
        } else {
          room(CharBytes.MOST * length);
          writtenTo = CharBytes.put(chars, parser.getTextOffset(), length, written, from);
        }
        break;
      case VALUE_NULL:
        kind = Kind.NULL;
        break;
      case VALUE_TRUE:
      case VALUE_FALSE:
        kind = Kind.BOOLEAN;
        // One character tells the two apart, which is all that comparing needs.
        room(1);
        written[writtenTo++] = (byte) (token == JsonToken.VALUE_TRUE ? 't' : 'f');
        break;
      default:
        kind = Kind.NESTED;
        parser.skipChildren();
    }
    add(key, kind, from, writtenTo);
  }

  private void room(int length) {
    int end = writtenTo + length;
    if (end > written.length) {
      written = Arrays.copyOf(written, Math.max(end, 2 * written.length));
      text = written;
    }
  }

  /** Takes a value that stands from {@code from} up to {@code end}; of null nothing does. */
  void add(Key key, Kind kind, int from, int end) {
    // Mostly they are there already, from the object before, and looking is cheaper than storing.
    if (keys[size] != key) {
      keys[size] = key;
    }
    if (kinds[size] != kind) {
      kinds[size] = kind;
    }
    froms[size] = from;
    ends[size] = end;
    contested[size] = false;
    irregular |= kind == Kind.TOO_LONG;
    marks |= key.marks;
    int first = (seen & key.bit) == 0 ? size : firstOf(key);
    seen |= key.bit;
    if (first == size) {
      size++;
    } else if (!isSame(first, size)) {
      contested[first] = true;
      irregular = true;
    }
  }

  private int firstOf(Key key) {
    int i = 0;
    while (i < size && !keys[i].isSameAs(key)) {
      i++;
    }
    return i;
  }

  private boolean isSame(int a, int b) {
    return kinds[a] == kinds[b]
        && kinds[a] != Kind.NESTED
        && kinds[a] != Kind.TOO_LONG
        && Arrays.equals(text, from(a), ends[a], text, from(b), ends[b]);
  }

  int size() {
    return size;
  }

  /** True if the object has more fields of ours than {@link #MAX_FIELDS}. */
  boolean isOverflown() {
    return overflown;
  }

  /** True if a field is contested, or too long. */
  boolean isIrregular() {
    return irregular;
  }

  /** The marks of all keys together. */
  long marks() {
    return marks;
  }

  Key key(int field) {
    return keys[field];
  }

  Kind kind(int field) {
    return kinds[field];
  }

  /** True if the key occurred again with another value. */
  boolean isContested(int field) {
    return contested[field];
  }

  /** {@link CharBytes}; a field's are from {@link #from} to {@link #to}. */
  byte[] text() {
    return text;
  }

  int from(int field) {
    return froms[field];
  }

  int to(int field) {
    return ends[field];
  }

  /** As {@link #from}, behind leading blanks. */
  int start(int field) {
    return CharBytes.afterBlanks(text, froms[field], ends[field]);
  }

  /** As {@link #to}, before trailing blanks. */
  int end(int field) {
    return CharBytes.beforeBlanks(text, froms[field], ends[field]);
  }

  /** Gives {@code reading} the field's characters as its id. */
  void giveId(int field, Reading reading) {
    if (CharBytes.isAscii(text, froms[field], ends[field])) {
      reading.takeId(text, froms[field], ends[field]);
    } else {
      reading.id = CharBytes.string(text, froms[field], ends[field]);
    }
  }

  /** True if the field holds null, or a text that is empty or blank. */
  boolean isBlank(int field) {
    return kinds[field] == Kind.NULL || (kinds[field] == Kind.TEXT && start(field) == ends[field]);
  }
}

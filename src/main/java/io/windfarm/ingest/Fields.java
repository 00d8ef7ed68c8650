package io.windfarm.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/**
 * The fields of one JSON object that may matter, in the order sent, flat: keys in one array, the
 * characters of all values in another. Filled again for every object, so that reading allocates
 * nothing here.
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

  private static final char[] YES = {'t'};
  private static final char[] NO = {'f'};

  private final Key[] keys = new Key[MAX_FIELDS];
  private final Kind[] kinds = new Kind[MAX_FIELDS];
  private final int[] ends = new int[MAX_FIELDS];
  private final boolean[] contested = new boolean[MAX_FIELDS];
  private char[] text = new char[1_024];
  private int size;
  private boolean overflown;
  private long marks;

  void clear() {
    size = 0;
    overflown = false;
    marks = 0;
  }

  /** Takes the value at which {@code parser} stands, to its end. */
  void add(Key key, JsonToken token, JsonParser parser) throws IOException {
    if (size == MAX_FIELDS) {
      overflown = true;
      parser.skipChildren();
      return;
    }
    int from = from(size);
    int end = from;
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
          end = append(from, chars, parser.getTextOffset(), length);
        }
        break;
      case VALUE_NULL:
        kind = Kind.NULL;
        break;
      case VALUE_TRUE:
      case VALUE_FALSE:
        kind = Kind.BOOLEAN;
        // One character tells the two apart, which is all that comparing needs.
        end = append(from, token == JsonToken.VALUE_TRUE ? YES : NO, 0, 1);
        break;
      default:
        kind = Kind.NESTED;
        parser.skipChildren();
    }
    add(key, kind, end);
  }

  /** Room for so many more characters behind those of all fields, from {@link #end()} on. */
  char[] room(int length) {
    int end = end() + length;
    if (end > text.length) {
      text = Arrays.copyOf(text, Math.max(end, 2 * text.length));
    }
    return text;
  }

  /** Where the characters of the next field begin. */
  int end() {
    return from(size);
  }

  /** Takes a value whose characters were written into {@link #room}, up to {@code end}. */
  void add(Key key, Kind kind, int end) {
    keys[size] = key;
    kinds[size] = kind;
    ends[size] = end;
    contested[size] = false;
    marks |= key.marks;
    int first = firstOf(key);
    if (first == size) {
      size++;
    } else if (!isSame(first, size)) {
      contested[first] = true;
    }
  }

  private int append(int from, char[] chars, int offset, int length) {
    System.arraycopy(chars, offset, room(length), from, length);
    return from + length;
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

  /** The characters of all values; a field's are from {@link #from} to {@link #to}. */
  char[] text() {
    return text;
  }

  int from(int field) {
    return field == 0 ? 0 : ends[field - 1];
  }

  int to(int field) {
    return ends[field];
  }

  /** As {@link #from}, behind leading blanks. */
  int start(int field) {
    int at = from(field);
    while (at < ends[field] && Character.isWhitespace(text[at])) {
      at++;
    }
    return at;
  }

  /** As {@link #to}, before trailing blanks. */
  int end(int field) {
    int at = ends[field];
    while (at > from(field) && Character.isWhitespace(text[at - 1])) {
      at--;
    }
    return at;
  }

  /** True if the field holds null, or a text that is empty or blank. */
  boolean isBlank(int field) {
    return kinds[field] == Kind.NULL || (kinds[field] == Kind.TEXT && start(field) == ends[field]);
  }
}

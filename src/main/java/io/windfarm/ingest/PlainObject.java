package io.windfarm.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Reads the objects that nearly all senders send, several times as fast as a parser that can read
 * everything: flat, names in ASCII without escapes, values texts without escapes, numbers, {@code
 * true}, {@code false} and {@code null}. What is anything else, and what is no JSON, it leaves
 * alone, and then nothing has been read: {@link RecordReader} has a parser for it. Of what it reads
 * it makes the same {@link Fields} as that.
 *
 * <p>Senders repeat themselves, so that each name is first compared with the one that stood at the
 * same place of the object before.
 */
final class PlainObject {
  /** Not an object of that kind. */
  static final int NOT_PLAIN = -1;

  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};
  private static final byte[] NO_NAME = {};

  /** Longer names are not ours, and longer numbers no measurement. */
  private static final int MAX_NAME = 64;

  private static final int MAX_NUMBER = 64;

  private final Vocabulary vocabulary;

  /** By place in the object. */
  private final byte[][] lastNames = new byte[Fields.MAX_FIELDS][];

  private final Key[] lastKeys = new Key[Fields.MAX_FIELDS];

  private byte[] bytes;
  private int end;
  private Fields fields;

  PlainObject(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    Arrays.fill(lastNames, NO_NAME);
  }

  /**
   * Reads the object that begins at {@code from}, into {@code fields}, which are cleared first.
   *
   * @param bytes valid UTF-8
   * @return where it ends, exclusive; {@link #NOT_PLAIN} if it is not plain
   */
  int read(byte[] bytes, int from, int end, Fields fields) {
    this.bytes = bytes;
    this.end = end;
    this.fields = fields;
    fields.clear();
    int at = afterBlanks(from + 1);
    if (at < end && bytes[at] == '}') {
      return at + 1;
    }
    for (int place = 0; place < Fields.MAX_FIELDS; place++) {
      if (at >= end || bytes[at] != '"') {
        return NOT_PLAIN;
      }
      int name = at + 1;
      Key key = lastKeys[place];
      byte[] last = lastNames[place];
      int close = name + last.length;
      if (key == null
          || close >= end
          || bytes[close] != '"'
          || !Arrays.equals(bytes, name, close, last, 0, last.length)) {
        close = endOfName(name);
        if (close == NOT_PLAIN) {
          return NOT_PLAIN;
        }
        key = learn(place, name, close);
      }
      at = afterBlanks(close + 1);
      if (at >= end || bytes[at] != ':') {
        return NOT_PLAIN;
      }
      at = value(key, afterBlanks(at + 1));
      if (at == NOT_PLAIN) {
        return NOT_PLAIN;
      }
      at = afterBlanks(at);
      if (at >= end) {
        return NOT_PLAIN;
      }
      if (bytes[at] == '}') {
        return at + 1;
      }
      if (bytes[at] != ',') {
        return NOT_PLAIN;
      }
      at = afterBlanks(at + 1);
    }
    return NOT_PLAIN;
  }

  private Key learn(int place, int from, int to) {
    byte[] name = Arrays.copyOfRange(bytes, from, to);
    Key key = vocabulary.key(new String(name, US_ASCII));
    lastNames[place] = name;
    lastKeys[place] = key;
    return key;
  }

  private int endOfName(int from) {
    int last = Math.min(end, from + MAX_NAME);
    for (int at = from; at < last; at++) {
      byte b = bytes[at];
      if (b == '"') {
        return at;
      }
      if (b < ' ' || b == '\\') {
        return NOT_PLAIN;
      }
    }
    return NOT_PLAIN;
  }

  private int value(Key key, int at) {
    if (at >= end) {
      return NOT_PLAIN;
    }
    switch (bytes[at]) {
      case '"':
        return text(key, at + 1);
      case 't':
        return word(key, at, TRUE, Fields.Kind.BOOLEAN);
      case 'f':
        return word(key, at, FALSE, Fields.Kind.BOOLEAN);
      case 'n':
        return word(key, at, NULL, Fields.Kind.NULL);
      default:
        return number(key, at);
    }
  }

  private int text(Key key, int from) {
    char[] text = fields.room(Fields.MAX_CHARS);
    int to = fields.end();
    int full = to + Fields.MAX_CHARS;
    int at = from;
    while (at < end && to < full) {
      byte b = bytes[at++];
      if (b == '"') {
        return add(key, Fields.Kind.TEXT, to, at);
      }
      if (b >= ' ') {
        if (b == '\\') {
          return NOT_PLAIN;
        }
        text[to++] = (char) b;
      } else if ((b & 0xe0) == 0xc0) {
        text[to++] = (char) ((b & 0x1f) << 6 | (bytes[at++] & 0x3f));
      } else if ((b & 0xf0) == 0xe0) {
        text[to++] = (char) ((b & 0x0f) << 12 | (bytes[at] & 0x3f) << 6 | (bytes[at + 1] & 0x3f));
        at += 2;
      } else {
        // A control character, which JSON forbids, or one that needs two chars.
        return NOT_PLAIN;
      }
    }
    return NOT_PLAIN;
  }

  private int word(Key key, int from, byte[] word, Fields.Kind kind) {
    int to = from + word.length;
    if (to > end || !Arrays.equals(bytes, from, to, word, 0, word.length)) {
      return NOT_PLAIN;
    }
    int last = fields.end();
    if (kind == Fields.Kind.BOOLEAN) {
      fields.room(1)[last++] = (char) word[0];
    }
    return add(key, kind, last, to);
  }

  /** As JSON writes numbers, and not as {@link NumberText} might read them. */
  private int number(Key key, int from) {
    int at = from;
    if (at < end && bytes[at] == '-') {
      at++;
    }
    int whole = at;
    at = afterDigits(at);
    if (at == whole || (bytes[whole] == '0' && at > whole + 1)) {
      return NOT_PLAIN;
    }
    if (at < end && bytes[at] == '.') {
      int fraction = at + 1;
      at = afterDigits(fraction);
      if (at == fraction) {
        return NOT_PLAIN;
      }
    }
    if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
      int exponent = at + 1;
      if (exponent < end && (bytes[exponent] == '+' || bytes[exponent] == '-')) {
        exponent++;
      }
      at = afterDigits(exponent);
      if (at == exponent) {
        return NOT_PLAIN;
      }
    }
    int length = at - from;
    if (length > MAX_NUMBER) {
      return NOT_PLAIN;
    }
    char[] text = fields.room(length);
    int to = fields.end();
    for (int i = from; i < at; i++) {
      text[to++] = (char) bytes[i];
    }
    return add(key, Fields.Kind.NUMBER, to, at);
  }

  /** Adds what has been written behind the fields, up to {@code to}, if it is of ours. */
  private int add(Key key, Fields.Kind kind, int to, int next) {
    if (key.isOurs()) {
      fields.add(key, kind, to);
    }
    return next;
  }

  private int afterDigits(int from) {
    int at = from;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at;
  }

  private int afterBlanks(int from) {
    int at = from;
    while (at < end && RecordReader.isBlank(bytes[at])) {
      at++;
    }
    return at;
  }
}

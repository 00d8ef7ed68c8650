package io.windfarm.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads the objects that nearly all senders send, several times as fast as a parser that can read
 * everything: flat, names in ASCII without escapes, values texts without escapes, numbers, {@code
 * true}, {@code false} and {@code null}. What is anything else, and what is no JSON, it leaves
 * alone, and then nothing has been read: {@link RecordReader} has a parser for it. Of what it reads
 * it makes the same {@link Fields} as that, but that values stay where they stand in the record.
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

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long BLANKS = ' ' * ONES;

  /** Longer names are not ours, and longer numbers no measurement. */
  private static final int MAX_NAME = 64;

  private static final int MAX_NUMBER = 64;

  private final Vocabulary vocabulary;

  /** By place in the object. */
  private final LastName[] lastNames = new LastName[Fields.MAX_FIELDS];

  private final Fields fields;
  private byte[] bytes;
  private int end;

  /**
   * @param fields are cleared and filled with each object
   */
  PlainObject(Vocabulary vocabulary, Fields fields) {
    this.vocabulary = vocabulary;
    this.fields = fields;
  }

  /**
   * Reads the object that begins at {@code from}.
   *
   * @return where it ends, exclusive; {@link #NOT_PLAIN} if it is not plain, or not UTF-8
   */
  int read(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.end = end;
    fields.clear(bytes);
    int at = afterBlanks(from + 1);
    if (at < end && bytes[at] == '}') {
      return at + 1;
    }
    for (int place = 0; place < Fields.MAX_FIELDS; place++) {
      at = name(place, at);
      if (at == NOT_PLAIN) {
        return NOT_PLAIN;
      }
      at = value(lastNames[place].key, afterBlanks(at));
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

  /** Reads a name with its colon, into {@link #lastNames}; answers where it ends. */
  private int name(int place, int at) {
    if (at >= end || bytes[at] != '"') {
      return NOT_PLAIN;
    }
    int from = at + 1;
    LastName last = lastNames[place];
    if (last == null || !last.isAt(bytes, from, end)) {
      int close = endOfName(from);
      if (close == NOT_PLAIN) {
        return NOT_PLAIN;
      }
      Key key = vocabulary.key(new String(bytes, from, close - from, US_ASCII));
      last = new LastName(bytes, from, close, key);
      lastNames[place] = last;
    }
    int colon = afterBlanks(from + last.length());
    return colon < end && bytes[colon] == ':' ? colon + 1 : NOT_PLAIN;
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
    long seen = 0;
    int at = from;
    while (at + Long.BYTES <= end) {
      long eight = (long) LONGS.get(bytes, at);
      long stops = stops(eight);
      if (stops != 0) {
        seen |= eight & (Long.lowestOneBit(stops) - 1);
        return closed(key, from, at + Long.numberOfTrailingZeros(stops) / Byte.SIZE, seen);
      }
      seen |= eight;
      at += Long.BYTES;
    }
    while (at < end && !isStop(bytes[at])) {
      seen |= bytes[at++];
    }
    return at < end ? closed(key, from, at, seen) : NOT_PLAIN;
  }

  /**
   * Has the high bit of the first of eight bytes that ends a plain text, and perhaps of later ones.
   * Taking 1 from a byte that is 0 borrows from its high bit, as does taking 32 from a control
   * character; only what lies beyond the first such byte may be wrong for it.
   */
  private static long stops(long eight) {
    long quotes = eight ^ QUOTES;
    long backslashes = eight ^ BACKSLASHES;
    return (((quotes - ONES) & ~quotes)
            | ((backslashes - ONES) & ~backslashes)
            | ((eight - BLANKS) & ~eight))
        & HIGH_BITS;
  }

  private static boolean isStop(byte b) {
    return b == '"' || b == '\\' || (b >= 0 && b < ' ');
  }

  /**
   * @param seen the bits that the text's bytes have
   */
  private int closed(Key key, int from, int to, long seen) {
    if (bytes[to] != '"' || to - from > Fields.MAX_CHARS) {
      return NOT_PLAIN;
    }
    if ((seen & HIGH_BITS) != 0 && !isOfOneCharEach(from, to)) {
      return NOT_PLAIN;
    }
    return add(key, Fields.Kind.TEXT, from, to, to + 1);
  }

  /** True for UTF-8 without characters that need two chars. */
  private boolean isOfOneCharEach(int from, int to) {
    for (int at = from; at < to; at++) {
      if ((bytes[at] & 0xf0) == 0xf0) {
        return false;
      }
    }
    return Utf8.isValid(bytes, from, to);
  }

  private int word(Key key, int from, byte[] word, Fields.Kind kind) {
    int to = from + word.length;
    if (to > end || !Arrays.equals(bytes, from, to, word, 0, word.length)) {
      return NOT_PLAIN;
    }
    // One character tells true from false, which is all that comparing needs.
    return add(key, kind, from, kind == Fields.Kind.BOOLEAN ? from + 1 : from, to);
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
    return at - from > MAX_NUMBER ? NOT_PLAIN : add(key, Fields.Kind.NUMBER, from, at, at);
  }

  /** Adds a value, if it is of ours; answers {@code next}. */
  private int add(Key key, Fields.Kind kind, int from, int to, int next) {
    if (key.isOurs()) {
      fields.add(key, kind, from, to);
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

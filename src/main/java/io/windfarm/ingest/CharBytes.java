package io.windfarm.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Characters as {@link Fields} holds them: each {@code char} in UTF-8, one to three bytes, so that
 * texts are compared, and numbers and times read, where they stand in a record. What UTF-8 writes
 * in four bytes is two chars here, of three bytes each; so every string has its bytes, and no other
 * has them, unpaired surrogates among it.
 */
final class CharBytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long HIGH_BITS = 0x8080808080808080L;

  /** The most bytes of a char. */
  static final int MOST = 3;

  private CharBytes() {}

  /** Writes chars into {@code bytes} from {@code at} on; answers where they end. */
  static int put(char[] chars, int from, int length, byte[] bytes, int at) {
    int to = at;
    for (int i = from; i < from + length; i++) {
      char c = chars[i];
      if (c < 0x80) {
        bytes[to++] = (byte) c;
      } else if (c < 0x800) {
        bytes[to++] = (byte) (0xc0 | c >>> 6);
        bytes[to++] = (byte) (0x80 | (c & 0x3f));
      } else {
        bytes[to++] = (byte) (0xe0 | c >>> 12);
        bytes[to++] = (byte) (0x80 | (c >>> 6 & 0x3f));
        bytes[to++] = (byte) (0x80 | (c & 0x3f));
      }
    }
    return to;
  }

  /** A new string of {@code bytes[from, to)}. */
  static String string(byte[] bytes, int from, int to) {
    return isAscii(bytes, from, to)
        ? new String(bytes, from, to - from, ISO_8859_1)
        : decoded(bytes, from, to);
  }

  /** True if each char of {@code bytes[from, to)} is one byte. */
  static boolean isAscii(byte[] bytes, int from, int to) {
    long seen = 0;
    if (to - from < Long.BYTES) {
      for (int at = from; at < to; at++) {
        seen |= bytes[at];
      }
      return seen >= 0;
    }
    int last = to - Long.BYTES;
    for (int at = from; at < last; at += Long.BYTES) {
      seen |= (long) LONGS.get(bytes, at);
    }
    seen |= (long) LONGS.get(bytes, last);
    return (seen & HIGH_BITS) == 0;
  }

  private static String decoded(byte[] bytes, int from, int to) {
    char[] chars = new char[to - from];
    int length = 0;
    for (int at = from; at < to; at += size(bytes[at])) {
      chars[length++] = charAt(bytes, at);
    }
    return new String(chars, 0, length);
  }

  private static int size(byte first) {
    return first >= 0 ? 1 : (first & 0xe0) == 0xc0 ? 2 : MOST;
  }

  /** The char whose first byte is at {@code at}. */
  static char charAt(byte[] bytes, int at) {
    byte first = bytes[at];
    if (first >= 0) {
      return (char) first;
    }
    if (size(first) == 2) {
      return (char) ((first & 0x1f) << 6 | (bytes[at + 1] & 0x3f));
    }
    return (char) ((first & 0x0f) << 12 | (bytes[at + 1] & 0x3f) << 6 | (bytes[at + 2] & 0x3f));
  }

  /** Where the first char is in {@code bytes[from, to)} that is no white space, or {@code to}. */
  static int afterBlanks(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] <= ' ' && Character.isWhitespace(charAt(bytes, at))) {
      at += size(bytes[at]);
    }
    return at;
  }

  /** Behind the last char that is no white space, or {@code from}. */
  static int beforeBlanks(byte[] bytes, int from, int to) {
    int at = to;
    while (at > from && bytes[at - 1] <= ' ') {
      int last = at - 1;
      while (last > from && (bytes[last] & 0xc0) == 0x80) {
        last--;
      }
      if (!Character.isWhitespace(charAt(bytes, last))) {
        break;
      }
      at = last;
    }
    return at;
  }
}

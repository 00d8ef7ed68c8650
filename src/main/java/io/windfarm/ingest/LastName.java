package io.windfarm.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The name that stood at a place of the object before, closed by its quote: senders repeat
 * themselves.
 */
final class LastName {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  final Key key;

  private final byte[] closed;

  /**
   * @param bytes where it stands, in {@code [from, to)}, its quote at {@code to}
   */
  LastName(byte[] bytes, int from, int to, Key key) {
    this.closed = Arrays.copyOfRange(bytes, from, to + 1);
    this.key = key;
  }

  /** Bytes with the quote. */
  int length() {
    return closed.length;
  }

  /** True if it stands, so closed, in {@code bytes[from, end)} and there first. */
  boolean isAt(byte[] bytes, int from, int end) {
    int length = closed.length;
    if (from + length > end) {
      return false;
    }
    if (length < Long.BYTES) {
      for (int i = 0; i < length; i++) {
        if (bytes[from + i] != closed[i]) {
          return false;
        }
      }
      return true;
    }
    int last = length - Long.BYTES;
    for (int at = 0; at < last; at += Long.BYTES) {
      if ((long) LONGS.get(bytes, from + at) != (long) LONGS.get(closed, at)) {
        return false;
      }
    }
    return (long) LONGS.get(bytes, from + last) == (long) LONGS.get(closed, last);
  }
}

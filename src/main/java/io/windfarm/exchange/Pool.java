package io.windfarm.exchange;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What was made of bytes before, for bytes that come again and again. Bounded: a slot keeps its
 * latest, so that endless new bytes cost work and never memory. Not thread-safe.
 */
final class Pool<T> {
  /** Makes something of the bytes that a reader stands at. */
  @FunctionalInterface
  interface Maker<T> {
    T make(BlockReader in);
  }

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long MIX = 0x9e3779b97f4a7c15L;

  private final Maker<T> maker;
  private final byte[][] keys;
  private final Object[] made;

  /**
   * @param slots a power of two; some times as many as differ
   */
  Pool(int slots, Maker<T> maker) {
    this.maker = maker;
    this.keys = new byte[slots][];
    this.made = new Object[slots];
  }

  /** What the next {@code length} bytes of {@code in} mean, which are read thereby. */
  @SuppressWarnings("unchecked") // only what the maker made is put there
  T next(BlockReader in, int length) {
    byte[] bytes = in.bytes();
    int from = in.position();
    int to = from + length;
    int slot = hash(bytes, from, to) & (keys.length - 1);
    byte[] key = keys[slot];
    if (key == null || !Arrays.equals(bytes, from, to, key, 0, key.length)) {
      keys[slot] = Arrays.copyOfRange(bytes, from, to);
      made[slot] = maker.make(in);
    }
    in.position(to);
    return (T) made[slot];
  }

  private static int hash(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(bytes, at)) * MIX;
      hash ^= hash >>> 29;
    }
    for (; at < to; at++) {
      hash = (hash ^ bytes[at]) * MIX;
    }
    return (int) (hash >>> 32);
  }
}

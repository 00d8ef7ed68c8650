package io.windfarm.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What was made of bytes before, for bytes that come again and again. Bounded: a place keeps its
 * latest two, so that endless new bytes cost work and never memory; and of some hundred that come
 * again hardly three meet. Not thread-safe.
 */
public final class Pool<T> {
  /** Makes something of {@code bytes[from, to)}, which it does not keep. */
  @FunctionalInterface
  public interface Maker<T> {
    T make(byte[] bytes, int from, int to);
  }

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long MIX = 0x9e3779b97f4a7c15L;

  private final int longest;
  private final Maker<T> maker;
  private final Slot<T>[] slots;

  /** Where it was found last time: much comes in runs, such as the sensors of one turbine. */
  private Slot<T> last;

  /** Leaves of a hash its highest bits, on which all bytes have told. */
  private final int shift;

  /** Bytes, and what was made of them. */
  private static final class Slot<T> {
    private final byte[] bytes;

    /** The first of them, as many as fit: most texts are told apart by it. */
    private final long head;

    /** As {@link #bytes} has it, which for short texts is then not looked at. */
    private final int length;

    private final T made;

    Slot(byte[] bytes, long head, T made) {
      this.bytes = bytes;
      this.head = head;
      this.length = bytes.length;
      this.made = made;
    }

    boolean holds(byte[] other, int from, int otherLength, long otherHead) {
      if (head != otherHead || length != otherLength) {
        return false;
      }
      for (int at = Long.BYTES; at < length; at += Long.BYTES) {
        int here = Math.min(at, length - Long.BYTES);
        if ((long) LONGS.get(bytes, here) != (long) LONGS.get(other, from + here)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * @param slots a power of two; some times as many as differ
   * @param longest what has more bytes is made each time
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of what is generic
  public Pool(int slots, int longest, Maker<T> maker) {
    if (slots < 2 || Integer.bitCount(slots) != 1) {
      throw new IllegalArgumentException("The slots must be a power of two, from 2: " + slots);
    }
    this.longest = longest;
    this.maker = maker;
    this.slots = new Slot[slots];
    this.shift = Long.SIZE - Integer.numberOfTrailingZeros(slots);
  }

  /** What was made of {@code bytes[from, to)}, now or before. */
  public T get(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length > longest) {
      return maker.make(bytes, from, to);
    }
    long head = head(bytes, from, length);
    if (last == null || !last.holds(bytes, from, length, head)) {
      last = slot(place(hash(head, bytes, from, length)), head, bytes, from, to);
    }
    return last.made;
  }

  /** The same of bytes whose first eight are a hash of the others, so that none has to be made. */
  public T getHashed(byte[] bytes, int from, int to) {
    long head = (long) LONGS.get(bytes, from);
    return slot(place(head * MIX), head, bytes, from, to).made;
  }

  /** The first of two neighbouring slots. */
  private int place(long hash) {
    return (int) (hash >>> shift) & ~1;
  }

  private Slot<T> slot(int at, long head, byte[] bytes, int from, int to) {
    int length = to - from;
    Slot<T> latest = slots[at];
    if (latest != null && latest.holds(bytes, from, length, head)) {
      return latest;
    }
    Slot<T> former = slots[at + 1];
    if (former != null && former.holds(bytes, from, length, head)) {
      return former;
    }
    slots[at + 1] = latest;
    slots[at] = new Slot<>(Arrays.copyOfRange(bytes, from, to), head, maker.make(bytes, from, to));
    return slots[at];
  }

  /** The first eight bytes, or all with zeros behind them. */
  private static long head(byte[] bytes, int from, int length) {
    if (length >= Long.BYTES) {
      return (long) LONGS.get(bytes, from);
    }
    if (length == 0) {
      return 0;
    }
    int spare = Byte.SIZE * (Long.BYTES - length);
    if (from + Long.BYTES <= bytes.length) {
      return (long) LONGS.get(bytes, from) << spare >>> spare;
    }
    if (from + length >= Long.BYTES) {
      return (long) LONGS.get(bytes, from + length - Long.BYTES) >>> spare;
    }
    long head = 0;
    for (int i = 0; i < length; i++) {
      head |= (bytes[from + i] & 0xffL) << (Byte.SIZE * i);
    }
    return head;
  }

  private static long hash(long head, byte[] bytes, int from, int length) {
    long hash = (head ^ length) * MIX;
    for (int at = Long.BYTES; at < length; at += Long.BYTES) {
      int here = from + Math.min(at, length - Long.BYTES);
      hash = ((hash ^ (hash >>> 29)) ^ (long) LONGS.get(bytes, here)) * MIX;
    }
    return hash;
  }
}

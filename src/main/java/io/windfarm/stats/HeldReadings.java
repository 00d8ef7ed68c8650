package io.windfarm.stats;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The latest readings of a period that is not over: time, value and id, one after another in bytes.
 * Written with every reading and therefore small: when {@link #isFull()}, they are put aside as one
 * of {@link #chunks}. State: a Flink POJO.
 */
public class HeldReadings extends OpenPeriod {
  /** Takes readings as they are read back. */
  @FunctionalInterface
  interface Readings {
    void reading(long eventTime, double value, String id);
  }

  private static final int FIRST_CAPACITY = 128;

  /** Some forty readings: what a state backend on disk copies with each of them. */
  private static final int CHUNK_BYTES = 2_048;

  private static final byte[] NONE = {};

  /** Readings of the period, also of those put aside. */
  public int count;

  /** How often readings were put aside. */
  public int chunks;

  /** In the first {@link #length} places. */
  public byte[] bytes = NONE;

  public int length;

  /** True once the period is known to hold too many: nothing is held any more. */
  public boolean passedOver;

  public HeldReadings() {}

  void add(long eventTime, double value, String id) {
    byte[] utf8 = id.getBytes(UTF_8);
    int needed = length + Long.BYTES + Double.BYTES + Integer.BYTES + utf8.length;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, Math.max(FIRST_CAPACITY, 2 * bytes.length)));
    }
    ByteBuffer.wrap(bytes, length, bytes.length - length)
        .putLong(eventTime)
        .putDouble(value)
        .putInt(utf8.length)
        .put(utf8);
    length = needed;
    count++;
  }

  boolean isFull() {
    return length >= CHUNK_BYTES;
  }

  /** The latest readings, to be put aside; from now on there are none. */
  byte[] takeChunk() {
    byte[] chunk = Arrays.copyOf(bytes, length);
    chunks++;
    bytes = NONE;
    length = 0;
    return chunk;
  }

  void passOver() {
    passedOver = true;
    count = 0;
    chunks = 0;
    bytes = NONE;
    length = 0;
  }

  /** Reads back what {@link #add} wrote, in its order. */
  static void read(byte[] chunk, Readings readings) {
    ByteBuffer buffer = ByteBuffer.wrap(chunk);
    while (buffer.hasRemaining()) {
      long eventTime = buffer.getLong();
      double value = buffer.getDouble();
      byte[] utf8 = new byte[buffer.getInt()];
      buffer.get(utf8);
      readings.reading(eventTime, value, new String(utf8, UTF_8));
    }
  }
}

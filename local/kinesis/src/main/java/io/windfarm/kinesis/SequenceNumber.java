package io.windfarm.kinesis;

import java.math.BigInteger;

/**
 * The position of a record in its shard, in the 56 decimal digits that the service uses. The number
 * is 186 bits wide: a version, the second the shard was made in, the record's index, the second the
 * record arrived in, and the shard's number. The index stands above the arrival time, so numbers
 * increase within a shard whatever the clock does; the shard's second stands above the index, so a
 * child's numbers are above those of its parents.
 *
 * @param epochSecond second in which the shard was made
 * @param shard number of the shard
 * @param index 0 is the shard's start, 1 its first record, {@link #END} the end of a closed shard
 */
record SequenceNumber(long epochSecond, int shard, long index) {
  /** Index of the last sequence number of a closed shard, above that of any record. */
  static final long END = Long.MAX_VALUE;

  private static final long VERSION = 2;
  private static final long SECONDS = 0xF_FFFF_FFFFL;

  /** The number as clients see it; {@code arrivalSecond} does not take part in the order. */
  String print(long arrivalSecond) {
    long time = arrivalSecond & SECONDS;
    long high =
        (VERSION << 56)
            | ((epochSecond & SECONDS) << 20)
            | ((shard & 0xFL) << 16)
            | ((index >>> 48) & 0xFFFF);
    long middle = (index << 16) | (time >>> 28);
    long low = (time << 36) | ((long) shard << 4) | VERSION;
    byte[] bytes = new byte[24];
    put(bytes, 0, high);
    put(bytes, 8, middle);
    put(bytes, 16, low);
    return new BigInteger(1, bytes).toString();
  }

  /**
   * Reads what {@link #print} wrote.
   *
   * @throws IllegalArgumentException if the text is not a sequence number of this endpoint
   */
  static SequenceNumber parse(String text) {
    // Longer texts are refused before BigInteger spends quadratic time on them.
    if (text.isEmpty() || text.length() > 60 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("not a sequence number");
    }
    BigInteger value = new BigInteger(text);
    long high = value.shiftRight(128).longValue();
    long middle = value.shiftRight(64).longValue();
    long low = value.longValue();
    if (value.bitLength() != 186 || (high >>> 56) != VERSION || (low & 0xF) != VERSION) {
      throw new IllegalArgumentException("not a sequence number");
    }
    long index = ((high & 0xFFFF) << 48) | (middle >>> 16);
    return new SequenceNumber((high >>> 20) & SECONDS, (int) (low >>> 4), index);
  }

  private static void put(byte[] bytes, int offset, long value) {
    for (int i = 0; i < 8; i++) {
      bytes[offset + i] = (byte) (value >>> (56 - 8 * i));
    }
  }
}

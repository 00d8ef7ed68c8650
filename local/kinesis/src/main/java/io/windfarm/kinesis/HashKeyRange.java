package io.windfarm.kinesis;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The inclusive range of 128-bit hash keys that a shard owns. A record belongs to the shard whose
 * range holds the MD5 of its partition key, or its explicit hash key.
 */
record HashKeyRange(BigInteger start, BigInteger end) {
  static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);

  private static final ThreadLocal<MessageDigest> MD5 =
      ThreadLocal.withInitial(
          () -> {
            try {
              return MessageDigest.getInstance("MD5");
            } catch (NoSuchAlgorithmException e) {
              throw new IllegalStateException("Every Java platform must provide MD5", e);
            }
          });

  /** The hash key of a partition key, as the service computes it. */
  static BigInteger hash(String partitionKey) {
    return new BigInteger(1, MD5.get().digest(partitionKey.getBytes(StandardCharsets.UTF_8)));
  }

  /** The whole key space cut into {@code count} ranges of equal size; the last takes the rest. */
  static List<HashKeyRange> uniform(int count) {
    BigInteger width = BigInteger.ONE.shiftLeft(128).divide(BigInteger.valueOf(count));
    List<HashKeyRange> ranges = new ArrayList<>(count);
    BigInteger start = BigInteger.ZERO;
    for (int i = 1; i <= count; i++) {
      BigInteger next = width.multiply(BigInteger.valueOf(i));
      ranges.add(new HashKeyRange(start, i == count ? LARGEST : next.subtract(BigInteger.ONE)));
      start = next;
    }
    return ranges;
  }

  boolean holds(BigInteger key) {
    return start.compareTo(key) <= 0 && key.compareTo(end) <= 0;
  }

  /** Whether the two ranges touch, in either order, so that they can be merged. */
  boolean touches(HashKeyRange other) {
    return end.add(BigInteger.ONE).equals(other.start)
        || other.end.add(BigInteger.ONE).equals(start);
  }

  HashKeyRange join(HashKeyRange other) {
    return new HashKeyRange(start.min(other.start), end.max(other.end));
  }
}

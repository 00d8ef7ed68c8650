package io.windfarm.kinesis;

/** What the service lets through one shard: rates in and out. Safe for use by many threads. */
final class ShardLimits {
  static final int RECORDS_IN_PER_SECOND = 1_000;
  static final int BYTES_IN_PER_SECOND = 1 << 20;
  static final int BYTES_OUT_PER_SECOND = 2 << 20;
  static final int READS_PER_SECOND = 5;

  private final TokenBucket recordsIn;
  private final TokenBucket bytesIn;
  private final TokenBucket bytesOut;
  private final TokenBucket reads;

  ShardLimits(long nowMillis) {
    recordsIn = new TokenBucket(RECORDS_IN_PER_SECOND, nowMillis);
    bytesIn = new TokenBucket(BYTES_IN_PER_SECOND, nowMillis);
    bytesOut = new TokenBucket(BYTES_OUT_PER_SECOND, nowMillis);
    reads = new TokenBucket(READS_PER_SECOND, nowMillis);
  }

  /** Takes one record of that size if the shard has room for it now. */
  synchronized boolean write(int bytes, long nowMillis) {
    if (!recordsIn.has(1, nowMillis) || !bytesIn.has(bytes, nowMillis)) {
      return false;
    }
    recordsIn.take(1);
    bytesIn.take(bytes);
    return true;
  }

  /** Takes one read if the shard has room for it now and earlier ones are paid for. */
  synchronized boolean read(long nowMillis) {
    if (!reads.has(1, nowMillis) || !bytesOut.has(0, nowMillis)) {
      return false;
    }
    reads.take(1);
    return true;
  }

  /** Puts what a read gave on its account. */
  synchronized void gave(long bytes) {
    bytesOut.take((double) bytes);
  }
}

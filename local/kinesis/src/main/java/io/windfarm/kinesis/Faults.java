package io.windfarm.kinesis;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What to make go wrong on a running endpoint. Everything is off at first, takes effect with the
 * next request and lasts until changed. Safe for use by many threads; with requests sent one after
 * another, the same seed fails the same entries.
 */
public final class Faults {
  private final AtomicLong iteratorGeneration = new AtomicLong();
  private final Random random = new Random(0);
  private volatile double failedShare;
  private volatile Duration latency = Duration.ZERO;
  private volatile boolean throttled;

  Faults() {}

  /** Starts the choice of entries to fail afresh from that seed (0 if never called). */
  public Faults seed(long seed) {
    synchronized (random) {
      random.setSeed(seed);
    }
    return this;
  }

  /**
   * Fails that share of PutRecords entries with {@code InternalFailure}; the others are accepted.
   *
   * @param share 0 for none to 1 for all
   * @throws IllegalArgumentException if the share is not within 0 and 1
   */
  public Faults failEntries(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("The share of entries to fail is 0 to 1, not " + share);
    }
    failedShare = share;
    return this;
  }

  /**
   * Lets every answer wait that long.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public Faults latency(Duration added) {
    if (added.isNegative()) {
      throw new IllegalArgumentException("Latency can't be negative, was " + added);
    }
    latency = added;
    return this;
  }

  /**
   * Refuses every put and every GetRecords with {@code ProvisionedThroughputExceededException}
   * while on, whatever the limits.
   */
  public Faults throttle(boolean on) {
    throttled = on;
    return this;
  }

  /** Makes every shard iterator handed out so far an expired one. */
  public Faults expireIterators() {
    iteratorGeneration.incrementAndGet();
    return this;
  }

  /** Everything off again; iterators already expired stay so. */
  public Faults clear() {
    return failEntries(0).latency(Duration.ZERO).throttle(false);
  }

  boolean failsEntry() {
    double share = failedShare;
    if (share == 0) {
      return false;
    }
    synchronized (random) {
      return random.nextDouble() < share;
    }
  }

  boolean throttles() {
    return throttled;
  }

  long iteratorGeneration() {
    return iteratorGeneration.get();
  }

  void delay() throws InterruptedException {
    Duration wait = latency;
    if (!wait.isZero()) {
      Thread.sleep(wait.toMillis(), wait.toNanosPart() % 1_000_000);
    }
  }
}

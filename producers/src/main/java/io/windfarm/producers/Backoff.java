package io.windfarm.producers;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with full jitter: the wait is uniform between nothing and a ceiling that
 * doubles with every attempt, which spreads the retries of many clients best (AWS Architecture
 * Blog, "Exponential Backoff And Jitter").
 */
record Backoff(Duration first, Duration longest) {
  /** Enough to reach any ceiling, and far from overflow. */
  private static final int MOST_DOUBLINGS = 20;

  /** Nanoseconds to wait before attempt number {@code attempt}, from 1. */
  long waitNanos(int attempt, RandomGenerator random) {
    return (long) (random.nextDouble() * ceilingNanos(attempt));
  }

  /** The longest that {@link #waitNanos} can answer for the attempt. */
  long ceilingNanos(int attempt) {
    return Math.min(
        longest.toNanos(), first.toNanos() << Math.min(MOST_DOUBLINGS, Math.max(0, attempt - 1)));
  }
}

package io.windfarm.producers;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One turbine's records in order. Only the head is ever on its way, so that no later record can
 * overtake one that has to be sent again.
 */
final class TurbineQueue {
  private final Deque<Waiting> records = new ArrayDeque<>();
  private int attempts;
  private long retryAtNanos;

  void add(Waiting record) {
    records.add(record);
  }

  Waiting head() {
    return records.element();
  }

  int size() {
    return records.size();
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  Iterable<Waiting> records() {
    return records;
  }

  /** The head has arrived. */
  void acknowledged() {
    records.remove();
    attempts = 0;
  }

  /** Counts the attempt that has just failed: 1 for the first. */
  int countAttempt() {
    return ++attempts;
  }

  /** Whatever the head has been through counts no more. */
  void forgive() {
    attempts = 0;
  }

  /** The head has to be sent again, not before the backoff is over. */
  void retryAt(long nanos) {
    retryAtNanos = nanos;
  }

  long retryAtNanos() {
    return retryAtNanos;
  }
}

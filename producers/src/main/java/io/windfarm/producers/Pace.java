package io.windfarm.producers;

import java.util.concurrent.atomic.AtomicLong;

/** Holds event time to the wall clock: real time, a multiple of it, or as fast as accepted. */
final class Pace {
  /** As fast as accepted. */
  static final double MAX = Double.POSITIVE_INFINITY;

  /** Shorter waits cost more than they even out. */
  private static final long SHORTEST_WAIT_NANOS = 5_000_000;

  private final double speed;
  private final long startMillis;
  private final StopSignal stop;
  private final long startedNanos;
  private final AtomicLong dueNanos = new AtomicLong();

  Pace(double speed, long startMillis, StopSignal stop) {
    this(speed, startMillis, 0, stop);
  }

  /**
   * @param lateMillis how long ago the start was: what was due since then is sent at once
   */
  Pace(double speed, long startMillis, long lateMillis, StopSignal stop) {
    this.startedNanos = System.nanoTime() - lateMillis * 1_000_000;
    this.speed = speed;
    this.startMillis = startMillis;
    this.stop = stop;
  }

  /** Waits until a reading of that date is due; answers false where the run is to end instead. */
  boolean await(long dateMillis) throws InterruptedException {
    if (speed == MAX) {
      return !stop.isStopped();
    }
    long due = (long) ((dateMillis - startMillis) * 1e6 / speed);
    long ahead = due - (System.nanoTime() - startedNanos);
    dueNanos.set(due);
    return ahead > SHORTEST_WAIT_NANOS ? !stop.await(ahead) : !stop.isStopped();
  }

  /**
   * How long ago the newest reading was due, in milliseconds; 0 at full speed. Grows while the sink
   * holds the run back, which is when it matters.
   */
  long behindMillis() {
    return speed == MAX
        ? 0
        : Math.max(0, System.nanoTime() - startedNanos - dueNanos.get()) / 1_000_000;
  }
}

package io.windfarm.ingest;

/**
 * Event time moves in steps: watermarks are the last millisecond of one, and what is released by
 * event time is released by the step. Half of one is what an alert waits for it.
 */
public final class EventTimeStep {
  static final long MILLIS = 50;

  private EventTimeStep() {}

  /** First millisecond of the step that holds {@code time}. */
  public static long start(long time) {
    return Math.floorDiv(time, MILLIS) * MILLIS;
  }

  /** Last millisecond of the step that holds {@code time}. */
  public static long end(long time) {
    return Math.floorDiv(time, MILLIS) * MILLIS + MILLIS - 1;
  }

  /** Last millisecond of the latest step that ends before {@code time}. */
  public static long endBefore(long time) {
    return Math.floorDiv(time, MILLIS) * MILLIS - 1;
  }
}

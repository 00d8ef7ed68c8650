package io.windfarm.clean;

/** Values between two others, on the straight line in time, and how many are missing there. */
final class Interpolation {
  private Interpolation() {}

  /** The value at {@code time} on the line between two points, the first not later than it. */
  static double at(long time, long before, double valueBefore, long after, double valueAfter) {
    if (after == before) {
      return valueBefore;
    }
    double share = (double) (time - before) / (after - before);
    return valueBefore + (valueAfter - valueBefore) * share;
  }

  /**
   * Readings missing in {@code interval}: round(interval / cadence) − 1, at least 0; none while the
   * cadence is not known.
   */
  static long missing(long interval, long cadence) {
    return cadence <= 0 ? 0 : Math.max(0, Math.round((double) interval / cadence) - 1);
  }

  /** Time of the {@code k}-th of {@code missing} ticks, from 1, evenly spread in the interval. */
  static long tick(long before, long after, long k, long missing) {
    return before + Math.round((double) (after - before) * k / (missing + 1));
  }
}

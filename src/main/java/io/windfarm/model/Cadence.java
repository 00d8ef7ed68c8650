package io.windfarm.model;

import java.util.Arrays;

/**
 * How often a sensor reports: the median of its recent intervals, so that a gap or a burst does not
 * move it. Of an even number the lower one is taken, an interval that was seen.
 */
public final class Cadence {
  /** Intervals that are remembered; odd, and long enough to outvote four gaps. */
  public static final int INTERVALS = 9;

  /** Fewer intervals than this say nothing. */
  private static final int LEAST = 3;

  private Cadence() {}

  /**
   * The cadence in millis, 0 if it is not known yet.
   *
   * @param intervals recent intervals in millis, in any order
   */
  public static long of(long[] intervals) {
    if (intervals.length < LEAST) {
      return 0;
    }
    long[] sorted = intervals.clone();
    Arrays.sort(sorted);
    return sorted[(sorted.length - 1) / 2];
  }

  /**
   * True if {@code interval}, appended, takes the place of an equal one, so that the cadence stays
   * what it is.
   */
  public static boolean isTheOldest(long interval, long[] intervals) {
    return intervals.length == INTERVALS && intervals[0] == interval;
  }

  /** {@code intervals} and one more; the oldest leaves when there are too many. */
  public static long[] append(long[] intervals, long interval) {
    int kept = Math.min(intervals.length, INTERVALS - 1);
    long[] appended =
        kept < intervals.length ? intervals : Arrays.copyOf(intervals, intervals.length + 1);
    System.arraycopy(intervals, intervals.length - kept, appended, 0, kept);
    appended[kept] = interval;
    return appended;
  }
}

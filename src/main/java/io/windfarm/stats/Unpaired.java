package io.windfarm.stats;

import io.windfarm.model.Statistic;
import java.util.Arrays;

/**
 * Means of one of two sensors that wait for the other's of the same window. Both sensors' windows
 * come in order of time, so that only the one that is ahead has any here. State: a Flink POJO.
 */
public class Unpaired {
  /**
   * A week of ten-minute windows. Live, one sensor is ahead of the other by minutes; in files by
   * what cleaning waits for. A sensor that has no other must not be remembered for ever.
   */
  private static final int MOST = 7 * 24 * 6;

  public String sensor = "";

  /** Of the means. */
  public String unit = "";

  public long[] ends = {};
  public double[] means = {};

  public Unpaired() {}

  /**
   * The mean that the other sensor has for the same window; NaN if it has none, in which case this
   * one is kept, unless the other is beyond it.
   */
  double pair(Statistic window) {
    if (!window.sensor.equals(sensor)) {
      int at = Arrays.binarySearch(ends, window.windowEnd);
      if (at >= 0) {
        double other = means[at];
        dropFirst(at + 1);
        return other;
      }
      int earlier = -at - 1;
      if (earlier < ends.length) {
        dropFirst(earlier);
        return Double.NaN;
      }
      sensor = window.sensor;
      dropFirst(ends.length);
    }
    unit = window.unit;
    if (ends.length == MOST) {
      dropFirst(1);
    }
    ends = Arrays.copyOf(ends, ends.length + 1);
    means = Arrays.copyOf(means, means.length + 1);
    ends[ends.length - 1] = window.windowEnd;
    means[means.length - 1] = window.mean;
    return Double.NaN;
  }

  private void dropFirst(int count) {
    ends = Arrays.copyOfRange(ends, count, ends.length);
    means = Arrays.copyOfRange(means, count, means.length);
  }
}

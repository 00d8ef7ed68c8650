package io.windfarm.clean;

import java.util.Arrays;

/**
 * The Hampel identifier: a value further than k × 1.4826 × MAD from the median of its window is a
 * spike, and the median is what takes its place (Pearson, "Outliers in process modeling and
 * identification", 2002). 1.4826 makes the MAD an estimate of a Gaussian's standard deviation.
 *
 * <p>The MAD is floored by the sensor's resolution: a quiet signal that moves by its smallest step
 * has a MAD of 0, and would be all spikes. Not thread safe: it keeps a scratch array.
 */
final class Hampel {
  private static final double MAD_TO_SIGMA = 1.4826;

  /** Samples before a value, and after it, in its window. */
  private final int half;

  private final double deviations;
  private final double[] scratch;

  /**
   * @param window samples in a window, odd
   * @param deviations how many standard deviations from the median are still no spike
   */
  Hampel(int window, double deviations) {
    this.half = window / 2;
    this.deviations = deviations;
    this.scratch = new double[window];
  }

  int half() {
    return half;
  }

  int window() {
    return scratch.length;
  }

  /**
   * The median of {@code window} if {@code value} is a spike in it, else NaN.
   *
   * @param window {@link #window()} finite values in any order, {@code value} among them
   * @param resolution the smallest step of the sensor, 0 for no floor
   */
  double replacement(double value, double[] window, double resolution) {
    System.arraycopy(window, 0, scratch, 0, scratch.length);
    double median = medianOfScratch();
    double distance = Math.abs(value - median);
    if (distance <= deviations * MAD_TO_SIGMA * resolution) {
      return Double.NaN; // within the floor, whatever the MAD is
    }
    for (int i = 0; i < scratch.length; i++) {
      scratch[i] = Math.abs(scratch[i] - median);
    }
    double mad = Math.max(medianOfScratch(), resolution);
    return distance > deviations * MAD_TO_SIGMA * mad ? median : Double.NaN;
  }

  private double medianOfScratch() {
    if (scratch.length == 7) {
      return medianOfSeven(scratch);
    }
    Arrays.sort(scratch);
    return scratch[half];
  }

  /**
   * The median, by a network of 13 exchanges (Devillard, Fast median search, 1998) without a branch
   * that depends on a value. Changes the order.
   */
  static double medianOfSeven(double[] values) {
    exchange(values, 0, 5);
    exchange(values, 0, 3);
    exchange(values, 1, 6);
    exchange(values, 2, 4);
    exchange(values, 0, 1);
    exchange(values, 3, 5);
    exchange(values, 2, 6);
    exchange(values, 2, 3);
    exchange(values, 3, 6);
    exchange(values, 4, 5);
    exchange(values, 1, 4);
    exchange(values, 1, 3);
    exchange(values, 3, 4);
    return values[3];
  }

  private static void exchange(double[] values, int low, int high) {
    double a = values[low];
    double b = values[high];
    values[low] = Math.min(a, b);
    values[high] = Math.max(a, b);
  }
}

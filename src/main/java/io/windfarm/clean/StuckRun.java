package io.windfarm.clean;

/** A run of n equal values in a row means a stuck sensor. NaN is equal to nothing: it breaks. */
final class StuckRun {
  private StuckRun() {}

  /** Length of the run that ends in {@code value}: 0 for NaN, which belongs to no run. */
  static int extend(int run, double previous, double value) {
    if (Double.isNaN(value)) {
      return 0;
    }
    return value == previous ? Math.min(run, Integer.MAX_VALUE - 1) + 1 : 1;
  }

  /**
   * True if a value belongs to a run of at least {@code n}.
   *
   * @param before length of the run up to and including the value
   * @param after equal values that follow it
   * @param n length from which a run is a fault, 0 for never
   */
  static boolean isStuck(int before, int after, int n) {
    return n > 0 && before > 0 && before + (long) after >= n;
  }
}

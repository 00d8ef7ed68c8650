package io.windfarm.model;

/**
 * What one sensor of one turbine did in one period, such as a day of the site's zone: a row of the
 * {@code summaries} table. Computed over values of quality GOOD and UNCERTAIN, and held against the
 * turbines of the same farm.
 */
public class Summary {
  public String turbineId;

  /** Empty if unknown, as are {@link #countryCode} and {@link #unit}. */
  public String farmId;

  public String region;
  public String countryCode;
  public String sensor;
  public String unit;

  /** Epoch millis, inclusive. */
  public long periodStart;

  /** Epoch millis, exclusive. A day on which the clocks change has 23 or 25 hours. */
  public long periodEnd;

  /** Values that entered, imputed ones included. */
  public long count;

  /** Of {@link #count}, those of quality UNCERTAIN. */
  public long uncertainCount;

  /** Readings of quality BAD in the period; they did not enter. */
  public long badCount;

  /** Period length over cadence, at least 1; 0 if the cadence is not known yet. */
  public long expectedCount;

  /** {@code min(1, count / expectedCount)}; NaN if the cadence is not known yet. */
  public double completeness;

  /** NaN if {@code count} is 0, as are {@link #max} and {@link #mean}. */
  public double min;

  public double max;
  public double mean;

  /** Sample standard deviation (n − 1); NaN if {@code count < 2}. */
  public double stddev;

  /** Turbines of the farm that have a mean of this sensor for this period, this one included. */
  public long fleetTurbines;

  /** Mean of those turbines' means; NaN without any. */
  public double fleetMean;

  /** Sample standard deviation of those means; NaN if {@code fleetTurbines < 2}. */
  public double fleetStddev;

  /**
   * {@code (mean − fleetMean) / fleetStddev}; NaN without a mean, with fewer than two turbines, or
   * where all means are equal.
   */
  public double zScore;
}

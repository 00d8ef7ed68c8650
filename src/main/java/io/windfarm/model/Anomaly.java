package io.windfarm.model;

/**
 * A value that lies further from what was expected than k deviations: a row of {@code anomalies}.
 */
public class Anomaly {
  /** What the value was held against. */
  public enum Kind {
    /** A reading against the mean of its own turbine, sensor and period. */
    READING,
    /** A turbine's mean over a period against the means of its farm. */
    FLEET,
    /** The power of ten minutes against what the turbine used to deliver at that wind. */
    EXPECTATION
  }

  public Kind kind;
  public String turbineId;

  /** Empty if unknown, as are {@link #countryCode} and {@link #unit}. */
  public String farmId;

  public String region;
  public String countryCode;
  public String sensor;
  public String unit;

  /** Epoch millis: of READING its event time, of the others {@link #periodEnd}. */
  public long eventTime;

  /** Epoch millis, inclusive: of the period, of EXPECTATION the ten minutes. */
  public long periodStart;

  /** Epoch millis, exclusive. */
  public long periodEnd;

  /** Of READING the id in the {@code readings} table; empty for the others. */
  public String readingId;

  /** What was seen: the cleaned value, or a mean. */
  public double value;

  /** The mean that {@link #value} is held against. */
  public double expected;

  /** Sample standard deviation around {@link #expected}; above 0. */
  public double stddev;

  /** {@code (value − expected) / stddev}; beyond {@link #threshold} in size. */
  public double zScore;

  /** The k of k sigma. */
  public double threshold;
}

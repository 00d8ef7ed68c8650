package io.windfarm.model;

/**
 * Statistics of one sensor of one turbine over one window, half open, UTC: a row of the {@code
 * statistics} table. Computed over values of quality GOOD and UNCERTAIN.
 */
public class Statistic {
  private static final long SECOND = 1_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  public String turbineId;
  public String farmId;
  public String region;
  public String countryCode;
  public String sensor;
  public String unit;

  /** Window length in millis: one, ten, sixty minutes or a day. */
  public long windowMillis;

  public long windowStart;
  public long windowEnd;

  /** True if {@link #windowEnd} is a multiple of the length: not only rolling, but tumbling. */
  public boolean aligned;

  /** Values that entered, imputed ones included. */
  public long count;

  /** Of {@link #count}, those of quality UNCERTAIN. */
  public long uncertainCount;

  /** Readings of quality BAD in the window; they did not enter. */
  public long badCount;

  /** The sensor's cadence at the last reading of the window, millis; 0 if not known yet. */
  public long cadence;

  /** Window length over cadence, at least 1; 0 if the cadence is not known yet. */
  public long expectedCount;

  /** {@code min(1, count / expectedCount)}; NaN if the cadence is not known yet. */
  public double completeness;

  public double min;
  public double max;
  public double mean;

  /** Sample standard deviation (n − 1); NaN if {@code count < 2}. */
  public double stddev;

  public double p50;
  public double p95;
  public double p99;

  /** Value with the earliest event time. */
  public double first;

  /** Value with the latest event time. */
  public double last;

  /**
   * How the tables spell the window's length: {@code 1m}, {@code 10m}, {@code 1h}, {@code 24h}; the
   * largest unit up to hours that fits.
   */
  public String windowName() {
    if (windowMillis % HOUR == 0) {
      return windowMillis / HOUR + "h";
    }
    if (windowMillis % MINUTE == 0) {
      return windowMillis / MINUTE + "m";
    }
    if (windowMillis % SECOND == 0) {
      return windowMillis / SECOND + "s";
    }
    return windowMillis + "ms";
  }
}

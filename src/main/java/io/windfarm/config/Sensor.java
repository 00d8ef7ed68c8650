package io.windfarm.config;

import java.io.Serializable;

/** What the catalog knows about a sensor, for one farm. A limit that is not set is NaN. */
public final class Sensor implements Serializable {
  private static final long serialVersionUID = 1L;

  public final String name;
  public final String unit;

  /** Hard range, inclusive: what lies outside can't be a measurement. */
  public final double min;

  public final double max;

  /** The smallest step the sensor can show; at least a hair above 0. */
  public final double resolution;

  /** Millis between readings, 0 to learn it from the readings. */
  public final long cadence;

  /** Equal values in a row that mean a stuck sensor, 0 for never. */
  public final int stuckAfter;

  public final double warnBelow;
  public final double warnAbove;
  public final double criticalBelow;
  public final double criticalAbove;

  public Sensor(
      String name,
      String unit,
      double min,
      double max,
      double resolution,
      long cadence,
      int stuckAfter,
      double warnBelow,
      double warnAbove,
      double criticalBelow,
      double criticalAbove) {
    this.name = name;
    this.unit = unit;
    this.min = min;
    this.max = max;
    this.resolution = resolution;
    this.cadence = cadence;
    this.stuckAfter = stuckAfter;
    this.warnBelow = warnBelow;
    this.warnAbove = warnAbove;
    this.criticalBelow = criticalBelow;
    this.criticalAbove = criticalAbove;
  }

  /** A sensor about which nothing is known: any number can be a measurement of it. */
  static Sensor withoutLimits(String name) {
    double none = Double.NaN;
    return new Sensor(
        name,
        "",
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        Double.MIN_NORMAL,
        0,
        0,
        none,
        none,
        none,
        none);
  }

  /** True if {@code value} can be a measurement of this sensor. */
  public boolean inRange(double value) {
    return value >= min && value <= max;
  }
}

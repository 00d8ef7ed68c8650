package io.windfarm.clean;

import io.windfarm.config.Sensor;

/** What lies outside the sensor's hard range, or is infinite, can't be a measurement. */
final class HardRange {
  private HardRange() {}

  /** True if {@code value} is out of range. NaN is not: it is missing. */
  static boolean excludes(Sensor sensor, double value) {
    return !Double.isNaN(value) && (Double.isInfinite(value) || !sensor.inRange(value));
  }
}

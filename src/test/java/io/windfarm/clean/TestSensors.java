package io.windfarm.clean;

import io.windfarm.config.Sensor;
import io.windfarm.config.Sensors;

/** A catalog for tests, and sensors to put in it. */
final class TestSensors {
  private TestSensors() {}

  static Sensor sensor(
      String name, double min, double max, double resolution, long cadence, int stuckAfter) {
    return new Sensor(
        name,
        "u",
        min,
        max,
        resolution,
        cadence,
        stuckAfter,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN);
  }

  /** Every sensor has the range 0 to 100, resolution 0.1 and the given cadence and stuck rule. */
  static Sensors all(long cadence, int stuckAfter) {
    return (name, farm) -> sensor(name, 0, 100, 0.1, cadence, stuckAfter);
  }
}

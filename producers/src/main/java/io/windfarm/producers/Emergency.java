package io.windfarm.producers;

import java.util.Map;

/**
 * An emergency that is part of the run.
 *
 * @param startMillis epoch millis of the first abnormal instant
 * @param endMillis epoch millis from when all is normal again
 * @param courses what the sensors concerned show; empty for a silence
 * @param conditionMet per expected rule, the epoch millis at which its condition is first satisfied
 */
record Emergency(
    EmergencyKind kind,
    Turbine turbine,
    long startMillis,
    long endMillis,
    Map<Sensor, Course> courses,
    Map<Rule, Long> conditionMet) {

  /** Whether the turbine sends nothing at that time. */
  boolean silences(long millis) {
    return kind == EmergencyKind.SILENCE && millis >= startMillis && millis < endMillis;
  }

  /** Whether a time is so near that a fault could change what the rules see. */
  boolean shields(long millis, long marginMillis) {
    return millis >= startMillis - marginMillis && millis < endMillis + marginMillis;
  }

  /** The sensor's reading, which is the normal one wherever this emergency doesn't touch it. */
  double value(Sensor sensor, long millis, double normal) {
    Course course = courses.get(sensor);
    if (course == null || millis < course.startMillis() || millis >= course.endMillis()) {
      return normal;
    }
    return sensor.resolve(course.value(millis, normal));
  }
}

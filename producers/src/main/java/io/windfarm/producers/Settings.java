package io.windfarm.producers;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a run makes up.
 *
 * @param turbines at least one
 * @param sensors at least one
 * @param cadenceNanos from one reading of a turbine and sensor to the next
 * @param startMillis event time of the run's begin, epoch millis
 * @param durationMillis event time that it covers; empty for a run without end
 * @param count readings after which it ends, faults not regarded; empty for no such limit
 * @param speed event time per wall time, or {@link Pace#MAX}
 * @param lateByMillis how long a late reading is withheld at least, in event time
 */
record Settings(
    List<Turbine> turbines,
    List<Sensor> sensors,
    long cadenceNanos,
    long startMillis,
    OptionalLong durationMillis,
    OptionalLong count,
    double speed,
    Dialect dialect,
    int readingsPerRecord,
    long seed,
    FaultShares faults,
    long lateByMillis,
    List<EmergencyRequest> emergencies) {

  /** The same run at another time. */
  Settings startingAt(long startMillis) {
    return new Settings(
        turbines,
        sensors,
        cadenceNanos,
        startMillis,
        durationMillis,
        count,
        speed,
        dialect,
        readingsPerRecord,
        seed,
        faults,
        lateByMillis,
        emergencies);
  }

  /** Event time that the run covers, if it ends by itself. */
  OptionalLong lastsMillis() {
    if (durationMillis.isPresent() || count.isEmpty()) {
      return durationMillis;
    }
    long perCadence = (long) turbines.size() * sensors.size();
    long cadences = (count.getAsLong() + perCadence - 1) / perCadence;
    return OptionalLong.of(cadences * cadenceNanos / 1_000_000);
  }
}

package io.windfarm.producers;

/** What faulty sensors show. Limits are the catalog's defaults. */
final class FaultValues {
  /** One spike in so many lies outside the hard range. */
  private static final double IMPOSSIBLE_SHARE = 0.25;

  private FaultValues() {}

  /** Far out, on either side; {@code index} names the occurrence. */
  static double spike(Sensor sensor, long key, long index) {
    boolean impossible = Noise.unit(Noise.key(key, 1), index) < IMPOSSIBLE_SHARE;
    boolean high = Noise.unit(Noise.key(key, 2), index) < 0.5;
    double part = Noise.unit(Noise.key(key, 3), index);
    return sensor.resolve(
        switch (sensor) {
          case POWER_FACTOR -> impossible ? (high ? 1.5 + 2 * part : -3 + part) : 0.2 + 0.4 * part;
          case BATTERY_TEMPERATURE ->
              impossible
                  ? (high ? 150 + 100 * part : -120 + 50 * part)
                  : (high ? 65 + 45 * part : -35 + 30 * part);
          case HYDRAULIC_PRESSURE ->
              impossible
                  ? (high ? 450 + 300 * part : -90 + 60 * part)
                  : (high ? 120 + 230 * part : 5 + 35 * part);
          case POWER_OUTPUT ->
              impossible
                  ? (high ? 25_000 + 10_000 * part : -900 + 500 * part)
                  : 8_000 + 4_000 * part;
          case WIND_SPEED ->
              impossible ? (high ? 80 + 60 * part : -20 + 15 * part) : 35 + 25 * part;
          // Below critical: two of them must not make an overspeed, whatever the rate.
          case ROTOR_SPEED ->
              impossible ? (high ? 45 + 30 * part : -20 + 15 * part) : 16 + 3.5 * part;
        });
  }

  /** A normal value that has wandered off by a part, 0 to 1, of the most that stays in warning. */
  static double drifted(Sensor sensor, double normal, double part, boolean upwards) {
    return sensor.resolve(
        switch (sensor) {
          case POWER_FACTOR -> normal - 0.03 * part;
          case BATTERY_TEMPERATURE -> normal + 4 * part;
          case HYDRAULIC_PRESSURE -> normal + (upwards ? 3 : -3) * part;
          // So little that it contradicts no other sensor.
          case POWER_OUTPUT -> normal + 40 * part;
          case WIND_SPEED -> normal + part;
          case ROTOR_SPEED -> normal + 0.4 * part;
        });
  }
}

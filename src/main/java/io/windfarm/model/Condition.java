package io.windfarm.model;

/**
 * Something about a turbine that can start, continue or end an alert. Whether it holds is decided
 * reading by reading, in event-time order; only readings for which one holds, or has just ceased
 * to, go on to pattern matching.
 */
public enum Condition {
  /** Hydraulic pressure below its critical limit. */
  PRESSURE_LOW(1),
  /** Hydraulic pressure, as median of three, at least 10 bar below its maximum of the last 30 s. */
  PRESSURE_FALLING(1 << 1),
  /** Battery temperature at or above its warning limit and three times in a row higher since. */
  BATTERY_RISING(1 << 2),
  /** Battery temperature, as median of three, at or above its critical limit. */
  BATTERY_HOT(1 << 3),
  /** Power factor below its critical limit. */
  POWER_FACTOR_LOW(1 << 4),
  /** Rotor speed above its critical limit. */
  ROTOR_FAST(1 << 5),
  /** Vibration above its critical limit. */
  VIBRATION_HIGH(1 << 6),
  /** The rotor turns though there is no wind to turn it. */
  ROTATION_WITHOUT_WIND(1 << 7),
  /** Power comes out though the rotor stands. */
  POWER_WITHOUT_ROTATION(1 << 8),
  /** A sensor has missed ten cadences. */
  SENSOR_SILENT(1 << 9),
  /** Pressure loss was established by its own rule; feeds the rules that build on it. */
  PRESSURE_LOST(1 << 10);

  private final int bit;

  Condition(int bit) {
    this.bit = bit;
  }

  /** This condition as one bit. Bits are part of stored state: none is ever changed or reused. */
  public int bit() {
    return bit;
  }

  /** True if {@code conditions} contains this one. */
  public boolean in(int conditions) {
    return (conditions & bit) != 0;
  }
}

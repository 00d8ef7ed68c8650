package io.windfarm.producers;

import java.util.Locale;

/** The three signals that every turbine sends, with the words they travel under. */
enum Sensor {
  /** Dimensionless, resolution 0.001. */
  POWER_FACTOR("Power Factor", "pf", "1", 1000),
  /** Degrees Celsius, resolution 0.1. */
  BATTERY_TEMPERATURE("Temperature Battery", "bt", "°C", 10),
  /** Bar, resolution 0.1. */
  HYDRAULIC_PRESSURE("Hydraulic Pressure", "hp", "bar", 10);

  private final String eventType;
  private final String code;
  private final String unit;
  private final int stepsPerUnit;

  Sensor(String eventType, String code, String unit, int stepsPerUnit) {
    this.eventType = eventType;
    this.code = code;
    this.unit = unit;
    this.stepsPerUnit = stepsPerUnit;
  }

  /** The value of {@code type} in a canonical event. */
  String eventType() {
    return eventType;
  }

  /** Two letters, used in ids. */
  String code() {
    return code;
  }

  /** The value of {@code unit} in a canonical event. */
  String unit() {
    return unit;
  }

  /** The canonical name: {@code power_factor}, {@code battery_temperature} … */
  String canonicalName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The value as a sensor of this resolution shows it. */
  double resolve(double value) {
    return (double) Math.round(value * stepsPerUnit) / stepsPerUnit;
  }
}

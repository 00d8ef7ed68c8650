package io.windfarm.producers;

import java.util.List;
import java.util.Locale;

/** The signals that turbines send, with the words they travel under. */
enum Sensor {
  /** Dimensionless, resolution 0.001. */
  POWER_FACTOR("Power Factor", "pf", "1", 1000),
  /** Degrees Celsius, resolution 0.1. */
  BATTERY_TEMPERATURE("Temperature Battery", "bt", "°C", 10),
  /** Bar, resolution 0.1. */
  HYDRAULIC_PRESSURE("Hydraulic Pressure", "hp", "bar", 10),
  /** Kilowatts, resolution 0.1. */
  POWER_OUTPUT("Power Output", "po", "kW", 10),
  /** Metres a second, resolution 0.01. */
  WIND_SPEED("Wind Speed", "ws", "m/s", 100),
  /** Turns a minute, resolution 0.01. */
  ROTOR_SPEED("Rotor Speed", "rs", "rpm", 100);

  /** The three that every turbine of the reference fleet sends. */
  static final List<Sensor> CORE = List.of(POWER_FACTOR, BATTERY_TEMPERATURE, HYDRAULIC_PRESSURE);

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

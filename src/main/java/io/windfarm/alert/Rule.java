package io.windfarm.alert;

import io.windfarm.model.Condition;
import io.windfarm.model.Severity;

/** The rules of the house: name, version, severity, and the conditions that keep an alert open. */
public enum Rule {
  HYDRAULIC_PRESSURE_LOSS(
      "hydraulic-pressure-loss",
      Severity.CRITICAL,
      Condition.PRESSURE_LOW,
      Condition.PRESSURE_FALLING),
  BATTERY_THERMAL_RUNAWAY("battery-thermal-runaway", Severity.CRITICAL, Condition.BATTERY_HOT),
  POWER_FACTOR_COLLAPSE("power-factor-collapse", Severity.HIGH, Condition.POWER_FACTOR_LOW),
  /** Held open while both of the rules that it is made of are present. */
  PITCH_EMERGENCY("pitch-emergency", Severity.CRITICAL),
  OVERSPEED("overspeed", Severity.CRITICAL, Condition.ROTOR_FAST),
  EXCESSIVE_VIBRATION("excessive-vibration", Severity.HIGH, Condition.VIBRATION_HIGH),
  ROTATION_WITHOUT_WIND("rotation-without-wind", Severity.MEDIUM, Condition.ROTATION_WITHOUT_WIND),
  POWER_WITHOUT_ROTATION(
      "power-without-rotation", Severity.MEDIUM, Condition.POWER_WITHOUT_ROTATION),
  SENSOR_SILENCE("sensor-silence", Severity.MEDIUM, Condition.SENSOR_SILENT),
  /** Held open by the sensors whose latest period lay beyond its fleet. */
  STATISTICAL_ANOMALY("statistical-anomaly", Severity.LOW);

  /** Raised whenever the meaning of any rule changes; stored with every alert and reading. */
  public static final int VERSION = 1;

  private final String id;
  private final Severity severity;
  private final int conditions;

  Rule(String id, Severity severity, Condition... conditions) {
    this.id = id;
    this.severity = severity;
    int bits = 0;
    for (Condition condition : conditions) {
      bits |= condition.bit();
    }
    this.conditions = bits;
  }

  /** The name under which alerts of this rule are known. */
  public String id() {
    return id;
  }

  /** How urgent an alert of this rule is when it is raised. */
  public Severity severity() {
    return severity;
  }

  /** {@link Condition} bits: while any of them holds the rule's condition is present. */
  public int conditions() {
    return conditions;
  }

  /** The rule with this {@link #id()}. */
  public static Rule of(String id) {
    for (Rule rule : values()) {
      if (rule.id.equals(id)) {
        return rule;
      }
    }
    throw new IllegalArgumentException("No rule is called " + id);
  }
}

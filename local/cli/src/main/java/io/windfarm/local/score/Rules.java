package io.windfarm.local.score;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The rules that are scored: those that readings trigger, by name, with their severity. */
final class Rules {
  static final String PRESSURE_LOSS = "hydraulic-pressure-loss";
  static final String RUNAWAY = "battery-thermal-runaway";
  static final String COLLAPSE = "power-factor-collapse";
  static final String PITCH = "pitch-emergency";
  static final String OVERSPEED = "overspeed";
  static final String VIBRATION = "excessive-vibration";
  static final String NO_WIND = "rotation-without-wind";
  static final String NO_ROTATION = "power-without-rotation";
  static final String SILENCE = "sensor-silence";

  /** Rule and severity, the gravest first. */
  private static final Map<String, String> SEVERITIES = new LinkedHashMap<>();

  static {
    SEVERITIES.put(PRESSURE_LOSS, "CRITICAL");
    SEVERITIES.put(RUNAWAY, "CRITICAL");
    SEVERITIES.put(PITCH, "CRITICAL");
    SEVERITIES.put(OVERSPEED, "CRITICAL");
    SEVERITIES.put(COLLAPSE, "HIGH");
    SEVERITIES.put(VIBRATION, "HIGH");
    SEVERITIES.put(NO_WIND, "MEDIUM");
    SEVERITIES.put(NO_ROTATION, "MEDIUM");
    SEVERITIES.put(SILENCE, "MEDIUM");
  }

  private Rules() {}

  static Set<String> all() {
    return SEVERITIES.keySet();
  }

  static boolean isCritical(String rule) {
    return severity(rule).equals("CRITICAL");
  }

  static String severity(String rule) {
    return SEVERITIES.get(rule);
  }
}

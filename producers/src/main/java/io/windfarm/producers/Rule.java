package io.windfarm.producers;

import java.util.Locale;

/** The alert rules that an emergency can set off, by the names that alerts carry. */
enum Rule {
  HYDRAULIC_PRESSURE_LOSS,
  BATTERY_THERMAL_RUNAWAY,
  POWER_FACTOR_COLLAPSE,
  PITCH_EMERGENCY,
  SENSOR_SILENCE;

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package io.windfarm.producers;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A scripted emergency, and what it needs so that its alert rule can see it. */
@SuppressWarnings("ImmutableEnumChecker") // Set.of and List.of can't be changed.
enum EmergencyKind {
  /** The brake circuit falls below 40 bar within 15 s and stays there. */
  PRESSURE_LOSS(
      Duration.ofSeconds(20), Set.of(Sensor.HYDRAULIC_PRESSURE), Rule.HYDRAULIC_PRESSURE_LOSS),
  /** The battery warms steadily from normal to more than 50 °C. */
  THERMAL_RUNAWAY(
      Duration.ofSeconds(60), Set.of(Sensor.BATTERY_TEMPERATURE), Rule.BATTERY_THERMAL_RUNAWAY),
  /** The power factor stays below 0.75. */
  POWER_FACTOR_COLLAPSE(
      Duration.ofSeconds(60), Set.of(Sensor.POWER_FACTOR), Rule.POWER_FACTOR_COLLAPSE),
  /** Pressure loss and thermal runaway on one turbine: the blades may not feather. */
  PITCH_EMERGENCY(
      Duration.ofSeconds(20),
      Set.of(Sensor.HYDRAULIC_PRESSURE, Sensor.BATTERY_TEMPERATURE),
      Rule.HYDRAULIC_PRESSURE_LOSS,
      Rule.BATTERY_THERMAL_RUNAWAY,
      Rule.PITCH_EMERGENCY),
  /** All of the turbine's sensors stop for thirty cadences while the farm goes on. */
  SILENCE(Duration.ofDays(365), Set.of(), Rule.SENSOR_SILENCE);

  private final Duration slowestCadence;
  private final Set<Sensor> needs;
  private final List<Rule> expectedRules;

  EmergencyKind(Duration slowestCadence, Set<Sensor> needs, Rule... expectedRules) {
    this.slowestCadence = slowestCadence;
    this.needs = needs;
    this.expectedRules = List.of(expectedRules);
  }

  /** With readings further apart than this the rule's time limit could not be met. */
  Duration slowestCadence() {
    return slowestCadence;
  }

  /** The sensors that must be part of the run; empty where any will do. */
  Set<Sensor> needs() {
    return needs;
  }

  /** The alerts that it must raise, and no others. */
  List<Rule> expectedRules() {
    return expectedRules;
  }

  /** The name on the command line and in the ground truth. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(EmergencyKind::label).toList();
  }

  /**
   * The emergency of that name.
   *
   * @throws UsageException where there is none
   */
  static EmergencyKind named(String label) {
    return Arrays.stream(values())
        .filter(kind -> kind.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new UsageException(Suggestion.unknown("emergency", label, labels())));
  }
}

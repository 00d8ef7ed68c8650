package io.windfarm.local.score;

import static io.windfarm.local.score.Turbine.BATTERY;
import static io.windfarm.local.score.Turbine.POWER;
import static io.windfarm.local.score.Turbine.POWER_FACTOR;
import static io.windfarm.local.score.Turbine.PRESSURE;
import static io.windfarm.local.score.Turbine.ROTOR;
import static io.windfarm.local.score.Turbine.VIBRATION_X;
import static io.windfarm.local.score.Turbine.VIBRATION_Y;
import static io.windfarm.local.score.Turbine.VIBRATION_Z;
import static io.windfarm.local.score.Turbine.WIND;

import java.util.List;

/** The ten. Limits of the rules are those of the shipped catalog and of docs/alerts.md. */
final class Scenarios {
  private static final List<String> BASE = List.of(PRESSURE, BATTERY, POWER_FACTOR);
  private static final List<String> DRIVE = List.of(ROTOR, WIND, POWER);

  private Scenarios() {}

  static List<Scenario> all() {
    return List.of(
        new Scenario(
            "pressure-loss", "leaks, falls, and dips that are none", BASE, BladeStories.pressure()),
        new Scenario(
            "thermal-runaway",
            "batteries that run hot, or are just warm",
            BASE,
            BladeStories.battery()),
        new Scenario(
            "power-factor",
            "collapses, leading ones, and four in a row",
            BASE,
            DriveStories.factor()),
        new Scenario(
            "pitch-emergency",
            "both parts, in either order or too far apart",
            BASE,
            BladeStories.pitch()),
        new Scenario(
            "overspeed", "rotors that race, and gusts that do not", DRIVE, DriveStories.rotor()),
        new Scenario(
            "vibration",
            "shaking of one axis, and of three in turn",
            List.of(VIBRATION_X, VIBRATION_Y, VIBRATION_Z),
            DriveStories.vibration()),
        new Scenario(
            "contradictions",
            "sensors at odds, for long or not",
            DRIVE,
            DriveStories.contradictions()),
        new Scenario(
            "silence",
            "silent turbines, sensors, and a farm's link",
            BASE,
            SignalStories.silence()),
        new Scenario(
            "transport", "disorder, copies, late and garbled readings", BASE, Dirt.stories()),
        new Scenario("noise", "noise, spikes, hovering, flapping", BASE, SignalStories.noise()));
  }
}

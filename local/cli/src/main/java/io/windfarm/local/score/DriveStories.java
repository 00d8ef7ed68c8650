package io.windfarm.local.score;

import static io.windfarm.local.score.Plots.collapse;
import static io.windfarm.local.score.Plots.start;
import static io.windfarm.local.score.Turbine.POWER;
import static io.windfarm.local.score.Turbine.POWER_FACTOR;
import static io.windfarm.local.score.Turbine.ROTOR;
import static io.windfarm.local.score.Turbine.VIBRATION_X;
import static io.windfarm.local.score.Turbine.VIBRATION_Y;
import static io.windfarm.local.score.Turbine.VIBRATION_Z;
import static io.windfarm.local.score.Turbine.WIND;

import io.windfarm.local.score.Scenario.Story;
import java.util.List;

/** Of the drive train and what it gives: rotor, vibration, power factor, sensors at odds. */
final class DriveStories {
  private DriveStories() {}

  static List<Story> factor() {
    return List.of(
        Story.raising(
            "collapses", turbine -> collapse(turbine, start(turbine), 0.7), Rules.COLLAPSE),
        Story.raising(
            "collapses while leading",
            turbine -> collapse(turbine, start(turbine), -0.7),
            Rules.COLLAPSE),
        Story.quiet(
            "leads and is well",
            turbine -> turbine.series(POWER_FACTOR).hold(0, Series.SECONDS, -0.97, 0.02)),
        Story.quiet(
            "four in a row, again and again",
            turbine -> {
              int from = start(turbine);
              for (int second = from; second < from + 100; second++) {
                turbine.series(POWER_FACTOR).at(second, second % 5 == 0 ? 0.93 : 0.74);
              }
            }),
        Story.quiet(
            "hovers above critical",
            turbine -> {
              int from = start(turbine);
              turbine.series(POWER_FACTOR).hold(from, from + 150, 0.812, 0.01);
            }));
  }

  static List<Story> rotor() {
    return List.of(
        Story.raising(
            "races",
            turbine -> {
              int from = start(turbine);
              Series rotor = turbine.series(ROTOR).ramp(from, from + 30, 12, 24, 0.2);
              rotor.hold(from + 30, from + 60, 24, 0.5).ramp(from + 60, from + 90, 24, 12, 0.2);
            },
            Rules.OVERSPEED),
        Story.raising(
            "twice, four seconds apart",
            turbine -> {
              int from = start(turbine);
              turbine.series(ROTOR).at(from, 20.5).at(from + 4, 20.3);
            },
            Rules.OVERSPEED),
        Story.quiet(
            "single spikes",
            turbine -> {
              for (int second = 60; second < 500; second += turbine.between(12, 30)) {
                turbine.series(ROTOR).spike(second, turbine.between(21, 39));
              }
            }),
        Story.quiet(
            "hovers below critical",
            turbine -> {
              int from = start(turbine);
              Series rotor = turbine.series(ROTOR).ramp(from, from + 30, 12, 19.5, 0.2);
              rotor.hold(from + 30, from + 180, 19.6, 0.35);
            }));
  }

  static List<Story> vibration() {
    return List.of(
        Story.raising(
            "shakes",
            turbine -> {
              int from = start(turbine);
              turbine.series(VIBRATION_X).hold(from, from + 20, 14, 1);
            },
            Rules.VIBRATION),
        Story.raising(
            "three times in 50 s",
            turbine -> {
              int from = start(turbine);
              turbine.series(VIBRATION_Y).at(from, 11).at(from + 25, 12).at(from + 50, 11);
            },
            Rules.VIBRATION),
        Story.quiet(
            "each axis once",
            turbine -> {
              int from = start(turbine);
              turbine.series(VIBRATION_X).at(from, 15);
              turbine.series(VIBRATION_Y).at(from + 10, 15);
              turbine.series(VIBRATION_Z).at(from + 20, 15);
            }),
        Story.quiet(
            "single spikes",
            turbine -> {
              for (int second = 60; second < 500; second += turbine.between(31, 50)) {
                turbine.series(VIBRATION_Z).spike(second, turbine.between(12, 150));
              }
            }),
        Story.quiet(
            "hovers below critical",
            turbine -> {
              int from = start(turbine);
              turbine.series(VIBRATION_X).hold(from, from + 150, 9.5, 0.45);
            }));
  }

  static List<Story> contradictions() {
    return List.of(
        Story.raising(
            "turns without wind",
            turbine -> {
              int from = start(turbine);
              turbine.series(WIND).hold(from, from + turbine.between(70, 120), 0.4, 0.3);
            },
            Rules.NO_WIND),
        Story.raising(
            "produces without turning",
            turbine -> {
              int from = start(turbine);
              turbine.series(ROTOR).hold(from, from + turbine.between(70, 120), 0.2, 0.2);
            },
            Rules.NO_ROTATION),
        Story.quiet(
            "calm for 50 s",
            turbine -> {
              int from = start(turbine);
              turbine.series(WIND).hold(from, from + 50, 0.4, 0.3);
            }),
        Story.quiet(
            "calm, with a breath every 45 s",
            turbine -> {
              int from = start(turbine);
              turbine.series(WIND).hold(from, from + 200, 0.4, 0.3);
              for (int second = from + 45; second < from + 200; second += 45) {
                turbine.series(WIND).at(second, 1.6);
              }
            }),
        Story.quiet(
            "stands still in a calm",
            turbine -> {
              int from = start(turbine);
              turbine.series(WIND).hold(from, from + 200, 0.4, 0.3);
              turbine.series(ROTOR).hold(from, from + 200, 0.1, 0.1);
              turbine.series(POWER).hold(from, from + 200, 0, 20);
            }));
  }
}

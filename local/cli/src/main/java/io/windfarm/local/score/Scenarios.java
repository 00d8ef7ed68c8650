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

import io.windfarm.local.score.Scenario.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The ten. Limits of the rules are those of the shipped catalog and of docs/alerts.md. */
final class Scenarios {
  private static final List<String> BASE = List.of(PRESSURE, BATTERY, POWER_FACTOR);
  private static final List<String> DRIVE = List.of(ROTOR, WIND, POWER);

  private Scenarios() {}

  static List<Scenario> all() {
    return List.of(
        new Scenario("pressure-loss", "leaks, falls, and dips that are none", BASE, pressure()),
        new Scenario(
            "thermal-runaway", "batteries that run hot, or are just warm", BASE, battery()),
        new Scenario("power-factor", "collapses, leading ones, and four in a row", BASE, factor()),
        new Scenario(
            "pitch-emergency", "both parts, in either order or too far apart", BASE, pitch()),
        new Scenario("overspeed", "rotors that race, and gusts that do not", DRIVE, rotor()),
        new Scenario(
            "vibration",
            "shaking of one axis, and of three in turn",
            List.of(VIBRATION_X, VIBRATION_Y, VIBRATION_Z),
            vibration()),
        new Scenario("contradictions", "sensors at odds, for long or not", DRIVE, contradictions()),
        new Scenario("silence", "silent turbines, sensors, and a farm's link", BASE, silence()),
        new Scenario(
            "transport", "disorder, copies, late and garbled readings", BASE, Dirt.stories()),
        new Scenario("noise", "noise, spikes, hovering, flapping", BASE, noise()));
  }

  private static List<Story> pressure() {
    return List.of(
        Story.raising(
            "leaks slowly", turbine -> leak(turbine, start(turbine)), Rules.PRESSURE_LOSS),
        Story.raising(
            "falls by 13 bar, not to critical",
            turbine -> fall(turbine, start(turbine), 63, 60),
            Rules.PRESSURE_LOSS),
        Story.quiet(
            "dips by 8.5 bar",
            turbine -> {
              int from = start(turbine);
              Series pressure = turbine.series(PRESSURE).hold(from, from + 40, 74.5, 0.2);
              pressure
                  .ramp(from + 40, from + 45, 74.5, 66, 0.2)
                  .hold(from + 45, from + 75, 66, 0.2);
              pressure.ramp(from + 75, from + 90, 66, 75, 0.2);
            }),
        Story.quiet(
            "two readings below critical, again and again",
            turbine -> {
              int from = start(turbine);
              Series pressure = turbine.series(PRESSURE).ramp(from, from + 120, 75, 56.5, 0.1);
              pressure.hold(from + 120, from + 200, 56.5, 0.2);
              for (int second = from + 130; second < from + 200; second += 15) {
                pressure.at(second, 54.5).at(second + 1, 54.4);
              }
              pressure.ramp(from + 200, from + 240, 56.5, 75, 0.2);
            }),
        Story.quiet("hovers above critical", turbine -> hoverPressure(turbine, start(turbine))));
  }

  private static List<Story> battery() {
    return List.of(
        Story.raising(
            "runs away within two minutes",
            turbine -> heat(turbine, start(turbine), turbine.between(60, 110), 60),
            Rules.RUNAWAY),
        Story.raising(
            "runs away slowly",
            turbine -> {
              int from = start(turbine);
              Series battery = turbine.series(BATTERY).ramp(from, from + 40, 26, 39, 0.05);
              battery.ramp(from + 40, from + 240, 39, 46.5, 0.01);
              battery.ramp(from + 240, from + 290, 46.5, 30, 0.05);
            },
            Rules.RUNAWAY),
        Story.quiet(
            "stays warm",
            turbine -> {
              int from = start(turbine);
              Series battery = turbine.series(BATTERY).ramp(from, from + 60, 26, 44, 0.05);
              battery
                  .hold(from + 60, from + 220, 44, 0.5)
                  .ramp(from + 220, from + 280, 44, 26, 0.1);
            }),
        Story.quiet(
            "spikes while warm",
            turbine -> {
              int from = start(turbine);
              Series battery = turbine.series(BATTERY).ramp(from, from + 60, 26, 41, 0.05);
              battery
                  .hold(from + 60, from + 220, 41, 0.4)
                  .ramp(from + 220, from + 280, 41, 26, 0.1);
              for (int second = from + 70; second < from + 215; second += turbine.between(15, 25)) {
                battery.spike(second, turbine.between(50, 100));
              }
            }),
        Story.quiet(
            "reads 46 at once and for long, without a rise",
            turbine -> {
              int from = start(turbine);
              Series battery = turbine.series(BATTERY).hold(from, from + 100, 46, 0);
              battery.ramp(from + 100, from + 150, 45.5, 26, 0);
            }));
  }

  private static List<Story> factor() {
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

  private static List<Story> pitch() {
    String[] all = {Rules.PRESSURE_LOSS, Rules.RUNAWAY, Rules.PITCH};
    return List.of(
        Story.raising(
            "pressure first",
            turbine -> {
              int from = start(turbine);
              fall(turbine, from, 50, 60);
              // Hot at three fifths of the rise, that is 40 to 100 s after the fall.
              heat(turbine, from + turbine.between(40, 80), 60, 60);
            },
            all),
        Story.raising(
            "battery first",
            turbine -> {
              int from = start(turbine);
              heat(turbine, from, 60, 90);
              fall(turbine, from + turbine.between(60, 110), 50, 60);
            },
            all),
        Story.raising(
            "four minutes apart",
            turbine -> {
              int from = 60 + turbine.between(0, 20);
              fall(turbine, from, 50, 15);
              heat(turbine, from + 230, 60, 60);
            },
            Rules.PRESSURE_LOSS,
            Rules.RUNAWAY),
        Story.quiet(
            "neither quite",
            turbine -> {
              int from = start(turbine);
              hoverPressure(turbine, from);
              Series battery = turbine.series(BATTERY).ramp(from, from + 60, 26, 44, 0.05);
              battery
                  .hold(from + 60, from + 150, 44, 0.5)
                  .ramp(from + 150, from + 210, 44, 26, 0.1);
            }));
  }

  private static List<Story> rotor() {
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

  private static List<Story> vibration() {
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

  private static List<Story> contradictions() {
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

  private static List<Story> silence() {
    return List.of(
        Story.raising(
            "a turbine is silent",
            turbine -> {
              int from = start(turbine);
              int to = from + turbine.between(20, 60);
              turbine.series().forEach(series -> series.absent(from, to));
            },
            Rules.SILENCE),
        Story.raising(
            "a sensor is silent",
            turbine -> {
              int from = start(turbine);
              turbine.series(PRESSURE).absent(from, from + turbine.between(15, 40));
            },
            Rules.SILENCE),
        Story.quiet(
            "gaps of eight readings",
            turbine -> {
              for (int second = 60; second < 480; second += 40) {
                int from = second;
                turbine.series().forEach(series -> series.absent(from, from + 8));
              }
            }),
        Story.quiet(
            "has no values but says so",
            turbine -> {
              int from = start(turbine);
              turbine.series(PRESSURE).missing(from, from + 60);
              turbine.series(BATTERY).missing(from, from + 60);
            }),
        new Story(
            "the farm's link is down for a minute",
            Fleet.FARM_OF_ITS_OWN,
            Map.of(),
            turbine ->
                turbine
                    .series()
                    .forEach(
                        series ->
                            series.absent(
                                200 + turbine.between(0, 1), 260 + turbine.between(0, 2)))));
  }

  private static List<Story> noise() {
    List<Story> stories = new ArrayList<>();
    stories.add(
        Story.quiet(
            "noisy and well",
            turbine -> {
              turbine.series(PRESSURE).hold(0, Series.SECONDS, 75, 4.5);
              turbine.series(BATTERY).hold(0, Series.SECONDS, 35, 4.5);
              turbine.series(POWER_FACTOR).hold(0, Series.SECONDS, 0.9, 0.09);
            }));
    stories.add(
        Story.quiet(
            "single spikes everywhere",
            turbine -> {
              for (Series series : turbine.series()) {
                double[] values =
                    series.sensor().equals(POWER_FACTOR)
                        ? new double[] {0.1, -0.3, 55}
                        : new double[] {0, 52, 999};
                for (int second = 60; second < 520; second += turbine.between(12, 25)) {
                  series.spike(second, values[turbine.between(0, 2)]);
                }
              }
            }));
    stories.add(
        Story.raising(
            "flaps: one alert",
            turbine -> {
              Series pressure = toTheEdge(turbine, 60);
              for (int second = 190; second < 370; second += 40) {
                pressure.hold(second, second + 10, 53.5, 0.2);
              }
            },
            Rules.PRESSURE_LOSS));
    stories.add(
        Story.raising(
            "comes back after 110 s: two alerts",
            turbine -> {
              Series pressure = toTheEdge(turbine, 60);
              pressure.hold(190, 200, 53.5, 0.2).hold(310, 320, 53.5, 0.2);
            },
            Rules.PRESSURE_LOSS,
            Rules.PRESSURE_LOSS));
    stories.add(
        Story.quiet(
            "hovers at all limits",
            turbine -> {
              hoverPressure(turbine, 60);
              Series battery = turbine.series(BATTERY).ramp(60, 160, 26, 44.3, 0.05);
              battery.hold(160, Series.SECONDS, 44.3, 0.5);
              turbine.series(POWER_FACTOR).hold(60, Series.SECONDS, 0.812, 0.01);
            }));
    return stories;
  }

  /** When cadences are long known, and time enough for the longest story is left. */
  static int start(Turbine turbine) {
    return turbine.between(60, 150);
  }

  /** To below critical, too slowly for a fall of 10 bar in 30 s, and back. */
  static void leak(Turbine turbine, int from) {
    Series pressure = turbine.series(PRESSURE).ramp(from, from + 120, 75, 50, 0.3);
    pressure.hold(from + 120, from + 180, 50, 0.3).ramp(from + 180, from + 230, 50, 75, 0.3);
  }

  private static void fall(Turbine turbine, int from, double to, int length) {
    Series pressure = turbine.series(PRESSURE).hold(from - 30, from, 76, 0.3);
    pressure.ramp(from, from + 10, 76, to, 0.2).hold(from + 10, from + 10 + length, to, 0.3);
    pressure.ramp(from + 10 + length, from + 30 + length, to, 75, 0.3);
  }

  /** From 36 to 51 degrees, and back. */
  private static void heat(Turbine turbine, int from, int rise, int length) {
    Series battery = turbine.series(BATTERY).ramp(from - 30, from, 26, 36, 0.05);
    battery.ramp(from, from + rise, 36, 51, 0.02).hold(from + rise, from + rise + length, 51, 0.3);
    battery.ramp(from + rise + length, from + rise + length + 60, 51, 26, 0.05);
  }

  static void collapse(Turbine turbine, int from, double level) {
    turbine.series(POWER_FACTOR).hold(from, from + turbine.between(20, 90), level, 0.05);
  }

  private static void hoverPressure(Turbine turbine, int from) {
    toTheEdge(turbine, from).hold(from + 120, from + 240, 55.7, 0.5);
  }

  /** Down to 57 bar, slowly, and from then on there. */
  private static Series toTheEdge(Turbine turbine, int from) {
    Series pressure = turbine.series(PRESSURE).ramp(from, from + 120, 75, 57, 0.2);
    return pressure.hold(from + 120, Series.SECONDS, 57, 0.3);
  }
}

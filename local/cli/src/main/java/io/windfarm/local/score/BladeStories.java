package io.windfarm.local.score;

import static io.windfarm.local.score.Plots.fall;
import static io.windfarm.local.score.Plots.heat;
import static io.windfarm.local.score.Plots.hoverPressure;
import static io.windfarm.local.score.Plots.leak;
import static io.windfarm.local.score.Plots.start;
import static io.windfarm.local.score.Turbine.BATTERY;
import static io.windfarm.local.score.Turbine.PRESSURE;

import io.windfarm.local.score.Scenario.Story;
import java.util.List;

/** Of what moves the blades: hydraulic pressure, the battery that stands in for it, and both. */
final class BladeStories {
  private BladeStories() {}

  static List<Story> pressure() {
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

  static List<Story> battery() {
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

  static List<Story> pitch() {
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
}

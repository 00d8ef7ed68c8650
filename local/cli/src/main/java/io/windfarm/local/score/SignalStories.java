package io.windfarm.local.score;

import static io.windfarm.local.score.Plots.fall;
import static io.windfarm.local.score.Plots.heat;
import static io.windfarm.local.score.Plots.hoverPressure;
import static io.windfarm.local.score.Plots.leak;
import static io.windfarm.local.score.Plots.sprinkle;
import static io.windfarm.local.score.Plots.start;
import static io.windfarm.local.score.Plots.toTheEdge;
import static io.windfarm.local.score.Turbine.BATTERY;
import static io.windfarm.local.score.Turbine.POWER_FACTOR;
import static io.windfarm.local.score.Turbine.PRESSURE;

import io.windfarm.local.score.Scenario.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Of the signals themselves: silence, noise, spikes, flapping. */
final class SignalStories {
  private SignalStories() {}

  static List<Story> silence() {
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

  static List<Story> noise() {
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
            "a leak under spikes",
            turbine -> {
              leak(turbine, start(turbine));
              sprinkle(turbine, PRESSURE, 0, 90, 399, 999);
            },
            Rules.PRESSURE_LOSS));
    stories.add(
        Story.raising(
            "a fall under spikes",
            turbine -> {
              fall(turbine, start(turbine), 60, 60);
              sprinkle(turbine, PRESSURE, 0, 90, 399, 999);
            },
            Rules.PRESSURE_LOSS));
    stories.add(
        Story.raising(
            "a runaway under spikes",
            turbine -> {
              heat(turbine, start(turbine), 90, 60);
              sprinkle(turbine, BATTERY, -20, 0, 110, 500);
            },
            Rules.RUNAWAY));
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
}

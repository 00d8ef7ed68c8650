package io.windfarm.local.score;

import static io.windfarm.local.score.Turbine.BATTERY;
import static io.windfarm.local.score.Turbine.POWER_FACTOR;
import static io.windfarm.local.score.Turbine.PRESSURE;

/** What stories are made of: courses that values take. All begin at a second of the story. */
final class Plots {
  private Plots() {}

  /** When cadences are long known, and time enough for the longest story is left. */
  static int start(Turbine turbine) {
    return turbine.between(60, 150);
  }

  /** To below critical, too slowly for a fall of 10 bar in 30 s, and back. */
  static void leak(Turbine turbine, int from) {
    Series pressure = turbine.series(PRESSURE).ramp(from, from + 120, 75, 50, 0.3);
    pressure.hold(from + 120, from + 180, 50, 0.3).ramp(from + 180, from + 230, 50, 75, 0.3);
  }

  /** Lone spikes all along, which say the opposite of what happens, or nothing at all. */
  static void sprinkle(Turbine turbine, String sensor, double... spikes) {
    for (int second = 60; second < 520; second += turbine.between(6, 14)) {
      turbine.series(sensor).spike(second, spikes[turbine.between(0, spikes.length - 1)]);
    }
  }

  static void fall(Turbine turbine, int from, double to, int length) {
    Series pressure = turbine.series(PRESSURE).hold(from - 30, from, 76, 0.3);
    pressure.ramp(from, from + 10, 76, to, 0.2).hold(from + 10, from + 10 + length, to, 0.3);
    pressure.ramp(from + 10 + length, from + 30 + length, to, 75, 0.3);
  }

  /** From 36 to 51 degrees, and back. */
  static void heat(Turbine turbine, int from, int rise, int length) {
    Series battery = turbine.series(BATTERY).ramp(from - 30, from, 26, 36, 0.05);
    battery.ramp(from, from + rise, 36, 51, 0.02).hold(from + rise, from + rise + length, 51, 0.3);
    battery.ramp(from + rise + length, from + rise + length + 60, 51, 26, 0.05);
  }

  static void collapse(Turbine turbine, int from, double level) {
    turbine.series(POWER_FACTOR).hold(from, from + turbine.between(20, 90), level, 0.05);
  }

  static void hoverPressure(Turbine turbine, int from) {
    toTheEdge(turbine, from).hold(from + 120, from + 240, 55.7, 0.5);
  }

  /** Down to 57 bar, slowly, and from then on there. */
  static Series toTheEdge(Turbine turbine, int from) {
    Series pressure = turbine.series(PRESSURE).ramp(from, from + 120, 75, 57, 0.2);
    return pressure.hold(from + 120, Series.SECONDS, 57, 0.3);
  }
}

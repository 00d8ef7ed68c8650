package io.windfarm.local.score;

import io.windfarm.local.score.Series.Healthy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A turbine of the score: its sensors, and the story that it lives through. */
final class Turbine {
  static final String PRESSURE = "hydraulic_pressure";
  static final String BATTERY = "battery_temperature";
  static final String POWER_FACTOR = "power_factor";
  static final String ROTOR = "rotor_speed";
  static final String WIND = "wind_speed";
  static final String POWER = "power_output";
  static final String VIBRATION_X = "vibration_x";
  static final String VIBRATION_Y = "vibration_y";
  static final String VIBRATION_Z = "vibration_z";

  private static final Map<String, Healthy> HEALTHY =
      Map.of(
          PRESSURE, new Healthy(75, 1.5, 0.5),
          BATTERY, new Healthy(26, 1, 0.3),
          POWER_FACTOR, new Healthy(0.97, 0.01, 0.01),
          ROTOR, new Healthy(12, 1, 0.4),
          WIND, new Healthy(9, 1, 0.8),
          POWER, new Healthy(1_500, 100, 50),
          VIBRATION_X, new Healthy(2.5, 0.3, 0.5),
          VIBRATION_Y, new Healthy(2.5, 0.3, 0.5),
          VIBRATION_Z, new Healthy(2.5, 0.3, 0.5));

  /** Sensors report one after another within the second, in this order. */
  private static final List<String> ORDER =
      List.of(
          PRESSURE,
          BATTERY,
          POWER_FACTOR,
          ROTOR,
          WIND,
          POWER,
          VIBRATION_X,
          VIBRATION_Y,
          VIBRATION_Z);

  private static final int MILLIS_BETWEEN_SENSORS = 100;

  private final String id;
  private final String farm;
  private final Random random;
  private final long phase;
  private final Map<String, Series> series = new LinkedHashMap<>();

  Turbine(String id, String farm, List<String> sensors, long seed) {
    this.id = id;
    this.farm = farm;
    this.random = new Random(seed);
    // Far enough from whole seconds for whatever a clock is off.
    this.phase = MILLIS_BETWEEN_SENSORS / 2L + random.nextInt(MILLIS_BETWEEN_SENSORS / 2);
    for (String sensor : sensors) {
      series.put(sensor, new Series(sensor, HEALTHY.get(sensor), random));
    }
  }

  String id() {
    return id;
  }

  String farm() {
    return farm;
  }

  Series series(String sensor) {
    return series.get(sensor);
  }

  List<Series> series() {
    return new ArrayList<>(series.values());
  }

  /** From {@code least} to {@code most}, both possible, the same for the same seed. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Everything that the sensors measured, in no order. */
  List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (Series each : series.values()) {
      long offset = phase + (long) ORDER.indexOf(each.sensor()) * MILLIS_BETWEEN_SENSORS;
      for (int second = 0; second < Series.SECONDS; second++) {
        samples.add(
            new Sample(
                id,
                farm,
                each.sensor(),
                Sample.START.toEpochMilli() + second * 1_000L + offset + each.jitters[second],
                Math.rint(each.values[second] * 1_000) / 1_000,
                each.spikes[second],
                each.fates[second],
                each.delays[second],
                each.copies[second]));
      }
    }
    return samples;
  }
}

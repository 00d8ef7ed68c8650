package io.windfarm.state;

import io.windfarm.model.Arrival;
import io.windfarm.model.Source;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Three turbines for a few minutes, once a second, in four shards, with something of everything: at
 * {@link #CUT} a pressure loss has two of its three readings, a battery is hot, gaps and spikes
 * wait for what follows, an alert is open and another waits to be cleared.
 */
final class FleetDay {
  static final long START = Instant.parse("2026-11-20T07:00:00Z").toEpochMilli();

  /** In seconds since the start: in the middle of a minute. */
  static final int CUT = 96;

  static final int END = 200;

  private static final String[] TURBINES = {"WT-0001", "WT-0002", "WT-0151"};

  private FleetDay() {}

  static List<Arrival> before() {
    return between(0, CUT);
  }

  static List<Arrival> after() {
    return between(CUT, END);
  }

  static List<Arrival> whole() {
    return between(0, END);
  }

  private static List<Arrival> between(int from, int to) {
    Random random = new Random(7);
    List<Arrival> arrivals = new ArrayList<>();
    for (int second = 0; second < END; second++) {
      for (int turbine = 0; turbine < TURBINES.length; turbine++) {
        for (Signal signal : Signal.values()) {
          String data = signal.at(turbine, second, random);
          boolean twice = random.nextInt(50) == 0;
          boolean gap = random.nextInt(40) == 0 && second > 10;
          if (second < from || second >= to || gap) {
            continue;
          }
          arrivals.add(arrival(turbine, second, signal, data));
          if (twice) {
            arrivals.add(arrival(turbine, second, signal, data));
          }
        }
      }
    }
    return arrivals;
  }

  private static Arrival arrival(int turbine, int second, Signal signal, String data) {
    long time = START + second * 1_000L;
    Arrival arrival = new Arrival();
    arrival.source = Source.KINESIS;
    arrival.stream = "telemetry";
    arrival.shard = "shardId-00000000000" + (turbine + signal.number) % 4;
    arrival.sequence = "" + (second * 100 + turbine * 10 + signal.number);
    arrival.partitionKey = TURBINES[turbine];
    arrival.arrivalTime = time + 40;
    arrival.payload =
        String.format(
                "{\"id\":\"%d\",\"turbine_id\":\"%s\",\"farm_id\":\"%s\",\"type\":\"%s\","
                    + "\"data\":%s,\"date\":\"%s\"}",
                second,
                TURBINES[turbine],
                turbine < 2 ? "A" : "B",
                signal.type,
                data,
                Instant.ofEpochMilli(time))
            .getBytes(StandardCharsets.UTF_8);
    return arrival;
  }

  private enum Signal {
    PRESSURE("Hydraulic Pressure", 0),
    BATTERY("Temperature Battery", 1),
    FACTOR("Power Factor", 2),
    ROTOR("rotor_speed", 3),
    WIND("wind_speed", 4);

    final String type;
    final int number;

    Signal(String type, int number) {
      this.type = type;
      this.number = number;
    }

    String at(int turbine, int second, Random random) {
      double noise = random.nextDouble();
      if (random.nextInt(60) == 0) {
        return random.nextBoolean() ? "null" : "\"broken\"";
      }
      return String.format(Locale.ROOT, "%.2f", value(turbine, second, noise));
    }

    private double value(int turbine, int second, double noise) {
      switch (this) {
        case PRESSURE:
          boolean lost = turbine == 0 && second >= CUT - 2 && second < CUT + 20;
          return lost ? 30 + noise : 74 + 2 * noise;
        case BATTERY:
          return turbine == 1 && second > CUT - 30
              ? Math.min(25 + 0.7 * (second - CUT + 30), 55)
              : 25 + noise;
        case FACTOR:
          boolean low = turbine == 2 && second >= 30 && second < 60;
          return low ? 0.6 + noise / 100 : 0.97 + noise / 100;
        case ROTOR:
          return turbine == 1 && second > 60 && second < 75 ? 21 + noise : 12 + noise;
        default:
          return turbine == 2 && second > CUT - 40 ? 0.2 : 8 + noise;
      }
    }
  }
}

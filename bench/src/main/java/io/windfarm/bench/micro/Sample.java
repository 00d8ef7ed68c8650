package io.windfarm.bench.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windfarm.WindFarmPipeline;
import io.windfarm.config.SensorCatalog;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.ingest.EventDecoder;
import io.windfarm.model.Arrival;
import io.windfarm.model.Reading;
import io.windfarm.model.Rejected;
import io.windfarm.model.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Two minutes of a healthy fleet: records, and the readings in them. */
final class Sample {
  static final int TURBINES = 300;
  static final int SECONDS = 120;
  static final int READINGS = TURBINES * SECONDS * 3;

  private static final Instant START = Instant.parse("2026-11-20T07:00:00Z");

  private Sample() {}

  static WindFarmConfig config() {
    return WindFarmConfig.of(Map.of("lake.root", "file:///unused"));
  }

  /** A decoder as the job has it. */
  static EventDecoder decoder() {
    SensorCatalog sensors = SensorCatalog.load(null);
    return new EventDecoder(sensors, WindFarmPipeline.decoding(config(), sensors));
  }

  /** The records, second by second. */
  static List<Arrival> records() {
    List<Arrival> records = new ArrayList<>(READINGS);
    for (int second = 0; second < SECONDS; second++) {
      for (int turbine = 0; turbine < TURBINES; turbine++) {
        int wave = (second + turbine) % 10;
        records.add(record(turbine, second, "bt", "Temperature Battery", 20 + 0.1 * wave, "°C"));
        records.add(record(turbine, second, "hp", "Hydraulic Pressure", 75 + 0.2 * wave, "bar"));
        records.add(record(turbine, second, "pf", "Power Factor", 0.98 + 0.001 * wave, "1"));
      }
    }
    return records;
  }

  private static Arrival record(
      int turbine, int second, String code, String type, double value, String unit) {
    Instant time = START.plusSeconds(second).plusMillis(turbine % 250);
    String line =
        String.format(
            Locale.ROOT,
            "{\"id\":\"WT-%04d-%s-%d\",\"turbine_id\":\"WT-%04d\",\"farm_id\":\"%s\","
                + "\"region\":\"us-east-1\",\"country_code\":\"US\",\"type\":\"%s\",\"data\":%.3f,"
                + "\"unit\":\"%s\",\"date\":\"%s\"}",
            turbine,
            code,
            time.getEpochSecond(),
            turbine,
            (char) ('A' + turbine % 10),
            type,
            value,
            unit,
            time.toString().length() == 20 ? time.toString().replace("Z", ".000Z") : time);
    Arrival arrival = new Arrival();
    arrival.source = Source.KINESIS;
    arrival.stream = "telemetry";
    arrival.shard = "shardId-000000000000";
    arrival.sequence = Long.toHexString(second * 1_000_000L + turbine);
    arrival.partitionKey = "WT-" + turbine;
    arrival.arrivalTime = time.toEpochMilli() + 500;
    arrival.payload = line.getBytes(UTF_8);
    return arrival;
  }

  /** What the decoder makes of them. */
  static List<Reading> readings(List<Arrival> records) {
    List<Reading> readings = new ArrayList<>(READINGS);
    EventDecoder decoder = decoder();
    for (Arrival record : records) {
      decoder.decode(
          record,
          new EventDecoder.Output() {
            @Override
            public void reading(Reading reading) {
              readings.add(reading);
            }

            @Override
            public void rejected(Rejected rejected) {
              throw new IllegalStateException("The sample has no faults: " + rejected.detail);
            }
          });
    }
    return readings;
  }

  /** The readings of a turbine and second together, as they have their turn. */
  static List<List<Reading>> turns(List<Reading> readings) {
    List<List<Reading>> turns = new ArrayList<>(READINGS / 3);
    for (int i = 0; i < readings.size(); i += 3) {
      turns.add(List.copyOf(readings.subList(i, i + 3)));
    }
    return turns;
  }
}

package io.windfarm.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Fifty minutes of six turbines around a midnight, as events that the job reads from a file, and as
 * readings for whoever works out by hand what SQL must answer. One turbine measures in the last
 * millisecond of each second, the others in its first; one falls silent, one loses its pressure,
 * one has a clock that has been at both ends of the years that have partitions, and beyond them.
 * Values change slowly: cleaning has nothing to do.
 */
final class Telemetry {
  static final Instant START = Instant.parse("2026-11-20T23:30:00Z");
  static final Instant END = Instant.parse("2026-11-21T00:20:00Z");

  /** When all of it arrived: the time of the file. */
  static final Instant ARRIVAL = Instant.parse("2026-11-21T00:25:00Z");

  /** When questions are asked: another day in St. John's, and nearly another hour in Kolkata. */
  static final Instant NOW = Instant.parse("2026-11-21T00:30:00Z");

  /** The first and the last instant that has a partition of its own. */
  static final Instant FIRST = Instant.parse("2000-01-01T00:00:00.000Z");

  static final Instant LAST = Instant.parse("2049-12-31T23:59:59.999Z");
  static final Instant SILENCE = Instant.parse("2026-11-21T00:05:00Z");
  static final Instant LOSS = Instant.parse("2026-11-21T00:10:00Z");

  static final Duration CADENCE = Duration.ofSeconds(10);
  static final int DUPLICATES = 5;
  static final int REJECTS = 3;

  private static final double OPERATING_PRESSURE = 75;
  private static final double LOST_PRESSURE = 50;

  /** The fleet, a turbine or two a region. */
  static final List<Turbine> TURBINES =
      List.of(
          new Turbine("WT-A1", "A", "us-east-1", "US", 0),
          new Turbine("WT-A2", "A", "us-east-1", "US", 1),
          new Turbine("WT-C1", "C", "us-west-2", "US", 2),
          new Turbine("WT-E1", "E", "eu-west-1", "DE", 3),
          new Turbine("WT-F1", "F", "eu-west-1", "FR", 4),
          new Turbine("WT-G1", "G", "ap-southeast-1", "SG", 5));

  static final List<String> SENSORS =
      List.of(
          "power_output",
          "wind_speed",
          "rotor_speed",
          "power_factor",
          "battery_temperature",
          "hydraulic_pressure");

  private final List<Measured> readings = new ArrayList<>();

  Telemetry() {
    Turbine astray = turbine("WT-E1");
    readings.add(new Measured(astray, "battery_temperature", FIRST.minusMillis(1), 20));
    readings.add(new Measured(astray, "battery_temperature", FIRST, 20));
    for (Instant time = START; time.isBefore(END); time = time.plus(CADENCE)) {
      for (Turbine turbine : TURBINES) {
        // The last millisecond of the second before: the first one is of the minute before START.
        Instant measured = turbine.id().equals("WT-E1") ? time.minusMillis(1) : time;
        if (turbine.id().equals("WT-G1") && !time.isBefore(SILENCE)) {
          continue;
        }
        for (String sensor : SENSORS) {
          readings.add(new Measured(turbine, sensor, measured, value(turbine, sensor, time)));
        }
      }
    }
    readings.add(new Measured(astray, "battery_temperature", LAST, 20));
    readings.add(new Measured(astray, "battery_temperature", LAST.plusMillis(1), 20));
  }

  /** Each once, in no promised order. */
  List<Measured> readings() {
    return List.copyOf(readings);
  }

  /** Writes the events, some twice and some broken, to a file that the job reads. */
  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    readings.stream()
        .sorted(Comparator.comparing(Measured::time))
        .map(Measured::json)
        .forEach(lines::add);
    lines.addAll(lines.subList(lines.size() - 1 - DUPLICATES, lines.size() - 1).stream().toList());
    for (int i = 0; i < REJECTS; i++) {
      lines.add("{\"id\":\"broken-" + i + "\",");
    }
    Files.write(file, lines);
    Files.setLastModifiedTime(file, FileTime.from(ARRIVAL));
  }

  static Turbine turbine(String id) {
    return TURBINES.stream().filter(turbine -> turbine.id().equals(id)).findFirst().orElseThrow();
  }

  private static double value(Turbine turbine, String sensor, Instant time) {
    double wave = Math.sin(2 * Math.PI * Duration.between(START, time).toSeconds() / 900.0);
    double value =
        switch (sensor) {
          case "power_output" -> 1500 + 200 * turbine.number() + 40 * wave;
          case "wind_speed" -> 9 + 0.2 * turbine.number() + 0.5 * wave;
          case "rotor_speed" -> 12 + 0.1 * wave;
          case "power_factor" -> 0.97 + 0.005 * wave;
          case "battery_temperature" -> 25 + wave;
          case "hydraulic_pressure" ->
              turbine.id().equals("WT-A1") && !time.isBefore(LOSS)
                  ? LOST_PRESSURE
                  : OPERATING_PRESSURE;
          default -> throw new IllegalArgumentException(sensor);
        };
    return Math.round(value * 1000) / 1000.0;
  }

  /** A turbine and where it stands. */
  record Turbine(String id, String farm, String region, String country, int number) {}

  /** A reading as sent. */
  record Measured(Turbine turbine, String sensor, Instant time, double value) {
    String id() {
      return turbine.id() + "-" + sensor + "-" + time.toEpochMilli();
    }

    String json() {
      return String.format(
          Locale.ROOT,
          "{\"id\":\"%s\",\"turbine_id\":\"%s\",\"farm_id\":\"%s\",\"region\":\"%s\","
              + "\"country_code\":\"%s\",\"type\":\"%s\",\"data\":%s,\"date\":\"%s\"}",
          id(),
          turbine.id(),
          turbine.farm(),
          turbine.region(),
          turbine.country(),
          sensor,
          value,
          time);
    }
  }
}

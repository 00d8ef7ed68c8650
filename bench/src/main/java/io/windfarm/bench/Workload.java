package io.windfarm.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is measured with: readings of three sensors of each turbine, as the simulators send them,
 * with faults and emergencies in known shares. The same numbers give the same bytes.
 *
 * @param events readings to send; duplicates come on top
 * @param turbines that send them
 * @param seed of all that is made up
 * @param turbinesAnEmergency of so many turbines one has an emergency
 * @param hz how many readings a second each sensor sends
 */
public record Workload(long events, int turbines, long seed, int turbinesAnEmergency, double hz) {
  /** Of each turbine. */
  static final int SENSORS = 3;

  private static final Instant START = Instant.parse("2026-11-20T07:00:00Z");

  /** Of a workload that does not say. */
  private static final int TURBINES_AN_EMERGENCY = 100;

  /**
   * So long an emergency takes at 1 Hz, in the order of length; one that does not fit is left out.
   */
  private static final Map<String, Duration> EMERGENCIES = emergencies();

  private static Map<String, Duration> emergencies() {
    Map<String, Duration> emergencies = new LinkedHashMap<>();
    emergencies.put("power-factor-collapse", Duration.ofSeconds(27));
    emergencies.put("pressure-loss", Duration.ofSeconds(35));
    emergencies.put("silence", Duration.ofSeconds(44));
    emergencies.put("thermal-runaway", Duration.ofSeconds(63));
    emergencies.put("pitch-emergency", Duration.ofSeconds(63));
    return emergencies;
  }

  /** The workload of a run that says nothing else of it. */
  public static Workload of(long events, int turbines) {
    return new Workload(events, turbines, 7, TURBINES_AN_EMERGENCY);
  }

  /** A reading a second of each sensor. */
  public Workload(long events, int turbines, long seed, int turbinesAnEmergency) {
    this(events, turbines, seed, turbinesAnEmergency, 1);
  }

  /** The same readings at another cadence. */
  public Workload withHz(double other) {
    return new Workload(events, turbines, seed, turbinesAnEmergency, other);
  }

  /** Turbines and sensors: what state is kept by. */
  public long keys() {
    return (long) turbines * SENSORS;
  }

  /** The shares of faults, as the simulators know them. */
  public Map<String, Double> shares() {
    Map<String, Double> shares = new LinkedHashMap<>();
    shares.put("missing", 0.01);
    shares.put("spike", 0.01);
    shares.put("duplicate", 0.01);
    shares.put("malformed", 0.005);
    return shares;
  }

  /** How many readings the turbines send in so much event time. */
  public long eventsIn(int seconds) {
    return Math.round(turbines * SENSORS * seconds * hz);
  }

  /** How much event time it covers. */
  public Duration span() {
    return Duration.ofMillis(Math.round(events * 1_000 / (turbines * SENSORS * hz)));
  }

  /** The date of its first readings. */
  Instant start() {
    return START;
  }

  /**
   * When the file of it arrived, wherever and whenever it was written: after its last reading, so
   * that none is from the future.
   */
  public Instant arrival() {
    return START.plus(span()).plusSeconds(60);
  }

  /** Tells its file from those of other workloads. */
  public String name() {
    return String.format(
        Locale.ROOT,
        "fleet-%d-turbines-%d-events-seed-%d-emergencies-%d%s",
        turbines,
        events,
        seed,
        turbines / turbinesAnEmergency,
        hz == 1 ? "" : "-hz-" + hz);
  }

  /** What the simulators are to be told, but for where to write. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("fleet", "--speed", "max", "--start", START.toString()));
    arguments.addAll(List.of("--turbines", String.valueOf(turbines)));
    arguments.addAll(List.of("--count", String.valueOf(events)));
    arguments.addAll(List.of("--seed", String.valueOf(seed)));
    if (hz != 1) {
      arguments.addAll(List.of("--rate", String.valueOf(hz)));
    }
    shares().forEach((fault, share) -> arguments.addAll(List.of("--fault", fault + "=" + share)));
    List<String> kinds =
        EMERGENCIES.entrySet().stream()
            .filter(kind -> lasts(kind.getValue()).compareTo(span()) <= 0)
            .map(Map.Entry::getKey)
            .toList();
    for (int i = 0; i < turbines / turbinesAnEmergency && !kinds.isEmpty(); i++) {
      arguments.addAll(List.of("--emergency", kinds.get(i % kinds.size())));
    }
    return arguments;
  }

  /** An emergency is so many readings, and takes longer where they are further apart. */
  private Duration lasts(Duration atOneHertz) {
    return hz < 1 ? Duration.ofMillis(Math.round(atOneHertz.toMillis() / hz)) : atOneHertz;
  }
}

package io.windfarm.local.score;

import static io.windfarm.local.score.Turbine.BATTERY;
import static io.windfarm.local.score.Turbine.POWER;
import static io.windfarm.local.score.Turbine.POWER_FACTOR;
import static io.windfarm.local.score.Turbine.PRESSURE;
import static io.windfarm.local.score.Turbine.ROTOR;
import static io.windfarm.local.score.Turbine.WIND;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;

/**
 * The alerts that are due, by the words of docs/alerts.md, read plainly: all readings are known and
 * in order, spikes are known to be spikes, and each rule looks at everything before a reading anew.
 * Nothing of the job's is used.
 *
 * <p>Where the rule looks at the median of three so that a spike does not count (a fall, a battery
 * that turns critical), it is taken of the readings that are none: what a spike does to the job's
 * shows as a difference.
 */
final class Truth {
  private static final double PRESSURE_CRITICAL = 55;
  private static final double FALL_BAR = 10;
  private static final double BATTERY_WARNING = 40;
  private static final double BATTERY_CRITICAL = 45;
  private static final double FACTOR_CRITICAL = 0.8;
  private static final double ROTOR_CRITICAL = 20;
  private static final double VIBRATION_CRITICAL = 10;
  private static final double TURNING_RPM = 3;
  private static final double STANDING_RPM = 0.5;
  private static final double CALM = 1;
  private static final double PRODUCING_KW = 50;

  /** Outside of these no measurement lies; a rule does not see it. */
  private static final Map<String, double[]> RANGES =
      Map.of(
          PRESSURE, new double[] {0, 400},
          BATTERY, new double[] {-40, 120},
          POWER_FACTOR, new double[] {-1.05, 1.05},
          ROTOR, new double[] {0, 40},
          WIND, new double[] {0, 75},
          POWER, new double[] {-200, 20_000});

  private static final double[] VIBRATION_RANGE = {0, 200};

  private final List<Due> due = new ArrayList<>();
  private final Map<String, List<Sample>> ofSensor;
  private final String turbine;

  private Truth(String turbine, List<Sample> samples) {
    this.turbine = turbine;
    this.ofSensor =
        samples.stream()
            .filter(Truth::isMeasurement)
            .sorted(Comparator.comparingLong(Sample::time))
            .collect(Collectors.groupingBy(Sample::sensor, TreeMap::new, Collectors.toList()));
  }

  /** Of any turbines; those of a farm have to be given together, as silence asks for the others. */
  static List<Due> of(List<Sample> samples) {
    List<Sample> counted = samples.stream().filter(Sample::counts).toList();
    List<Due> due = new ArrayList<>();
    counted.stream()
        .collect(Collectors.groupingBy(Sample::turbine, TreeMap::new, Collectors.toList()))
        .forEach((turbine, own) -> due.addAll(new Truth(turbine, own).rules()));
    due.addAll(Silence.of(counted));
    return due;
  }

  private List<Due> rules() {
    List<Long> lost = pressureLoss();
    List<Long> hot = runaway();
    pitch(lost, hot);
    consecutive(
        Rules.COLLAPSE, POWER_FACTOR, value -> Math.abs(value) < FACTOR_CRITICAL, 5, 300_000);
    repeated(Rules.OVERSPEED, ROTOR, value -> value > ROTOR_CRITICAL, 2, 10_000);
    ofSensor.keySet().stream()
        .filter(sensor -> sensor.startsWith("vibration"))
        .forEach(
            axis ->
                repeated(Rules.VIBRATION, axis, value -> value > VIBRATION_CRITICAL, 3, 60_000));
    contradiction(Rules.NO_WIND, WIND, (rotor, wind) -> rotor > TURNING_RPM && wind < CALM);
    contradiction(
        Rules.NO_ROTATION, POWER, (rotor, power) -> power > PRODUCING_KW && rotor < STANDING_RPM);
    return due;
  }

  private static boolean isMeasurement(Sample sample) {
    double[] range = RANGES.getOrDefault(sample.sensor(), VIBRATION_RANGE);
    return sample.value() >= range[0] && sample.value() <= range[1];
  }

  private List<Sample> readings(String sensor) {
    return ofSensor.getOrDefault(sensor, List.of());
  }

  private void raise(String rule, Episodes episodes) {
    episodes.raised().forEach(time -> due.add(new Due(turbine, rule, time)));
  }

  /**
   * Three in a row below critical within a minute; or a level 10 bar below that of the last 30 s.
   */
  private List<Long> pressureLoss() {
    List<Sample> readings = readings(PRESSURE);
    List<Sample> real = readings.stream().filter(reading -> !reading.isSpike()).toList();
    Episodes episodes = new Episodes(Episodes.CLEAR_MILLIS);
    List<Long> lost = new ArrayList<>();
    int spikes = 0;
    for (int i = 0; i < readings.size(); i++) {
      Sample reading = readings.get(i);
      spikes += reading.isSpike() ? 1 : 0;
      boolean low = reading.value() < PRESSURE_CRITICAL;
      boolean fallen = !reading.isSpike() && isFallen(real, i - spikes);
      boolean satisfied =
          fallen || inARow(readings, i, value -> value < PRESSURE_CRITICAL, 3, 60_000);
      episodes.see(reading.time(), satisfied, low || fallen);
      if (satisfied) {
        lost.add(reading.time());
      }
    }
    raise(Rules.PRESSURE_LOSS, episodes);
    return lost;
  }

  /** True if the level lies 10 bar or more below the greatest of the last 30 s. */
  private static boolean isFallen(List<Sample> real, int index) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = index; i >= 2 && real.get(index).time() - real.get(i).time() <= 30_000; i--) {
      greatest = Math.max(greatest, level(real, i));
    }
    return greatest - level(real, index) >= FALL_BAR;
  }

  /** The median of a reading and the two before it; NaN if there are no two. */
  private static double level(List<Sample> real, int index) {
    return index < 2
        ? Double.NaN
        : real.subList(index - 2, index + 1).stream()
            .mapToDouble(Sample::value)
            .sorted()
            .skip(1)
            .findFirst()
            .orElseThrow();
  }

  /** At warning, then three that rise, then a critical level, within five minutes. */
  private List<Long> runaway() {
    List<Sample> real = readings(BATTERY).stream().filter(reading -> !reading.isSpike()).toList();
    Episodes episodes = new Episodes(Episodes.CLEAR_MILLIS);
    List<Long> hot = new ArrayList<>();
    long risingSince = Long.MIN_VALUE;
    for (int i = 0; i < real.size(); i++) {
      if (i >= 3
          && real.get(i - 3).value() >= BATTERY_WARNING
          && real.get(i - 2).value() > real.get(i - 3).value()
          && real.get(i - 1).value() > real.get(i - 2).value()
          && real.get(i).value() > real.get(i - 1).value()) {
        risingSince = real.get(i - 3).time();
      }
      long time = real.get(i).time();
      boolean critical = level(real, i) >= BATTERY_CRITICAL;
      boolean rose = risingSince != Long.MIN_VALUE && time - risingSince <= 300_000;
      episodes.see(time, critical && rose, critical);
      if (critical) {
        hot.add(time);
      }
    }
    raise(Rules.RUNAWAY, episodes);
    return hot;
  }

  /** Pressure lost and battery critical with no more than two minutes between. */
  private void pitch(List<Long> lost, List<Long> hot) {
    Episodes episodes = new Episodes(Episodes.CLEAR_MILLIS);
    List<Long> times = new ArrayList<>(lost);
    times.addAll(hot);
    times.stream()
        .sorted()
        .forEach(
            time -> {
              boolean near = before(lost, time) && before(hot, time);
              episodes.see(time, near, near);
            });
    raise(Rules.PITCH, episodes);
  }

  private static boolean before(List<Long> times, long time) {
    return times.stream().anyMatch(each -> each <= time && time - each <= 120_000);
  }

  private void consecutive(
      String rule, String sensor, DoublePredicate bad, int count, long withinMillis) {
    Episodes episodes = new Episodes(Episodes.CLEAR_MILLIS);
    List<Sample> readings = readings(sensor);
    for (int i = 0; i < readings.size(); i++) {
      episodes.see(
          readings.get(i).time(),
          inARow(readings, i, bad, count, withinMillis),
          bad.test(readings.get(i).value()));
    }
    raise(rule, episodes);
  }

  private static boolean inARow(
      List<Sample> readings, int last, DoublePredicate bad, int count, long withinMillis) {
    int first = last - count + 1;
    return first >= 0
        && readings.get(last).time() - readings.get(first).time() <= withinMillis
        && readings.subList(first, last + 1).stream().mapToDouble(Sample::value).allMatch(bad);
  }

  /** So many within a time, whatever lies between. */
  private void repeated(
      String rule, String sensor, DoublePredicate bad, int count, long withinMillis) {
    Episodes episodes = new Episodes(Episodes.CLEAR_MILLIS);
    for (Sample reading : readings(sensor)) {
      boolean isBad = bad.test(reading.value());
      long found =
          readings(sensor).stream()
              .filter(other -> other.time() <= reading.time())
              .filter(other -> reading.time() - other.time() <= withinMillis)
              .filter(other -> bad.test(other.value()))
              .count();
      episodes.see(reading.time(), isBad && found >= count, isBad);
    }
    raise(rule, episodes);
  }

  private interface Contradiction {
    boolean between(double rotor, double other);
  }

  /** At every reading of either sensor for a minute, held against the latest of the other. */
  private void contradiction(String rule, String otherSensor, Contradiction contradiction) {
    List<Sample> both = new ArrayList<>(readings(ROTOR));
    both.addAll(readings(otherSensor));
    both.sort(Comparator.comparingLong(Sample::time));
    Episodes episodes = new Episodes(Episodes.CLEAR_MILLIS);
    double rotor = Double.NaN;
    double other = Double.NaN;
    long since = Long.MAX_VALUE;
    for (Sample reading : both) {
      if (reading.sensor().equals(ROTOR)) {
        rotor = reading.value();
      } else {
        other = reading.value();
      }
      boolean holds = contradiction.between(rotor, other);
      since = holds ? Math.min(since, reading.time()) : Long.MAX_VALUE;
      episodes.see(reading.time(), holds && reading.time() - since >= 60_000, holds);
    }
    raise(rule, episodes);
  }
}

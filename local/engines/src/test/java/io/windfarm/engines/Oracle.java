package io.windfarm.engines;

import static java.util.stream.Collectors.groupingBy;

import io.windfarm.engines.Telemetry.Measured;
import io.windfarm.engines.Telemetry.Turbine;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What views and questions must answer about {@link Telemetry}, asked at {@link Telemetry#NOW},
 * worked out from the readings as they were sent: no SQL, no file and nothing of the job is asked.
 */
final class Oracle {
  static final LocalDate TODAY = LocalDate.ofInstant(Telemetry.NOW, ZoneOffset.UTC);

  private static final double RATED_POWER = 5000;
  private static final double RATED_WIND = 11.4;
  private static final double CUT_IN_WIND = 3;
  private static final int MINUTES_AN_HOUR = 60;
  private static final int HOURS_A_DAY = 24;
  private static final int WORST = 20;

  private final Telemetry telemetry = new Telemetry();

  /** The readings of the fifty minutes: without those of the clock that went astray. */
  private final List<Measured> readings =
      telemetry.readings().stream()
          .filter(reading -> reading.time().isAfter(Telemetry.FIRST))
          .filter(reading -> reading.time().isBefore(Telemetry.LAST))
          .toList();

  /** A turbine's minute: the mean of each of its sensors that the view's figures come from. */
  record Minute(
      Turbine turbine, Instant start, double power, double wind, double pressure, long readings) {
    LocalDate date() {
      return LocalDate.ofInstant(start, ZoneOffset.UTC);
    }

    double expectedPower() {
      return RATED_POWER
          * (cube(wind) - cube(CUT_IN_WIND))
          / (cube(RATED_WIND) - cube(CUT_IN_WIND));
    }

    double efficiency() {
      return power / expectedPower();
    }

    private static double cube(double speed) {
      return speed * speed * speed;
    }
  }

  List<Measured> readings() {
    return readings;
  }

  List<Minute> minutes() {
    record Key(Turbine turbine, Instant start) {}
    Map<Key, List<Measured>> byMinute =
        readings.stream()
            .collect(
                groupingBy(
                    reading ->
                        new Key(
                            reading.turbine(), reading.time().truncatedTo(ChronoUnit.MINUTES))));
    List<Minute> minutes = new ArrayList<>();
    byMinute.forEach(
        (key, all) ->
            minutes.add(
                new Minute(
                    key.turbine(),
                    key.start(),
                    mean(all, "power_output"),
                    mean(all, "wind_speed"),
                    mean(all, "hydraulic_pressure"),
                    all.size())));
    return minutes;
  }

  /** region, turbines, power_output_kw, efficiency. */
  List<Row> turbinesAndPowerByRegion() {
    return grouped(
        minutes().stream().filter(minute -> minute.date().equals(TODAY)).toList(),
        minute -> minute.turbine().region(),
        (region, all) ->
            Row.of(region, turbines(all), mean(all, Minute::power), mean(all, Minute::efficiency)));
  }

  /** date, country_code, turbines, power_output_kw, energy_kwh. */
  List<Row> dailyPowerByCountry() {
    return grouped(
        minutes().stream()
            .filter(minute -> List.of("DE", "FR", "ES").contains(minute.turbine().country()))
            .toList(),
        minute -> minute.date() + minute.turbine().country(),
        (key, all) ->
            Row.of(
                all.get(0).date(),
                all.get(0).turbine().country(),
                turbines(all),
                mean(all, Minute::power),
                sum(all, Minute::power) / MINUTES_AN_HOUR));
  }

  /** sensor, turbines, used, uncertain, bad, used_share, uncertain_share. */
  List<Row> dataQualityBySensor() {
    return grouped(
        readings.stream().filter(reading -> isOn(TODAY).test(reading.time())).toList(),
        Measured::sensor,
        (sensor, all) ->
            Row.of(
                sensor,
                all.stream().map(Measured::turbine).distinct().count(),
                all.size(),
                0,
                0,
                1.0,
                0.0));
  }

  /** region, newest_event, newest_arrival, event_age_s, arrival_age_s. */
  List<Row> freshness() {
    return grouped(
        readings,
        reading -> reading.turbine().region(),
        (region, all) -> {
          Instant newest =
              all.stream().map(Measured::time).max(Comparator.naturalOrder()).orElseThrow();
          return Row.of(
              region,
              newest,
              Telemetry.ARRIVAL,
              seconds(newest, Telemetry.NOW),
              seconds(Telemetry.ARRIVAL, Telemetry.NOW));
        });
  }

  /** date, source, received, late, duplicate, late_share, duplicate_share. */
  List<Row> lateAndDuplicate() {
    long received = (long) telemetry.readings().size() + Telemetry.DUPLICATES + Telemetry.REJECTS;
    return List.of(
        Row.of(
            TODAY,
            "FILE",
            received,
            0,
            Telemetry.DUPLICATES,
            0.0,
            Telemetry.DUPLICATES / (double) received));
  }

  /** reason, source, stream, rejects, first_arrival, last_arrival. */
  List<Row> rejectedByReason() {
    return List.of(
        Row.of(
            "MALFORMED_JSON",
            "FILE",
            "events.jsonl",
            Telemetry.REJECTS,
            Telemetry.ARRIVAL,
            Telemetry.ARRIVAL));
  }

  /** region, farm_id, turbine_id, last_minute, silent_minutes. */
  List<Row> silentTurbines() {
    Turbine silent = Telemetry.turbine("WT-G1");
    Instant last = Telemetry.SILENCE.minus(Telemetry.CADENCE).truncatedTo(ChronoUnit.MINUTES);
    return List.of(
        Row.of(
            silent.region(),
            silent.farm(),
            silent.id(),
            last,
            seconds(last, Telemetry.NOW) / MINUTES_AN_HOUR));
  }

  /** timestamp, region, farm_id, turbine_id, rule, state. */
  List<Row> criticalAlerts() {
    Turbine turbine = Telemetry.turbine("WT-A1");
    return List.of(
        Row.of(
            raised(),
            turbine.region(),
            turbine.farm(),
            turbine.id(),
            "hydraulic-pressure-loss",
            "RAISED"));
  }

  /** severity, raised_time, region, farm_id, turbine_id, rule, component, state. */
  List<Row> openAlerts() {
    Turbine turbine = Telemetry.turbine("WT-A1");
    return List.of(
        Row.of(
            "CRITICAL",
            raised(),
            turbine.region(),
            turbine.farm(),
            turbine.id(),
            "hydraulic-pressure-loss",
            "hydraulics",
            "RAISED"));
  }

  /**
   * rule, alerts, min_s, mean_s, max_s: what is critical when it is raised was so for as long as it
   * took to be sure, from the reading that fell to the one that confirmed it.
   */
  List<Row> warningToCritical() {
    double s = seconds(Telemetry.LOSS, raised());
    return List.of(Row.of("hydraulic-pressure-loss", 1, s, s, s));
  }

  /** rule, alerts, turbines, critical, still_open, mean_duration_s, max_duration_s. */
  List<Row> alertsByRule() {
    return List.of(Row.of("hydraulic-pressure-loss", 1, 1, 1, 1, null, null));
  }

  /**
   * region, farm_id, turbine_id, seen_minutes, operable_minutes, producing_minutes, availability,
   * energy_kwh.
   */
  List<Row> availability() {
    return grouped(
        minutes(),
        minute -> minute.turbine().id(),
        (id, all) -> {
          Turbine turbine = all.get(0).turbine();
          return Row.of(
              turbine.region(),
              turbine.farm(),
              id,
              all.size(),
              all.size(),
              all.size(),
              1.0,
              sum(all, Minute::power) / MINUTES_AN_HOUR);
        });
  }

  /** region, farm_id, turbine_id, efficiency, farm_efficiency, share_of_farm. */
  List<Row> underperformingTurbines() {
    List<Minute> farm =
        minutes().stream().filter(minute -> minute.turbine().farm().equals("A")).toList();
    double ofFarm = sum(farm, Minute::power) / sum(farm, Minute::expectedPower);
    return grouped(
            farm,
            minute -> minute.turbine().id(),
            (id, all) -> {
              double efficiency = sum(all, Minute::power) / sum(all, Minute::expectedPower);
              return Row.of("us-east-1", "A", id, efficiency, ofFarm, efficiency / ofFarm);
            })
        .stream()
        .filter(row -> (double) row.values().get(3) < ofFarm)
        .toList();
  }

  /** region, farm_id, turbine_id, sensor, hours_with_readings, completeness. */
  List<Row> worstCompleteness() {
    Instant midnight = TODAY.atStartOfDay().toInstant(ZoneOffset.UTC);
    double expectedAnHour =
        Duration.ofHours(1).toSeconds() / (double) Telemetry.CADENCE.toSeconds();
    return grouped(
            readings.stream().filter(reading -> reading.time().isBefore(midnight)).toList(),
            reading -> reading.turbine().id() + "/" + reading.sensor(),
            (key, all) -> {
              // Of whom one reading is in the hour before.
              long count =
                  all.stream()
                      .filter(reading -> !reading.time().isBefore(midnight.minusSeconds(3600)))
                      .count();
              Turbine turbine = all.get(0).turbine();
              return Row.of(
                  turbine.region(),
                  turbine.farm(),
                  turbine.id(),
                  all.get(0).sensor(),
                  1,
                  count / expectedAnHour / HOURS_A_DAY);
            })
        .stream()
        .sorted(Comparator.comparing(row -> (Double) row.values().get(5)))
        .limit(WORST)
        .toList();
  }

  /** With the second low reading: then the median of three has fallen. */
  static Instant raised() {
    return Telemetry.LOSS.plus(Telemetry.CADENCE);
  }

  static Predicate<Instant> isOn(LocalDate date) {
    return time -> LocalDate.ofInstant(time, ZoneOffset.UTC).equals(date);
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }

  private static double mean(List<Measured> readings, String sensor) {
    return readings.stream()
        .filter(reading -> reading.sensor().equals(sensor))
        .mapToDouble(Measured::value)
        .average()
        .orElseThrow();
  }

  private static double mean(List<Minute> minutes, ToDoubleFunction<Minute> figure) {
    return minutes.stream().mapToDouble(figure).average().orElseThrow();
  }

  private static double sum(List<Minute> minutes, ToDoubleFunction<Minute> figure) {
    return minutes.stream().mapToDouble(figure).sum();
  }

  private static long turbines(List<Minute> minutes) {
    return minutes.stream().map(Minute::turbine).distinct().count();
  }

  /** A row a group, in the order of the keys. */
  private static <T> List<Row> grouped(
      List<T> all,
      java.util.function.Function<T, String> key,
      java.util.function.BiFunction<String, List<T>, Row> row) {
    List<Row> rows = new ArrayList<>();
    all.stream()
        .collect(groupingBy(key, TreeMap::new, java.util.stream.Collectors.toList()))
        .forEach((name, group) -> rows.add(row.apply(name, group)));
    return rows;
  }
}

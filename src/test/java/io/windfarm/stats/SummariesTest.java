package io.windfarm.stats;

import static io.windfarm.stats.Minutes.MIDNIGHT;
import static io.windfarm.stats.Minutes.MINUTE;
import static io.windfarm.stats.Minutes.cleaned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.windfarm.clean.TurbineHarness;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.Quality;
import io.windfarm.model.Statistic;
import io.windfarm.model.Summary;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class SummariesTest {
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final Periods DAYS = new Periods(Duration.ofDays(1), ZoneId.of("UTC"));

  @Test
  void describeADayOnceTheWatermarkHasReachedItsEnd() throws Exception {
    try (var summaries = harness(DAYS, false)) {
      for (Statistic statistic :
          statistics(
              List.of(
                  good(0, 1),
                  good(HOUR, 3),
                  cleaned("s", MIDNIGHT + 2 * HOUR, 5, Quality.UNCERTAIN),
                  cleaned("s", MIDNIGHT + 3 * HOUR, 999, Quality.BAD)))) {
        summaries.process(statistic);
      }
      summaries.watermark(MIDNIGHT + DAY - 1);
      assertThat(summaries.output()).isEmpty();

      summaries.watermark(MIDNIGHT + DAY);

      Summary day = summaries.output().get(0);
      assertThat(summaries.output()).hasSize(1);
      assertThat(day.turbineId).isEqualTo("WT-0001");
      assertThat(day.farmId).isEqualTo("A");
      assertThat(day.region).isEqualTo("us-east-1");
      assertThat(day.countryCode).isEqualTo("US");
      assertThat(day.unit).isEqualTo("bar");
      assertThat(day.periodStart).isEqualTo(MIDNIGHT);
      assertThat(day.periodEnd).isEqualTo(MIDNIGHT + DAY);
      assertThat(day.count).isEqualTo(3);
      assertThat(day.uncertainCount).isEqualTo(1);
      assertThat(day.badCount).isEqualTo(1);
      assertThat(day.expectedCount).as("a reading a second").isEqualTo(86_400);
      assertThat(day.completeness).isEqualTo(3 / 86_400.0);
      assertThat(List.of(day.min, day.max, day.mean, day.stddev)).containsExactly(1., 5., 3., 2.);
      assertThat(summaries.timers()).isZero();
      assertThat(summaries.stateEntries()).isZero();
    }
  }

  @Test
  void completeADayWithTheFirstReadingOfTheNext() throws Exception {
    try (var summaries = harness(DAYS, false)) {
      for (Statistic statistic : statistics(List.of(good(0, 1), good(DAY - 1, 3), good(DAY, 7)))) {
        summaries.process(statistic);
      }

      assertThat(summaries.output()).extracting(s -> s.mean).containsExactly(2.);
      assertThat(summaries.timers()).as("moved, not added").isEqualTo(1);
      summaries.endInput();
      assertThat(summaries.output()).extracting(s -> s.mean).containsExactly(2., 7.);
      assertThat(summaries.stateEntries()).isZero();
    }
  }

  @Test
  void keepOneTimerForSensorsInDifferentDays() throws Exception {
    try (var summaries = harness(DAYS, false)) {
      summaries.process(minute("a", 0));
      summaries.process(minute("b", 0));
      summaries.process(minute("a", 3 * DAY));
      assertThat(summaries.timers()).isEqualTo(1);

      summaries.watermark(MIDNIGHT + 2 * DAY);

      assertThat(summaries.output()).extracting(s -> s.sensor).containsExactly("a", "b");
      assertThat(summaries.timers()).as("of the day that is open").isEqualTo(1);
      summaries.watermark(MIDNIGHT + 4 * DAY);
      assertThat(summaries.output()).hasSize(3);
      assertThat(summaries.timers()).isZero();
    }
  }

  @Test
  void ofADayOfTwentyThreeHoursExpectTwentyThreeReadings() throws Exception {
    assertThat(hourly("Europe/Paris", "2022-03-26T23:00:00Z", 23)).containsExactly("23 of 23");
  }

  @Test
  void ofADayOfTwentyFiveHoursExpectTwentyFiveReadings() throws Exception {
    assertThat(hourly("Europe/Paris", "2022-10-29T22:00:00Z", 25)).containsExactly("25 of 25");
    assertThat(hourly("America/St_Johns", "2010-11-07T02:30:00Z", 25)).containsExactly("25 of 25");
  }

  /** Readings an hour apart from a midnight on, and what their summaries count. */
  private static List<String> hourly(String zone, String from, int hours) throws Exception {
    List<CleanedReading> readings = new ArrayList<>();
    for (int hour = 0; hour < hours; hour++) {
      long time = Instant.parse(from).toEpochMilli() + hour * HOUR;
      CleanedReading reading = cleaned("s", time, hour, Quality.GOOD);
      reading.cadence = HOUR;
      readings.add(reading);
    }
    try (var summaries = harness(new Periods(Duration.ofDays(1), ZoneId.of(zone)), false)) {
      for (Statistic statistic : statistics(readings)) {
        summaries.process(statistic);
      }
      summaries.endInput();
      return summaries.output().stream()
          .map(summary -> summary.count + " of " + summary.expectedCount)
          .collect(Collectors.toList());
    }
  }

  @Test
  void haveNoMeanForADayOfBadReadings() throws Exception {
    try (var summaries = harness(DAYS, false)) {
      CleanedReading bad = cleaned("s", MIDNIGHT, Double.NaN, Quality.BAD);
      bad.cadence = 0;
      for (Statistic statistic : statistics(List.of(bad))) {
        summaries.process(statistic);
      }
      summaries.endInput();

      Summary day = summaries.output().get(0);
      assertThat(day.count).isZero();
      assertThat(day.badCount).isEqualTo(1);
      assertThat(day.expectedCount).isZero();
      assertThat(List.of(day.min, day.max, day.mean, day.stddev, day.completeness, day.zScore))
          .containsOnly(Double.NaN);
    }
  }

  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void agreeWithSummariesComputedFromTheReadingsInTwoPasses(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    List<CleanedReading> readings = Minutes.random(random);
    Periods periods =
        new Periods(
            List.of(Duration.ofMinutes(10), Duration.ofHours(8), Duration.ofDays(1))
                .get(random.nextInt(3)),
            ZoneId.of(random.nextBoolean() ? "UTC" : "America/St_Johns"));
    List<Summary> actual = new ArrayList<>();
    try (var summaries = harness(periods, random.nextBoolean())) {
      List<Statistic> statistics = statistics(readings);
      int cut = random.nextInt(statistics.size());
      for (Statistic statistic : statistics.subList(0, cut)) {
        summaries.process(statistic);
      }
      summaries.restart();
      for (Statistic statistic : statistics.subList(cut, statistics.size())) {
        summaries.process(statistic);
      }
      summaries.endInput();
      actual.addAll(summaries.output());
    }
    actual.sort(
        Comparator.comparing((Summary s) -> s.sensor).thenComparingLong(s -> s.periodStart));

    List<Summary> expected = naive(readings, periods);

    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i))
          .usingRecursiveComparison()
          .withEqualsForType(SummariesTest::isNearly, Double.class)
          .isEqualTo(expected.get(i));
    }
  }

  private static boolean isNearly(double a, double b) {
    return Double.compare(a, b) == 0 || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
  }

  private static List<Summary> naive(List<CleanedReading> readings, Periods periods) {
    List<Summary> all = new ArrayList<>();
    for (String sensor :
        readings.stream()
            .map(c -> c.reading.sensor)
            .collect(Collectors.toCollection(TreeSet::new))) {
      List<CleanedReading> series =
          readings.stream()
              .filter(c -> c.reading.sensor.equals(sensor))
              .collect(Collectors.toList());
      long last = series.get(series.size() - 1).reading.eventTime;
      long start = periods.startAt(series.get(0).reading.eventTime);
      while (start <= last) {
        long end = periods.endAt(start);
        List<CleanedReading> content = NaiveStatistics.within(series, start, end);
        if (!content.isEmpty()) {
          all.add(naive(sensor, start, end, content));
        }
        start = end;
      }
    }
    return all;
  }

  private static Summary naive(String sensor, long start, long end, List<CleanedReading> content) {
    double[] values = NaiveStatistics.values(content);
    CleanedReading latest = content.get(content.size() - 1);
    Summary summary = new Summary();
    summary.turbineId = latest.reading.turbineId;
    summary.farmId = latest.reading.farmId;
    summary.region = latest.reading.region;
    summary.countryCode = latest.reading.countryCode;
    summary.sensor = sensor;
    summary.unit = latest.reading.unit;
    summary.periodStart = start;
    summary.periodEnd = end;
    summary.count = values.length;
    summary.badCount = content.size() - values.length;
    summary.uncertainCount = content.stream().filter(c -> c.quality == Quality.UNCERTAIN).count();
    summary.expectedCount =
        latest.cadence == 0 ? 0 : Math.round((double) (end - start) / latest.cadence);
    summary.completeness =
        latest.cadence == 0
            ? Double.NaN
            : Math.min(1, (double) values.length / summary.expectedCount);
    summary.min = summary.max = summary.mean = Double.NaN;
    double sum = 0;
    for (double value : values) {
      summary.min = Double.isNaN(summary.min) ? value : Math.min(summary.min, value);
      summary.max = Double.isNaN(summary.max) ? value : Math.max(summary.max, value);
      sum += value;
    }
    if (values.length > 0) {
      summary.mean = sum / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - summary.mean) * (value - summary.mean);
    }
    summary.stddev = values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
    summary.fleetMean = summary.fleetStddev = summary.zScore = Double.NaN;
    return summary;
  }

  @Test
  void ofALargeMeanKeepTheSmallDeviation() throws Exception {
    List<CleanedReading> readings = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      readings.add(good(i * 1_000L, 1e9 + i % 2));
    }
    try (var summaries = harness(DAYS, false)) {
      for (Statistic statistic : statistics(readings)) {
        summaries.process(statistic);
      }
      summaries.endInput();

      assertThat(summaries.output().get(0).stddev)
          .isCloseTo(Math.sqrt(1500.0 / 5_999), within(1e-9));
    }
  }

  @Test
  void keepTheirStateInPojosWithoutKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(OpenSummary.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(Summary.class);
  }

  private static TurbineHarness<Statistic, Summary> harness(Periods periods, boolean rocksDb)
      throws Exception {
    return new TurbineHarness<>(
        () -> new Summaries(periods),
        statistic -> statistic.turbineId,
        statistic -> statistic.windowEnd,
        rocksDb);
  }

  /** What the statistics of these readings are, all of them. */
  private static List<Statistic> statistics(List<CleanedReading> readings) throws Exception {
    try (var statistics = Minutes.harness(false)) {
      for (CleanedReading reading : readings) {
        statistics.process(reading);
      }
      statistics.endInput();
      return statistics.output();
    }
  }

  private static Statistic minute(String sensor, long sinceMidnight) throws Exception {
    return statistics(List.of(cleaned(sensor, MIDNIGHT + sinceMidnight, 1, Quality.GOOD))).stream()
        .filter(statistic -> statistic.windowMillis == MINUTE)
        .findFirst()
        .orElseThrow();
  }

  private static CleanedReading good(long sinceMidnight, double value) {
    return cleaned("s", MIDNIGHT + sinceMidnight, value, Quality.GOOD);
  }
}

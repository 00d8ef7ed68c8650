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
import java.util.List;
import java.util.stream.Collectors;
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

  static TurbineHarness<Statistic, Summary> harness(Periods periods, boolean rocksDb)
      throws Exception {
    return new TurbineHarness<>(
        () -> new Summaries(periods),
        statistic -> statistic.turbineId,
        statistic -> statistic.windowEnd,
        rocksDb);
  }

  /** What the statistics of these readings are, all of them. */
  static List<Statistic> statistics(List<CleanedReading> readings) throws Exception {
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

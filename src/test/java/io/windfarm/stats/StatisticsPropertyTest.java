package io.windfarm.stats;

import static io.windfarm.stats.Minutes.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.windfarm.model.CleanedReading;
import io.windfarm.model.Statistic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What holds for whatever comes out of cleaning. */
class StatisticsPropertyTest {
  private static final List<String> SENSORS = List.of("regular", "bursts");

  @Property(tries = 5, shrinking = ShrinkingMode.OFF)
  void agreeWithStatisticsComputedFromTheReadingsOfEachWindow(@ForAll long seed) throws Exception {
    List<CleanedReading> series = Minutes.random(new Random(seed));
    List<Statistic> all = run(series);
    long last = series.get(series.size() - 1).reading.eventTime;

    for (String sensor : SENSORS) {
      List<CleanedReading> own =
          series.stream().filter(c -> c.reading.sensor.equals(sensor)).collect(Collectors.toList());
      Map<String, Statistic> expected =
          byWindow(NaiveStatistics.of(own, last - last % MINUTE + MINUTE));
      Map<String, Statistic> actual =
          byWindow(all.stream().filter(s -> s.sensor.equals(sensor)).collect(Collectors.toList()));
      assertThat(actual.keySet()).isEqualTo(expected.keySet());
      actual.forEach((window, statistic) -> assertAgree(statistic, expected.get(window), own));
    }
  }

  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  void doNotDependOnWatermarksOrRestarts(@ForAll long seed, @ForAll boolean rocksDb)
      throws Exception {
    Random random = new Random(seed);
    List<CleanedReading> series = Minutes.random(random);
    List<Statistic> atOnce = run(series);

    double watermarks = random.nextDouble() * random.nextDouble();
    try (var split = Minutes.harness(rocksDb)) {
      for (CleanedReading cleaned : series) {
        if (random.nextDouble() < watermarks) {
          split.watermark(cleaned.reading.eventTime - random.nextInt(3) * 100_000L);
        }
        if (random.nextInt(series.size()) < 3) {
          split.restart();
        }
        split.process(cleaned);
        if (random.nextInt(100) == 0) { // counting them is slow
          assertThat(split.timers()).isEqualTo(1);
        }
      }
      split.endInput();

      assertThat(split.timers()).isZero();
      assertThat(rows(split.output())).isEqualTo(rows(atOnce));
    }
  }

  private static List<Statistic> run(List<CleanedReading> series) throws Exception {
    try (var harness = Minutes.harness(false)) {
      for (CleanedReading cleaned : series) {
        harness.process(cleaned);
      }
      harness.endInput();
      assertThat(harness.stateEntries()).isZero();
      return harness.output();
    }
  }

  private static void assertAgree(
      Statistic actual, Statistic expected, List<CleanedReading> series) {
    assertThat(actual.count).isEqualTo(expected.count);
    assertThat(actual.uncertainCount).isEqualTo(expected.uncertainCount);
    assertThat(actual.badCount).isEqualTo(expected.badCount);
    assertThat(actual.expectedCount).isEqualTo(expected.expectedCount);
    if (expected.count == 0) {
      assertThat(actual.mean).isNaN();
      assertThat(actual.p50).isNaN();
      return;
    }
    assertThat(actual.first).isEqualTo(expected.first);
    assertThat(actual.last).isEqualTo(expected.last);
    assertThat(actual.min).isEqualTo(expected.min);
    assertThat(actual.max).isEqualTo(expected.max);
    // a mean of about 0 is judged against the size of the values
    double scale = Math.max(Math.abs(expected.min), Math.abs(expected.max));
    assertThat(actual.mean).isCloseTo(expected.mean, within(1e-9 * scale));
    if (expected.count < 2) {
      assertThat(actual.stddev).isNaN();
    } else {
      assertThat(actual.stddev).isCloseTo(expected.stddev, within(1e-9 * expected.stddev));
    }
    if (NaiveStatistics.isExact(series, actual)) {
      assertThat(actual.p50).isCloseTo(expected.p50, within(1e-9 * scale));
      assertThat(actual.p95).isCloseTo(expected.p95, within(1e-9 * scale));
      assertThat(actual.p99).isCloseTo(expected.p99, within(1e-9 * scale));
    } else {
      double[] sorted =
          Arrays.stream(
                  NaiveStatistics.values(
                      NaiveStatistics.within(series, actual.windowStart, actual.windowEnd)))
              .sorted()
              .toArray();
      assertNearRank(actual.p50, sorted, 0.5);
      assertNearRank(actual.p95, sorted, 0.95);
      assertNearRank(actual.p99, sorted, 0.99);
    }
  }

  private static void assertNearRank(double actual, double[] sorted, double q) {
    double rank = q * (sorted.length - 1);
    double low = sorted[(int) Math.floor(rank)];
    double high = sorted[(int) Math.ceil(rank)];
    double tolerance = 0.00501 * Math.max(Math.abs(low), Math.abs(high));
    assertThat(actual).isBetween(low - tolerance, high + tolerance);
  }

  private static Map<String, Statistic> byWindow(List<Statistic> statistics) {
    return statistics.stream()
        .collect(
            Collectors.toMap(
                s -> s.windowMillis + " to " + s.windowEnd,
                Function.identity(),
                (one, two) -> {
                  throw new AssertionError("Twice: " + one.windowMillis + " to " + one.windowEnd);
                },
                TreeMap::new));
  }

  private static List<String> rows(List<Statistic> statistics) {
    return statistics.stream()
        .map(
            s ->
                String.format(
                    "%s %d %d %s %d %d %d %d %s %s %s %s %s %s %s %s %s %s",
                    s.sensor,
                    s.windowMillis,
                    s.windowEnd,
                    s.aligned,
                    s.count,
                    s.uncertainCount,
                    s.badCount,
                    s.expectedCount,
                    s.completeness,
                    s.min,
                    s.max,
                    s.mean,
                    s.stddev,
                    s.p50,
                    s.p95,
                    s.p99,
                    s.first,
                    s.last))
        .sorted()
        .collect(Collectors.toList());
  }
}

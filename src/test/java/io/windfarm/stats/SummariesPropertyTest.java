package io.windfarm.stats;

import static io.windfarm.stats.SummariesTest.harness;
import static io.windfarm.stats.SummariesTest.statistics;
import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.model.CleanedReading;
import io.windfarm.model.Quality;
import io.windfarm.model.Statistic;
import io.windfarm.model.Summary;
import java.time.Duration;
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

/** What holds for whatever comes out of cleaning, and wherever the operator was stopped. */
class SummariesPropertyTest {
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
          .withEqualsForType(SummariesPropertyTest::isNearly, Double.class)
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
    summary.badCount = content.size() - summary.count;
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
}

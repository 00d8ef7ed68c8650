package io.windfarm.stats;

import static io.windfarm.stats.Minutes.MIDNIGHT;
import static io.windfarm.stats.Minutes.MINUTE;
import static io.windfarm.stats.Minutes.cleaned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.windfarm.model.CleanedReading;
import io.windfarm.model.Quality;
import io.windfarm.model.Statistic;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  @Test
  void describeAMinuteOnceTheWatermarkHasReachedItsEnd() throws Exception {
    try (var statistics = Minutes.harness(false)) {
      statistics.process(good(0, 10));
      statistics.process(cleaned("s", MIDNIGHT + 20_000, 30, Quality.UNCERTAIN));
      statistics.process(cleaned("s", MIDNIGHT + 30_000, 999, Quality.BAD));
      statistics.process(good(59_999, 20));
      statistics.watermark(MIDNIGHT + MINUTE - 1);
      assertThat(statistics.output()).isEmpty();

      statistics.watermark(MIDNIGHT + MINUTE);

      Statistic minute = statistics.output().get(0);
      assertThat(minute.turbineId).isEqualTo("WT-0001");
      assertThat(minute.farmId).isEqualTo("A");
      assertThat(minute.unit).isEqualTo("bar");
      assertThat(minute.windowStart).isEqualTo(MIDNIGHT);
      assertThat(minute.windowEnd).isEqualTo(MIDNIGHT + MINUTE);
      assertThat(minute.aligned).isTrue();
      assertThat(minute.count).isEqualTo(3);
      assertThat(minute.uncertainCount).isEqualTo(1);
      assertThat(minute.badCount).isEqualTo(1);
      assertThat(minute.expectedCount).isEqualTo(60);
      assertThat(minute.completeness).isEqualTo(0.05);
      assertThat(minute.mean).isEqualTo(20);
      assertThat(minute.stddev).isCloseTo(10, within(1e-12));
      assertThat(minute.p50).isEqualTo(20);
      assertThat(minute.p95).isCloseTo(29, within(1e-12));
      assertThat(minute.first).isEqualTo(10);
      assertThat(minute.last).isEqualTo(20);
    }
  }

  @Test
  void theEndBelongsToTheNextWindow() throws Exception {
    try (var statistics = Minutes.harness(false)) {
      statistics.process(good(0, 1));
      statistics.process(good(MINUTE, 2));
      statistics.endInput();

      assertThat(ofLength(MINUTE, statistics.output()))
          .extracting(s -> s.mean)
          .containsExactly(1., 2.);
    }
  }

  @Test
  void goOnAfterTheTurbineFellSilentAndThenForgetIt() throws Exception {
    try (var statistics = Minutes.harness(false)) {
      statistics.process(good(0, 1));
      statistics.watermark(MIDNIGHT + 2 * DAY);

      List<Statistic> all = statistics.output();
      assertThat(ofLength(MINUTE, all)).hasSize(1);
      assertThat(ofLength(10 * MINUTE, all)).hasSize(10);
      assertThat(ofLength(HOUR, all)).hasSize(12);
      assertThat(ofLength(DAY, all)).hasSize(24);
      assertThat(all.stream().filter(s -> s.aligned)).hasSize(4);
      assertThat(statistics.timers()).isZero();
      assertThat(statistics.stateEntries()).isZero();
    }
  }

  @Test
  void areOnTimeAgainWhenASilentTurbineSpeaks() throws Exception {
    try (var statistics = Minutes.harness(false)) {
      statistics.process(good(0, 1));
      statistics.watermark(MIDNIGHT + 2 * HOUR);
      statistics.process(good(2 * HOUR, 2));
      assertThat(statistics.timers()).as("moved, not added").isEqualTo(1);

      statistics.watermark(MIDNIGHT + 2 * HOUR + MINUTE);

      assertThat(ofLength(MINUTE, statistics.output())).hasSize(2);
    }
  }

  @Test
  void sayNothingAboutTheFutureAtTheEndOfInput() throws Exception {
    try (var statistics = Minutes.harness(false)) {
      statistics.process(good(0, 1));
      statistics.endInput();

      assertThat(statistics.output())
          .extracting(s -> s.windowMillis / MINUTE + " to " + (s.windowEnd - MIDNIGHT) / MINUTE)
          .containsExactlyInAnyOrder("1 to 1", "10 to 1", "10 to 10", "60 to 60", "1440 to 1440");
      assertThat(statistics.timers()).isZero();
      assertThat(statistics.stateEntries()).isZero();
    }
  }

  @Test
  void speakOfAWindowThatHoldsOnlyBadReadings() throws Exception {
    try (var statistics = Minutes.harness(false)) {
      statistics.process(cleaned("s", MIDNIGHT, Double.NaN, Quality.BAD));
      statistics.endInput();

      Statistic minute = statistics.output().get(0);
      assertThat(minute.count).isZero();
      assertThat(minute.badCount).isEqualTo(1);
      assertThat(minute.completeness).isZero();
      assertThat(List.of(minute.min, minute.max, minute.mean, minute.stddev, minute.p50))
          .containsOnly(Double.NaN);
    }
  }

  @Test
  void leaveTheExpectedCountOpenWhileTheCadenceIsNotKnown() throws Exception {
    CleanedReading first = good(0, 1);
    first.cadence = 0;
    try (var statistics = Minutes.harness(false)) {
      statistics.process(first);
      statistics.endInput();

      assertThat(statistics.output().get(0).expectedCount).isZero();
      assertThat(statistics.output().get(0).completeness).isNaN();
    }
  }

  @Test
  void expectAtLeastOneReading() throws Exception {
    CleanedReading first = good(0, 1);
    first.cadence = 10 * MINUTE;
    try (var statistics = Minutes.harness(false)) {
      statistics.process(first);
      statistics.endInput();

      assertThat(statistics.output().get(0).expectedCount).isEqualTo(1);
      assertThat(statistics.output().get(0).completeness).isEqualTo(1);
    }
  }

  @Test
  void ofALargeMeanKeepTheSmallDeviation() throws Exception {
    try (var statistics = Minutes.harness(false)) {
      for (int i = 0; i < 600; i++) {
        statistics.process(good(i * 1_000L, 1e9 + i % 2));
      }
      statistics.endInput();

      Statistic ten = ofLength(10 * MINUTE, statistics.output()).get(9);
      assertThat(ten.count).isEqualTo(600);
      assertThat(ten.stddev).isCloseTo(Math.sqrt(150.0 / 599), within(1e-9));
      assertThat(ten.p50).isEqualTo(1e9 + 0.5);
    }
  }

  @Test
  void keepTheirStateInPojosWithoutKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(OpenPane.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(ClosedPanes.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(Pane.class);
  }

  private static CleanedReading good(long sinceMidnight, double value) {
    return cleaned("s", MIDNIGHT + sinceMidnight, value, Quality.GOOD);
  }

  private static List<Statistic> ofLength(long length, List<Statistic> all) {
    return all.stream().filter(s -> s.windowMillis == length).collect(Collectors.toList());
  }
}

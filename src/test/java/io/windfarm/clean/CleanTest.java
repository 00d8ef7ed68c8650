package io.windfarm.clean;

import static io.windfarm.clean.Series.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.config.SensorCatalog;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.Quality;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class CleanTest {
  private static final double NONE = Double.NaN;
  private static final Duration LIVE = Duration.ofSeconds(30);

  @Test
  void replacesASpikeByTheMedianAndKeepsTheValueAsSent() throws Exception {
    List<CleanedReading> out = clean(OutlierPolicy.IMPUTE, 0, 1, 2, 3, 90, 4, 5, 6);

    assertThat(values(out)).containsExactly(1., 2., 3., 4., 4., 5., 6.);
    assertVerdict(out.get(3), Quality.UNCERTAIN, Reason.SPIKE, Reason.IMPUTED);
    assertThat(out.get(3).reading.value).isEqualTo(90);
    assertVerdict(out.get(2), Quality.GOOD);
  }

  @Test
  void takesASpikeOutUnderRemove() throws Exception {
    List<CleanedReading> out = clean(OutlierPolicy.REMOVE, 0, 1, 2, 3, 90, 4, 5, 6);

    assertThat(out.get(3).value).isEqualTo(90);
    assertVerdict(out.get(3), Quality.BAD, Reason.SPIKE);
  }

  @Test
  void onlyMarksASpikeUnderFlag() throws Exception {
    List<CleanedReading> out = clean(OutlierPolicy.FLAG, 0, 1, 2, 3, 90, 4, 5, 6);

    assertThat(out.get(3).value).isEqualTo(90);
    assertVerdict(out.get(3), Quality.UNCERTAIN, Reason.SPIKE);
  }

  @Test
  void keepsOutOfRangeReadingsAsSentAndOutOfWindows() throws Exception {
    List<CleanedReading> out = clean(OutlierPolicy.IMPUTE, 0, 1, 2, 3, 999, 4, 5, 6, -1);

    assertThat(values(out)).containsExactly(1., 2., 3., 999., 4., 5., 6., -1.);
    assertVerdict(out.get(3), Quality.BAD, Reason.OUT_OF_RANGE);
    assertVerdict(out.get(4), Quality.GOOD);
  }

  @Test
  void fillsAMissingValueOnTheLineBetweenItsNeighbours() throws Exception {
    List<CleanedReading> out = clean(OutlierPolicy.IMPUTE, 0, 1, 2, 3, NONE, 5, 6);

    assertThat(out.get(3).value).isEqualTo(4);
    assertThat(out.get(3).reading.rawValue).isNaN();
    assertThat(out.get(3).synthetic).isFalse();
    assertVerdict(out.get(3), Quality.UNCERTAIN, Reason.MISSING, Reason.IMPUTED);
  }

  @Test
  void fillsFromTheCleanedNeighbourNotFromTheSpike() throws Exception {
    List<CleanedReading> out =
        clean(OutlierPolicy.IMPUTE, 0, 10, 10, 10, 10, NONE, 90, 10, 10, 10, 10);

    assertThat(out.get(4).value).isEqualTo(10);
  }

  @Test
  void leavesMoreMissingValuesThanTheLimitBad() throws Exception {
    List<CleanedReading> out =
        clean(OutlierPolicy.IMPUTE, 0, 1, 2, 3, 4, NONE, NONE, NONE, NONE, 5, 6);

    assertThat(out.subList(4, 8))
        .allSatisfy(cleaned -> assertVerdict(cleaned, Quality.BAD, Reason.MISSING));
  }

  @Test
  void goesOnAfterARestartWithASensorThatHasLeftTheCatalog() throws Exception {
    SensorCatalog with =
        SensorCatalog.parse("sensors: {blade_ice: {unit: bar, range: [0, 100]}}\n", "with.yaml");
    Iterator<SensorCatalog> catalogs = List.of(with, SensorCatalog.load(null)).iterator();
    try (TurbineHarness<Reading, CleanedReading> harness =
        Series.harness(() -> new Clean(catalogs.next(), OutlierPolicy.IMPUTE, LIVE, 3), false)) {
      for (int second = 0; second < 4; second++) {
        harness.process(reading("blade_ice", second * 1_000L, second));
      }
      harness.restart();
      harness.endInput();

      assertThat(values(harness.output())).containsExactly(0., 1., 2., 3.);
    }
  }

  @Test
  void leavesMissingValuesAtBothEndsBad() throws Exception {
    List<CleanedReading> out = clean(OutlierPolicy.IMPUTE, 0, NONE, 2, 3, 4, 5, NONE);

    assertVerdict(out.get(0), Quality.BAD, Reason.MISSING);
    assertVerdict(out.get(5), Quality.BAD, Reason.MISSING);
    assertThat(out.get(5).value).isNaN();
  }

  @Test
  void fillsAGapWithOneRowForEachMissedTick() throws Exception {
    try (var clean = live(1, 3)) {
      for (int t : new int[] {0, 1, 2, 3, 6, 7, 8, 9}) {
        clean.process(reading("s", t * 1_000L, t));
      }
      clean.endInput();

      List<CleanedReading> out = clean.output();
      assertThat(values(out)).containsExactly(0., 1., 2., 3., 4., 5., 6., 7., 8., 9.);
      CleanedReading filled = out.get(4);
      assertThat(filled.synthetic).isTrue();
      assertVerdict(filled, Quality.UNCERTAIN, Reason.IMPUTED);
      assertThat(filled.reading.id).isEqualTo("imputed-s-4000");
      assertThat(filled.reading.farmId).isEqualTo("A");
      assertThat(filled.reading.arrivalTime).isEqualTo(out.get(6).reading.arrivalTime);
      assertThat(filled.reading.rawValue).isNaN();
      assertThat(filled.cadence).isEqualTo(1_000);
    }
  }

  @Test
  void leavesALongGapAGap() throws Exception {
    try (var clean = live(1, 3)) {
      for (int t : new int[] {0, 1, 2, 3, 8, 9}) {
        clean.process(reading("s", t * 1_000L, t));
      }
      clean.endInput();

      assertThat(clean.output()).hasSize(6);
    }
  }

  @Test
  void leavesAGapBeyondTheLookAheadAGap() throws Exception {
    try (var clean = live(20_000, 3)) {
      clean.process(reading("s", 0, 1));
      clean.process(reading("s", 40_000, 2));
      clean.endInput();

      assertThat(clean.output()).hasSize(2);
    }
  }

  @Test
  void judgesOnTheTrailingWindowWhenTheLookAheadRunsOut() throws Exception {
    try (var clean = live(10_000, 0)) {
      double[] values = {1, 2, 3, 4, 3, 2, 90, 2};
      for (int i = 0; i < values.length; i++) {
        clean.process(reading("s", i * 10_001L, values[i]));
      }
      clean.watermark(7 * 10_001L);

      assertThat(values(clean.output())).startsWith(1., 2., 3., 4., 3.);
      clean.endInput();
      CleanedReading spike = clean.output().get(6);
      assertVerdict(spike, Quality.UNCERTAIN, Reason.SPIKE, Reason.IMPUTED);
      assertThat(spike.value).isEqualTo(3);
    }
  }

  @Test
  void decidesAtTheDeadlineAndNotBefore() throws Exception {
    try (var clean = live(0, 0)) {
      for (int i = 0; i < 4; i++) {
        clean.process(reading("s", i * 1_000L, i));
      }
      assertThat(clean.output()).as("first three: an edge").hasSize(3);

      clean.watermark(33_000);
      assertThat(clean.output()).as("a reading at 33 s may still come").hasSize(3);

      clean.watermark(33_001);
      assertThat(clean.output()).hasSize(4);
    }
  }

  @Test
  void countsEveryReadingAtTheVeryEndOfTheLookAhead() throws Exception {
    try (var clean = live(0, 0)) {
      long[] times = {0, 1_000, 2_000, 3_000, 10_000, 33_000, 33_000};
      double[] values = {1, 2, 3, 90, 2, 3, 4};
      for (int i = 0; i < values.length; i++) {
        clean.process(reading("s", times[i], values[i]));
      }
      clean.endInput();

      assertVerdict(clean.output().get(3), Quality.UNCERTAIN, Reason.SPIKE, Reason.IMPUTED);
    }
  }

  @Test
  void flagsTheWholeOfAStuckRun() throws Exception {
    List<CleanedReading> out = clean(OutlierPolicy.IMPUTE, 3, 1, 2, 5, 5, 5, 2, 1, 3);

    assertThat(
            out.stream()
                .map(cleaned -> Reason.STUCK.in(cleaned.reasons))
                .collect(Collectors.toList()))
        .containsExactly(false, false, true, true, true, false, false, false);
    assertThat(out.get(2).quality).isEqualTo(Quality.UNCERTAIN);
  }

  @Test
  void keepsAConvertedUnitGood() throws Exception {
    try (var clean = live(0, 0)) {
      Reading converted = reading("s", 0, 1);
      converted.reasons = Reason.UNIT_CONVERTED.bit();
      clean.process(converted);
      clean.endInput();

      assertVerdict(clean.output().get(0), Quality.GOOD, Reason.UNIT_CONVERTED);
    }
  }

  @Test
  void passesLateAndSkewedReadingsAtOnceAndOutOfEveryWindow() throws Exception {
    try (var clean = live(0, 0)) {
      Reading late = reading("s", 0, 3);
      late.reasons = Reason.LATE.bit();
      Reading skewed = reading("s", 99_999, 3);
      skewed.reasons = Reason.CLOCK_SKEW.bit();
      for (int second = 1; second <= 20; second++) {
        clean.process(reading("s", second, second % 3));
      }
      int before = clean.output().size();
      clean.process(late);
      clean.process(skewed);

      assertVerdict(clean.output().get(before), Quality.UNCERTAIN, Reason.LATE);
      assertVerdict(clean.output().get(before + 1), Quality.BAD, Reason.CLOCK_SKEW);

      clean.endInput();
      assertThat(clean.output()).hasSize(22);
      assertThat(clean.output().stream().filter(row -> row.quality == Quality.GOOD)).hasSize(20);
    }
  }

  @Test
  void keepsOneTimerForATurbineAndNothingWhenItHasBeenSilentForADay() throws Exception {
    try (var clean = live(0, 3)) {
      for (int i = 0; i < 500; i++) {
        clean.process(reading("a", i * 1_000L, i % 7));
        clean.process(reading("b", i * 1_000L, i % 5));
        clean.watermark(i * 1_000L);
        assertThat(clean.timers()).isLessThanOrEqualTo(1);
      }
      clean.watermark(600_000);
      assertThat(clean.output()).hasSize(1_000);

      clean.watermark(600_000 + 24 * 3_600_000L);
      assertThat(clean.timers()).isZero();
      assertThat(clean.stateEntries()).isZero();
    }
  }

  @Test
  void keepsItsStateInPojosWithoutKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(SensorTrack.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(Pending.class);
  }

  private static TurbineHarness<Reading, CleanedReading> live(long cadence, int fillLimit)
      throws Exception {
    return Series.harness(
        () ->
            new Clean(
                TestSensors.all(cadence == 1 ? 0 : cadence, 0),
                OutlierPolicy.IMPUTE,
                LIVE,
                fillLimit),
        false);
  }

  /** A reading a second, look-ahead without limit. */
  private static List<CleanedReading> clean(OutlierPolicy policy, int stuckAfter, double... values)
      throws Exception {
    try (var clean =
        Series.harness(
            () -> new Clean(TestSensors.all(1_000, stuckAfter), policy, Duration.ZERO, 3), false)) {
      for (int i = 0; i < values.length; i++) {
        clean.process(reading("s", i * 1_000L, values[i]));
      }
      clean.endInput();
      assertThat(clean.timers()).isZero();
      return clean.output();
    }
  }

  private static List<Double> values(List<CleanedReading> out) {
    return out.stream().map(cleaned -> cleaned.value).collect(Collectors.toList());
  }

  private static void assertVerdict(CleanedReading cleaned, Quality quality, Reason... reasons) {
    assertThat(cleaned.quality).isEqualTo(quality);
    assertThat(Reason.of(cleaned.reasons)).containsExactlyInAnyOrder(reasons);
  }
}

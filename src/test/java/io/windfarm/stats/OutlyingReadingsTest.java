package io.windfarm.stats;

import static io.windfarm.stats.Minutes.MIDNIGHT;
import static io.windfarm.stats.Minutes.MINUTE;
import static io.windfarm.stats.Minutes.cleaned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.windfarm.clean.TurbineHarness;
import io.windfarm.model.Anomaly;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.Quality;
import io.windfarm.model.Reason;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class OutlyingReadingsTest {
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final int MOST = 100;

  @Test
  void liesBeyondTwoSigmaOfItsOwnDay() throws Exception {
    try (var outlying = harness(false)) {
      for (int hour = 0; hour < 10; hour++) {
        outlying.process(hourly(hour, hour == 4 ? 20 : 10 + hour % 2));
      }
      outlying.watermark(MIDNIGHT + DAY - 1);
      assertThat(outlying.output()).isEmpty();

      outlying.watermark(MIDNIGHT + DAY);

      assertThat(outlying.output()).hasSize(1);
      Anomaly anomaly = outlying.output().get(0);
      assertThat(anomaly.kind).isEqualTo(Anomaly.Kind.READING);
      assertThat(anomaly.turbineId).isEqualTo("WT-0001");
      assertThat(anomaly.farmId).isEqualTo("A");
      assertThat(anomaly.region).isEqualTo("us-east-1");
      assertThat(anomaly.countryCode).isEqualTo("US");
      assertThat(anomaly.unit).isEqualTo("bar");
      assertThat(anomaly.readingId).isEqualTo("id-4");
      assertThat(anomaly.eventTime).isEqualTo(MIDNIGHT + 4 * HOUR);
      assertThat(anomaly.periodStart).isEqualTo(MIDNIGHT);
      assertThat(anomaly.periodEnd).isEqualTo(MIDNIGHT + DAY);
      assertThat(anomaly.value).isEqualTo(20);
      assertThat(anomaly.expected).isCloseTo(11.5, within(1e-12));
      assertThat(anomaly.stddev).isCloseTo(Math.sqrt(82.5 / 9), within(1e-12));
      assertThat(anomaly.zScore)
          .isCloseTo((20 - anomaly.expected) / anomaly.stddev, within(1e-12))
          .isGreaterThan(2);
      assertThat(anomaly.threshold).isEqualTo(2);
      assertThat(outlying.timers()).isZero();
      assertThat(outlying.stateEntries()).isZero();
    }
  }

  @Test
  void isFoundAmongManyAfterARestart() throws Exception {
    String longId = "ünï-" + "x".repeat(60) + "-"; // Some twenty readings are put aside at a time.
    for (boolean rocksDb : List.of(false, true)) {
      try (var outlying = harness(rocksDb)) {
        for (int i = 0; i < MOST; i++) {
          outlying.process(reading(i * DAY / MOST, i == 3 || i == 97 ? 50 : i % 7, longId + i));
          if (i == 40 || i == 80) {
            outlying.restart();
          }
        }
        outlying.endInput();

        assertThat(outlying.output())
            .extracting(anomaly -> anomaly.readingId)
            .containsExactly(longId + 3, longId + 97);
        assertThat(rocksDb || outlying.stateEntries() == 0).as("RocksDB can't say").isTrue();
      }
    }
  }

  @Test
  void isNotAskedOfADayWithMoreReadingsThanAreHeld() throws Exception {
    try (var outlying = harness(false)) {
      for (int i = 0; i <= MOST; i++) {
        CleanedReading reading = reading(i * 60_000L, i == 3 ? 50 : i % 7, "id-" + i);
        reading.cadence = 0;
        outlying.process(reading);
      }
      assertThat(outlying.stateEntries()).as("one period, and nothing put aside").isEqualTo(1);
      outlying.process(reading(DAY, 1, "next"));
      outlying.endInput();

      assertThat(outlying.output()).isEmpty();
    }
  }

  @Test
  void isNotAskedOfASensorWhoseCadencePromisesMoreThanIsHeld() throws Exception {
    try (var outlying = harness(false)) {
      for (int hour = 0; hour < 10; hour++) {
        CleanedReading reading = hourly(hour, hour == 4 ? 20 : 10);
        reading.cadence = hour == 7 ? DAY / MOST - 10_000 : HOUR;
        outlying.process(reading);
      }
      outlying.endInput();

      assertThat(outlying.output()).isEmpty();
    }
  }

  @Test
  void isAskedAgainTheNextDay() throws Exception {
    try (var outlying = harness(false)) {
      CleanedReading fast = hourly(0, 1);
      fast.cadence = 1_000;
      outlying.process(fast);
      for (int hour = 24; hour < 34; hour++) {
        outlying.process(hourly(hour, hour == 30 ? 20 : 10));
      }
      outlying.endInput();

      assertThat(outlying.output()).extracting(a -> a.readingId).containsExactly("id-30");
    }
  }

  @Test
  void countsNoBadReadingsNorThoseAside() throws Exception {
    try (var outlying = harness(false)) {
      for (int hour = 0; hour < 10; hour++) {
        outlying.process(hourly(hour, 10 + hour % 2));
      }
      CleanedReading bad = hourly(10, 999);
      bad.quality = Quality.BAD;
      outlying.process(bad);
      CleanedReading late = hourly(3, 999);
      late.reading.reasons = Reason.LATE.bit();
      outlying.process(late);
      outlying.endInput();

      assertThat(outlying.output()).isEmpty();
    }
  }

  @Test
  void isKnownOnlyAmongSixOrMore() throws Exception {
    for (int readings : List.of(5, 6)) {
      try (var outlying = harness(false)) {
        for (int hour = 0; hour < readings; hour++) {
          outlying.process(hourly(hour, hour == 0 ? 1_000 : 0));
        }
        outlying.endInput();

        assertThat(outlying.output()).hasSize(readings - 5);
      }
    }
  }

  @Test
  void isOfItsOwnSensor() throws Exception {
    try (var outlying = harness(false)) {
      for (int hour = 0; hour < 10; hour++) {
        CleanedReading other = hourly(hour, 100 + hour % 2);
        other.reading.sensor = "t";
        outlying.process(hourly(hour, hour == 4 ? 20 : 10 + hour % 2));
        outlying.process(other);
      }
      outlying.endInput();

      assertThat(outlying.output().stream().map(a -> a.sensor).collect(Collectors.toList()))
          .containsExactly("s");
    }
  }

  @Test
  void keepsItsStateInPojosWithoutKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(HeldReadings.class);
  }

  private static TurbineHarness<CleanedReading, Anomaly> harness(boolean rocksDb) throws Exception {
    return TurbineHarness.ofTurns(
        () -> new OutlyingReadings(new Periods(Duration.ofDays(1), ZoneId.of("UTC")), 2, MOST),
        cleaned -> cleaned.reading.turbineId,
        cleaned -> cleaned.reading.eventTime,
        null,
        rocksDb);
  }

  private static CleanedReading hourly(int hour, double value) {
    return reading(hour * HOUR, value, "id-" + hour);
  }

  private static CleanedReading reading(long sinceMidnight, double value, String id) {
    CleanedReading reading = cleaned("s", MIDNIGHT + sinceMidnight, value, Quality.GOOD);
    reading.reading.id = id;
    reading.cadence = HOUR;
    return reading;
  }
}

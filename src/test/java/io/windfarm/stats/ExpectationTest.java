package io.windfarm.stats;

import static io.windfarm.stats.Minutes.MIDNIGHT;
import static io.windfarm.stats.Minutes.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.windfarm.clean.TurbineHarness;
import io.windfarm.model.Anomaly;
import io.windfarm.model.Statistic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class ExpectationTest {
  private static final long TEN_MINUTES = 10 * MINUTE;
  private static final String WIND = "wind_speed";
  private static final String POWER = "power_output";

  @Test
  void isWhatTenWindowsOfSuchWindHaveTaught() throws Exception {
    try (var expectation = harness(false)) {
      double[] taught = {990, 1_000, 1_010, 990, 1_000, 1_010, 990, 1_000, 1_010, 1_000};
      for (int i = 0; i < taught.length; i++) {
        windAndPower(expectation, i, 7.9 + 0.02 * i, taught[i]);
      }
      windAndPower(expectation, 10, 8.2, 900);

      assertThat(expectation.output()).hasSize(1);
      Anomaly anomaly = expectation.output().get(0);
      double stddev = Math.sqrt(600.0 / 9);
      assertThat(anomaly.kind).isEqualTo(Anomaly.Kind.EXPECTATION);
      assertThat(anomaly.turbineId).isEqualTo("WT-1");
      assertThat(anomaly.farmId).isEqualTo("A");
      assertThat(anomaly.region).isEqualTo("us-east-1");
      assertThat(anomaly.countryCode).isEqualTo("US");
      assertThat(anomaly.sensor).isEqualTo(POWER);
      assertThat(anomaly.unit).isEqualTo("kW");
      assertThat(anomaly.periodStart).isEqualTo(MIDNIGHT + 10 * TEN_MINUTES);
      assertThat(anomaly.periodEnd).isEqualTo(MIDNIGHT + 11 * TEN_MINUTES);
      assertThat(anomaly.eventTime).isEqualTo(anomaly.periodEnd);
      assertThat(anomaly.readingId).isEmpty();
      assertThat(anomaly.value).isEqualTo(900);
      assertThat(anomaly.expected).isCloseTo(1_000, within(1e-9));
      assertThat(anomaly.stddev).isCloseTo(stddev, within(1e-9));
      assertThat(anomaly.zScore).isCloseTo(-100 / stddev, within(1e-9));
      assertThat(anomaly.threshold).isEqualTo(2);
    }
  }

  @Test
  void isNotKnownOfFewerThanTenWindowsNorOfOtherWinds() throws Exception {
    try (var expectation = harness(false)) {
      for (int i = 0; i < 9; i++) {
        windAndPower(expectation, i, 8, 1_000 + i % 2);
      }
      windAndPower(expectation, 9, 8, 0);
      // The bin of 8 m/s ends at 8.25.
      windAndPower(expectation, 10, 8.25, 5_000);
      windAndPower(expectation, 11, 7.74, 5_000);

      assertThat(expectation.output()).isEmpty();
    }
  }

  @Test
  void takesWhatLiesBeyondForAnExampleToo() throws Exception {
    try (var expectation = harness(false)) {
      for (int i = 0; i < 20; i++) {
        windAndPower(expectation, i, 8, 1_000 + i % 2);
      }
      for (int i = 20; i < 60; i++) {
        windAndPower(expectation, i, 8, 500 + i % 2);
      }

      assertThat(expectation.output())
          .extracting(a -> a.periodStart)
          .startsWith(MIDNIGHT + 20 * TEN_MINUTES)
          .doesNotContain(MIDNIGHT + 40 * TEN_MINUTES);
    }
  }

  @Test
  void pairsTheWindowsOfOneTimeWhicheverComesFirstAndHoweverFarAhead() throws Exception {
    List<Statistic> wind = new ArrayList<>();
    List<Statistic> power = new ArrayList<>();
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      double speed = 7 + random.nextInt(3);
      if (random.nextInt(9) > 0) {
        wind.add(window(WIND, i, speed));
      }
      if (random.nextInt(9) > 0) {
        power.add(window(POWER, i, speed * 100 + random.nextGaussian() * (i % 40 == 0 ? 50 : 5)));
      }
    }
    List<List<String>> results = new ArrayList<>();
    for (int order = 0; order < 20; order++) {
      try (var expectation = harness(order % 2 == 0)) {
        int w = 0;
        int p = 0;
        while (w < wind.size() || p < power.size()) {
          // First one sensor to its end and then the other, and then anyhow.
          boolean either = order == 0 || (order > 1 && random.nextBoolean());
          boolean windNext = p == power.size() || (w < wind.size() && either);
          expectation.process(windNext ? wind.get(w++) : power.get(p++));
          if (w + p == 150) {
            expectation.restart();
          }
        }
        results.add(
            expectation.output().stream()
                .map(a -> a.eventTime + " " + a.value + " " + a.expected + " " + a.unit)
                .collect(Collectors.toList()));
      }
    }

    assertThat(results.get(0)).isNotEmpty().allMatch(text -> text.endsWith("kW"));
    assertThat(results).containsOnly(results.get(0));
  }

  @Test
  void forgetsOfASensorThatHasNoOtherWhatIsOlderThanAWeek() {
    Unpaired unpaired = new Unpaired();
    for (int i = 0; i < 3_000; i++) {
      assertThat(unpaired.pair(window(WIND, i, 1))).isNaN();
    }

    assertThat(unpaired.ends).hasSize(1_008);
    assertThat(unpaired.pair(window(POWER, 2_999, 1))).isEqualTo(1);
    assertThat(unpaired.ends).isEmpty();
  }

  @Test
  void looksAtAlignedTenMinutesWithAValueAlone() throws Exception {
    try (var expectation = harness(false)) {
      Statistic hour = window(WIND, 0, 1);
      hour.windowMillis = 60 * MINUTE;
      Statistic rolling = window(WIND, 0, 1);
      rolling.aligned = false;
      Statistic bad = window(WIND, 0, Double.NaN);
      bad.count = 0;
      for (Statistic other : Arrays.asList(hour, rolling, bad, window("rotor_speed", 0, 1))) {
        expectation.process(other);
      }

      assertThat(expectation.stateEntries()).isZero();
    }
  }

  @Test
  void isBoundedWhateverTheWind() {
    PowerCurve curve = new PowerCurve();
    curve.learn(Double.MAX_VALUE, 1);
    curve.learn(-5, 1);

    assertThat(curve.bins).hasSize(201);
  }

  @Test
  void isKeptInPojosWithoutKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(PowerCurve.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(Unpaired.class);
  }

  private static void windAndPower(
      TurbineHarness<Statistic, Anomaly> expectation, int window, double speed, double power)
      throws Exception {
    expectation.process(window(WIND, window, speed));
    expectation.process(window(POWER, window, power));
  }

  private static Statistic window(String sensor, int number, double mean) {
    Statistic window = new Statistic();
    window.turbineId = "WT-1";
    window.farmId = "A";
    window.region = "us-east-1";
    window.countryCode = "US";
    window.sensor = sensor;
    window.unit = sensor.equals(WIND) ? "m/s" : "kW";
    window.windowMillis = TEN_MINUTES;
    window.windowStart = MIDNIGHT + number * TEN_MINUTES;
    window.windowEnd = window.windowStart + TEN_MINUTES;
    window.aligned = true;
    window.count = 1;
    window.mean = mean;
    return window;
  }

  private static TurbineHarness<Statistic, Anomaly> harness(boolean rocksDb) throws Exception {
    return new TurbineHarness<>(
        () -> new Expectation(2),
        statistic -> statistic.turbineId,
        statistic -> statistic.windowEnd,
        rocksDb);
  }
}

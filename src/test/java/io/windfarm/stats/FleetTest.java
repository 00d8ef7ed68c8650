package io.windfarm.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.windfarm.clean.TurbineHarness;
import io.windfarm.model.Anomaly;
import io.windfarm.model.Summary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static final long START = Minutes.MIDNIGHT;
  private static final long END = START + 86_400_000;

  @Test
  void waitsForAllTurbinesUntilThePeriodIsOver() throws Exception {
    try (var fleet = harness(false)) {
      fleet.process(summary("WT-1", 1));
      fleet.process(summary("WT-2", 3));
      fleet.watermark(END - 1);
      assertThat(fleet.output()).isEmpty();

      fleet.watermark(END);

      assertThat(fleet.output()).extracting(s -> s.turbineId).containsExactly("WT-1", "WT-2");
      for (Summary summary : fleet.output()) {
        assertThat(summary.fleetTurbines).isEqualTo(2);
        assertThat(summary.fleetMean).isEqualTo(2);
        assertThat(summary.fleetStddev).isCloseTo(Math.sqrt(2), within(1e-12));
      }
      assertThat(fleet.output().get(0).zScore).isCloseTo(-Math.sqrt(0.5), within(1e-12));
      assertThat(fleet.timers()).isZero();
      assertThat(fleet.stateEntries()).isZero();
    }
  }

  @Test
  void findsTheTurbineThatLiesBeyondTwoSigma() throws Exception {
    try (var fleet = harness(false)) {
      for (int turbine = 1; turbine <= 9; turbine++) {
        fleet.process(summary("WT-" + turbine, 10 + turbine % 2));
      }
      fleet.process(summary("WT-X", 2));
      fleet.watermark(END);

      assertThat(fleet.output()).hasSize(10);
      List<Anomaly> anomalies = fleet.side(Fleet.ANOMALIES);
      assertThat(anomalies).hasSize(1);
      Anomaly anomaly = anomalies.get(0);
      Summary summary = fleet.output().get(9);
      assertThat(anomaly.kind).isEqualTo(Anomaly.Kind.FLEET);
      assertThat(anomaly.turbineId).isEqualTo("WT-X").isEqualTo(summary.turbineId);
      assertThat(anomaly.value).isEqualTo(2);
      assertThat(anomaly.expected).isEqualTo(summary.fleetMean).isCloseTo(9.7, within(1e-9));
      assertThat(anomaly.stddev).isEqualTo(summary.fleetStddev);
      assertThat(anomaly.zScore).isEqualTo(summary.zScore).isLessThan(-2);
      assertThat(anomaly.threshold).isEqualTo(2);
      assertThat(anomaly.eventTime).isEqualTo(END);
      assertThat(anomaly.readingId).isEmpty();
    }
  }

  @Test
  void findsNobodyWhereAllAreEqualOrAlone() throws Exception {
    try (var fleet = harness(false)) {
      for (int turbine = 0; turbine < 7; turbine++) {
        fleet.process(summary("WT-" + turbine, 0.1));
      }
      Summary alone = summary("WT-9", 5);
      alone.farmId = "B";
      fleet.process(alone);
      fleet.watermark(END);

      assertThat(fleet.output()).extracting(s -> s.zScore).containsOnly(Double.NaN).hasSize(8);
      assertThat(fleet.side(Fleet.ANOMALIES)).isEmpty();
    }
  }

  @Test
  void leavesOutWhoHasNoMean() throws Exception {
    try (var fleet = harness(false)) {
      Summary silent = summary("WT-2", Double.NaN);
      silent.count = 0;
      fleet.process(summary("WT-1", 4));
      fleet.process(silent);
      fleet.endInput();

      assertThat(fleet.output()).extracting(s -> s.fleetTurbines).containsExactly(1L, 1L);
      assertThat(fleet.output()).extracting(s -> s.fleetMean).containsExactly(4., 4.);
      assertThat(fleet.output()).extracting(s -> s.fleetStddev).containsOnly(Double.NaN);
    }
  }

  @Test
  void keepsFarmsSensorsAndPeriodsApart() throws Exception {
    Summary otherFarm = summary("WT-2", 2);
    otherFarm.farmId = "";
    Summary otherSensor = summary("WT-1", 3);
    otherSensor.sensor = "t";
    Summary otherPeriod = summary("WT-1", 4);
    otherPeriod.periodStart = END;
    otherPeriod.periodEnd = END + 1;
    Summary longerPeriod = summary("WT-1", 5);
    longerPeriod.periodEnd = END + 1;
    try (var fleet = harness(false)) {
      for (Summary summary :
          List.of(summary("WT-1", 1), otherFarm, otherSensor, otherPeriod, longerPeriod)) {
        fleet.process(summary);
      }
      fleet.endInput();

      assertThat(fleet.output()).extracting(s -> s.fleetTurbines).containsOnly(1L).hasSize(5);
    }
  }

  @Test
  void saysTheSameInWhateverOrderTurbinesComeAndAfterARestart() throws Exception {
    Random random = new Random(3);
    List<Double> means = random.doubles(50, -1, 1).boxed().collect(Collectors.toList());
    List<List<String>> results = new ArrayList<>();
    for (int order = 0; order < 10; order++) {
      List<Summary> summaries = new ArrayList<>();
      for (int i = 0; i < means.size(); i++) {
        summaries.add(summary("WT-" + i, means.get(i)));
      }
      Collections.shuffle(summaries, random);
      try (var fleet = harness(order % 2 == 0)) {
        for (Summary summary : summaries) {
          fleet.process(summary);
          if (summary == summaries.get(20)) {
            fleet.restart();
          }
        }
        fleet.watermark(END);
        results.add(
            fleet.output().stream()
                .sorted(Comparator.comparing(s -> s.turbineId))
                .map(s -> s.turbineId + " " + s.fleetMean + " " + s.fleetStddev + " " + s.zScore)
                .collect(Collectors.toList()));
      }
    }

    assertThat(results.get(0)).hasSize(50);
    assertThat(results).containsOnly(results.get(0));
  }

  @Test
  void sendsAnomaliesAsPojos() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(Anomaly.class);
  }

  private static TurbineHarness<Summary, Summary> harness(boolean rocksDb) throws Exception {
    return new TurbineHarness<>(
        () -> new Fleet(2), Fleet::keyOf, summary -> summary.periodStart, rocksDb);
  }

  static Summary summary(String turbine, double mean) {
    Summary summary = new Summary();
    summary.turbineId = turbine;
    summary.farmId = "A";
    summary.region = "us-east-1";
    summary.countryCode = "US";
    summary.sensor = "s";
    summary.unit = "kW";
    summary.periodStart = START;
    summary.periodEnd = END;
    summary.count = 24;
    summary.mean = mean;
    return summary;
  }
}

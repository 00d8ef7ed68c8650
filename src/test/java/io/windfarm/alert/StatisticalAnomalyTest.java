package io.windfarm.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.CollectingSink;
import io.windfarm.WindFarmJob;
import io.windfarm.config.SensorCatalog;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.model.Alert;
import io.windfarm.model.Severity;
import io.windfarm.model.Summary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.SerializableTimestampAssigner;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Alerts of turbines that lie beyond their fleet, live and where the input ends. */
class StatisticalAnomalyTest {
  @RegisterExtension static final MiniClusterExtension CLUSTER = new MiniClusterExtension();

  private static final long DAY = 86_400_000;
  private static final long START = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();

  @Test
  void isRaisedAtTheEndOfThePeriodAndClearedAtThatOfTheNextThatIsNone() throws Exception {
    List<Summary> summaries =
        List.of(
            summary("wind_speed", 0, 0.5),
            summary("wind_speed", 1, -2.5),
            summary("wind_speed", 2, 2.1),
            summary("wind_speed", 3, 1.9),
            summary("wind_speed", 4, 3));

    for (boolean live : List.of(true, false)) {
      assertThat(described(run(summaries, live)))
          .as(live ? "live" : "where the input ends before any watermark")
          .containsExactly("RAISED at day 2", "CLEARED at day 4", "RAISED at day 5");
    }
  }

  @Test
  void saysWhatWasSeenAndWhatTheFleetDid() throws Exception {
    Alert alert = run(List.of(summary("wind_speed", 1, -2.5)), false).get(0);

    assertThat(alert.alertId).isEqualTo("WT-1/statistical-anomaly/2026-11-02T00:00:00Z");
    assertThat(alert.severity).isEqualTo(Severity.LOW);
    assertThat(alert.farmId).isEqualTo("A");
    assertThat(alert.region).isEqualTo("us-east-1");
    assertThat(alert.countryCode).isEqualTo("US");
    assertThat(alert.startTime).isEqualTo(START + DAY);
    assertThat(alert.raisedTime).isEqualTo(START + 2 * DAY);
    assertThat(alert.notified).isTrue();
    assertThat(alert.evidence)
        .isEqualTo(
            "[{\"condition\":\"BEYOND_FLEET\",\"sensor\":\"wind_speed\",\"value\":7.5,"
                + "\"event_time\":\"2026-11-03T00:00:00Z\","
                + "\"period_start\":\"2026-11-02T00:00:00Z\","
                + "\"fleet_mean\":10.0,\"fleet_stddev\":1.0,\"fleet_turbines\":8}]");
    assertThat(alert.message)
        .isEqualTo(
            "statistical-anomaly: mean wind_speed 7.5 since 2026-11-02T00:00:00Z, fleet 10.0 ± 1.0");
  }

  @Test
  void staysOpenWhileAnySensorLiesBeyond() throws Exception {
    assertThat(
            described(
                run(
                    List.of(
                        summary("wind_speed", 0, 5),
                        summary("power_output", 0, 5),
                        summary("wind_speed", 1, 0),
                        summary("power_output", 1, 5),
                        summary("power_output", 2, 0)),
                    true)))
        .containsExactly("RAISED at day 1", "CLEARED at day 3");
  }

  @Test
  void isNeitherRaisedNorClearedByAPeriodOfWhichLittleIsKnown() throws Exception {
    Summary thin = summary("wind_speed", 0, 5);
    thin.completeness = 0.49;
    Summary ofUnknownCadence = summary("wind_speed", 1, 5);
    ofUnknownCadence.completeness = Double.NaN;
    Summary half = summary("wind_speed", 2, 5);
    half.completeness = 0.5;
    Summary thinAndWell = summary("wind_speed", 3, 0);
    thinAndWell.completeness = 0.1;
    Summary onlyBad = summary("wind_speed", 4, 0);
    onlyBad.count = 0;
    onlyBad.completeness = 0;
    onlyBad.mean = Double.NaN;
    onlyBad.zScore = Double.NaN;

    assertThat(described(run(List.of(thin, ofUnknownCadence, half, thinAndWell, onlyBad), true)))
        .containsExactly("RAISED at day 3");
  }

  private static List<Alert> run(List<Summary> summaries, boolean live) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(WindFarmJob.pipelineOptions());
    DataStream<Summary> stream =
        environment.fromData(summaries, Types.POJO(Summary.class)).uid("source").setParallelism(1);
    if (live) {
      SerializableTimestampAssigner<Summary> end = (summary, before) -> summary.periodEnd;
      stream =
          stream
              .assignTimestampsAndWatermarks(
                  WatermarkStrategy.<Summary>forMonotonousTimestamps().withTimestampAssigner(end))
              .uid("watermarks");
    }
    CollectingSink<Alert> sink = new CollectingSink<>();
    new Alerting(SensorCatalog.load(null), WindFarmConfig.of(Map.of("lake.root", "file:///unused")))
        .alerts(stream)
        .sinkTo(sink)
        .uid("sink");
    environment.execute();
    List<Alert> alerts = new ArrayList<>(sink.take());
    alerts.sort(Comparator.comparingLong(alert -> alert.eventTime));
    return alerts;
  }

  private static List<String> described(List<Alert> alerts) {
    return alerts.stream()
        .map(alert -> alert.state + " at day " + (alert.eventTime - START) / DAY)
        .collect(Collectors.toList());
  }

  private static Summary summary(String sensor, int day, double zScore) {
    Summary summary = new Summary();
    summary.turbineId = "WT-1";
    summary.farmId = "A";
    summary.region = "us-east-1";
    summary.countryCode = "US";
    summary.sensor = sensor;
    summary.unit = "";
    summary.periodStart = START + day * DAY;
    summary.periodEnd = summary.periodStart + DAY;
    summary.count = 24;
    summary.completeness = 1;
    summary.mean = 10 + zScore;
    summary.fleetTurbines = 8;
    summary.fleetMean = 10;
    summary.fleetStddev = 1;
    summary.zScore = zScore;
    return summary;
  }
}

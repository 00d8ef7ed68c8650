package io.windfarm.alert;

import io.windfarm.CollectingSink;
import io.windfarm.WindFarmJob;
import io.windfarm.clean.OnceInOrder;
import io.windfarm.config.SensorCatalog;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.ingest.ShardWatermarks;
import io.windfarm.model.Alert;
import io.windfarm.model.AlertState;
import io.windfarm.model.Reading;
import io.windfarm.model.Source;
import io.windfarm.model.TurbineFrom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Readings of some turbines, second by second, and the alerts that they lead to. */
final class AlertScenario {
  static final long START = Instant.parse("2026-11-20T07:00:00Z").toEpochMilli();

  private static final SensorCatalog SENSORS = SensorCatalog.load(null);

  private final List<Reading> readings = new ArrayList<>();

  /** Values of one sensor from second {@code from} on, one a second. */
  AlertScenario values(String turbine, String sensor, int from, double... values) {
    return signal(turbine, sensor, from, from + values.length, i -> values[i - from]);
  }

  /** A signal sampled at every second in {@code [from, to)}. */
  AlertScenario signal(
      String turbine, String sensor, int from, int to, IntToDoubleFunction valueAt) {
    for (int second = from; second < to; second++) {
      readings.add(reading(turbine, sensor, second, valueAt.applyAsDouble(second)));
    }
    return this;
  }

  /** A sensor that says the same at every second in {@code [from, to)}. */
  AlertScenario steady(String turbine, String sensor, int from, int to, double value) {
    return signal(turbine, sensor, from, to, second -> value);
  }

  /** Runs it, arriving in event-time order. */
  List<Alert> alerts() throws Exception {
    List<Reading> inOrder = new ArrayList<>(readings);
    inOrder.sort((a, b) -> Long.compare(a.eventTime, b.eventTime));
    return run(inOrder);
  }

  /** Runs it, arriving in an order drawn from {@code seed}. */
  List<Alert> alertsInOrderOf(long seed) throws Exception {
    List<Reading> shuffled = new ArrayList<>(readings);
    Collections.shuffle(shuffled, new Random(seed));
    return run(shuffled);
  }

  private static List<Alert> run(List<Reading> arriving) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(WindFarmJob.pipelineOptions());
    DataStream<List<Reading>> inOrder =
        environment
            .fromData(arriving, Types.POJO(Reading.class))
            .uid("source")
            .setParallelism(1)
            .transform("watermarks", Types.POJO(Reading.class), ShardWatermarks.ofSource())
            .uid("watermarks")
            .setParallelism(1)
            .keyBy(reading -> reading.turbineId, Types.STRING)
            .transform(
                "in order",
                Types.LIST(Types.POJO(Reading.class)),
                new OnceInOrder(Duration.ofMinutes(1)))
            .uid("in-order");
    DataStream<Alert> alerts =
        new Alerting(SENSORS, WindFarmConfig.of(Map.of("lake.root", "file:///unused")))
            .alerts(
                DataStreamUtils.reinterpretAsKeyedStream(
                    inOrder, turn -> turn.get(0).turbineId, Types.STRING));
    CollectingSink<Alert> sink = new CollectingSink<>();
    alerts.sinkTo(sink).uid("sink");
    environment.execute();
    List<Alert> collected = sink.take();
    collected.sort(
        (a, b) ->
            a.eventTime != b.eventTime
                ? Long.compare(a.eventTime, b.eventTime)
                : describe(a).compareTo(describe(b)));
    return collected;
  }

  /** Alerts as {@code WT-1 hydraulic-pressure-loss RAISED at 12 s}. */
  static List<String> described(List<Alert> alerts) {
    return alerts.stream().map(AlertScenario::describe).collect(Collectors.toList());
  }

  /** Of those, the ones that are raised. */
  static List<String> raised(List<Alert> alerts) {
    return alerts.stream()
        .filter(alert -> alert.state == AlertState.RAISED)
        .map(AlertScenario::describe)
        .collect(Collectors.toList());
  }

  private static String describe(Alert alert) {
    return alert.turbineId
        + ' '
        + alert.rule
        + ' '
        + alert.state
        + " at "
        + (alert.eventTime - START) / 1_000
        + " s";
  }

  private static Reading reading(String turbine, String sensor, int second, double value) {
    Reading reading = new Reading();
    reading.id = sensor + '-' + second;
    reading.turbineId = turbine;
    reading.farmId = "A";
    reading.region = "us-east-1";
    reading.countryCode = "US";
    reading.sensor = sensor;
    reading.value = value;
    reading.rawValue = value;
    reading.unit = "";
    reading.eventTime = START + second * 1_000L;
    reading.arrivalTime = reading.eventTime;
    reading.source = Source.KINESIS;
    reading.stream = "telemetry";
    reading.shard = "shardId-000000000000";
    reading.sequence = Integer.toString(second);
    reading.turbineFrom = TurbineFrom.EVENT;
    return reading;
  }
}

package io.windfarm.alert;

import io.windfarm.config.Sensors;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.config.WindFarmOptions;
import io.windfarm.exchange.Exchanged;
import io.windfarm.model.Alert;
import io.windfarm.model.Condition;
import io.windfarm.model.Edge;
import io.windfarm.model.Reading;
import io.windfarm.model.Signal;
import io.windfarm.model.Summary;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The alert stage: edges, one CEP pattern a rule, silence by farm, life cycle. Edge detection and
 * patterns stay on the subtask of the turbine; only signals, which are few, are sent on.
 */
public final class Alerting {
  private final Sensors sensors;
  private final Duration clearAfter;
  private final int notificationsPerHour;
  private final double sigma;

  public Alerting(Sensors sensors, WindFarmConfig config) {
    this.sensors = sensors;
    this.clearAfter = config.get(WindFarmOptions.ALERTS_CLEAR_AFTER);
    this.notificationsPerHour = config.get(WindFarmOptions.ALERTS_NOTIFICATIONS_PER_HOUR);
    this.sigma = config.get(WindFarmOptions.ANOMALIES_SIGMA);
  }

  /** Changes in the life of alerts, from readings in event-time order, some of a turbine a time. */
  public DataStream<Alert> alerts(KeyedStream<List<Reading>, String> readings) {
    SingleOutputStreamOperator<Edge> detected =
        readings.process(new DetectEdges(sensors)).uid("detect-edges").name("Detect edges");
    DataStream<Edge> heartbeats = detected.getSideOutput(DetectEdges.HEARTBEATS);
    // One consumer for all rules: Flink copies all that a task puts out, heartbeats too, for each.
    DataStream<Edge> edges = detected.filter(edge -> true).uid("edges").name("Edges");

    DataStream<Signal> pressureLoss = pressureLoss(edges);
    DataStream<Edge> silences = silences(edges, heartbeats);
    return pressureLoss
        .union(
            matches(
                Rule.BATTERY_THERMAL_RUNAWAY,
                only(edges, "battery", Condition.BATTERY_RISING, Condition.BATTERY_HOT),
                Patterns.thermalRunaway(Duration.ofMinutes(5))),
            matches(
                Rule.POWER_FACTOR_COLLAPSE,
                only(edges, "power-factor", Condition.POWER_FACTOR_LOW),
                Patterns.run(5, Duration.ofMinutes(5))),
            matches(
                Rule.OVERSPEED,
                only(edges, "rotor", Condition.ROTOR_FAST),
                Patterns.repeated(2, Duration.ofSeconds(10))),
            matches(
                Rule.EXCESSIVE_VIBRATION,
                only(edges, "vibration", Condition.VIBRATION_HIGH),
                Patterns.repeated(3, Duration.ofSeconds(60))),
            matches(
                Rule.ROTATION_WITHOUT_WIND,
                only(edges, "rotation-without-wind", Condition.ROTATION_WITHOUT_WIND),
                Patterns.held(HOLD, HOLD_WITHIN)),
            matches(
                Rule.POWER_WITHOUT_ROTATION,
                only(edges, "power-without-rotation", Condition.POWER_WITHOUT_ROTATION),
                Patterns.held(HOLD, HOLD_WITHIN)),
            pitchEmergency(edges, pressureLoss),
            silences
                .map(silence -> Match.signal(Rule.SENSOR_SILENCE, List.of(silence)))
                .returns(Types.POJO(Signal.class))
                .uid("signal-silence")
                .name("Signal silence"),
            presence(edges, silences))
        .keyBy(signal -> signal.turbineId)
        .process(new AlertLifecycle(clearAfter, notificationsPerHour))
        .uid("alert-lifecycle")
        .name("Alert life cycle");
  }

  /**
   * Changes in the life of alerts from statistics. They have a life cycle of their own: summaries
   * come behind cleaning, whose watermark is held back, and alerts from readings must not wait.
   */
  public DataStream<Alert> alerts(DataStream<Summary> summaries) {
    return summaries
        .flatMap(new SummarySignals(sigma))
        .uid("signal-summaries")
        .name("Signal summaries")
        .keyBy(signal -> signal.turbineId)
        .process(new AlertLifecycle(clearAfter, notificationsPerHour))
        .uid("alert-lifecycle-statistics")
        .name("Alert life cycle: statistics");
  }

  /** A contradiction must hold this long, and a sender be no slower than the other. */
  private static final Duration HOLD = Duration.ofSeconds(60);

  private static final Duration HOLD_WITHIN = Duration.ofMinutes(30);

  private DataStream<Signal> pressureLoss(DataStream<Edge> edges) {
    DataStream<Signal> low =
        matches(
            Rule.HYDRAULIC_PRESSURE_LOSS,
            only(edges, "pressure-low", Condition.PRESSURE_LOW),
            Patterns.run(3, Duration.ofSeconds(60)));
    DataStream<Signal> fall =
        matches(
            "pressure-fall",
            Rule.HYDRAULIC_PRESSURE_LOSS,
            only(edges, "pressure-falling", Condition.PRESSURE_FALLING),
            Patterns.repeated(1, Duration.ofSeconds(30)));
    return low.union(fall);
  }

  private static DataStream<Signal> pitchEmergency(
      DataStream<Edge> edges, DataStream<Signal> pressureLoss) {
    DataStream<Edge> parts =
        pressureLoss
            .map(Match::pressureLost)
            .returns(Types.POJO(Edge.class))
            .uid("pressure-lost")
            .name("Pressure lost")
            .union(
                edges
                    .filter(edge -> edge.holds && edge.condition == Condition.BATTERY_HOT)
                    .uid("edges-battery-hot")
                    .name("Edges: battery-hot"));
    return parts
        .keyBy(edge -> edge.turbineId)
        .transform(
            "CEP: pitch-emergency",
            Types.POJO(Signal.class),
            new PatternOperator(
                Rule.PITCH_EMERGENCY,
                serializer(parts),
                Patterns.both(
                    Condition.PRESSURE_LOST, Condition.BATTERY_HOT, Duration.ofMinutes(2)),
                new EdgeOrder()))
        .uid("cep-pitch-emergency");
  }

  private static DataStream<Edge> silences(DataStream<Edge> edges, DataStream<Edge> heartbeats) {
    return only(edges, "silence", Condition.SENSOR_SILENT)
        .returns(Exchanged.EDGE)
        .union(heartbeats)
        .keyBy(edge -> edge.farmId)
        .process(new FarmSilence())
        .uid("farm-silence")
        .name("Farm silence");
  }

  /** Silence is present only once its farm was found to report; it ends with the next reading. */
  private static DataStream<Signal> presence(DataStream<Edge> edges, DataStream<Edge> silences) {
    return edges
        .filter(edge -> edge.changes && !(edge.condition == Condition.SENSOR_SILENT && edge.holds))
        .uid("presence-edges")
        .name("Presence edges")
        .union(silences)
        .flatMap(new Presence())
        .uid("presence")
        .name("Presence");
  }

  private static SingleOutputStreamOperator<Edge> only(
      DataStream<Edge> edges, String name, Condition... conditions) {
    return edges.filter(new Only(conditions)).uid("edges-" + name).name("Edges: " + name);
  }

  private static DataStream<Signal> matches(
      Rule rule, DataStream<Edge> edges, Pattern<Edge, Edge> pattern) {
    return matches(rule.id(), rule, edges, pattern);
  }

  private static DataStream<Signal> matches(
      String name, Rule rule, DataStream<Edge> edges, Pattern<Edge, Edge> pattern) {
    return DataStreamUtils.reinterpretAsKeyedStream(edges, edge -> edge.turbineId, Types.STRING)
        .transform(
            "CEP: " + name,
            Types.POJO(Signal.class),
            new PatternOperator(rule, serializer(edges), pattern, null))
        .uid("cep-" + name);
  }

  private static TypeSerializer<Edge> serializer(DataStream<Edge> edges) {
    return edges.getType().createSerializer(edges.getExecutionConfig().getSerializerConfig());
  }
}

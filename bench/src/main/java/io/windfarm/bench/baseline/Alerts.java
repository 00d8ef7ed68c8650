package io.windfarm.bench.baseline;

import io.windfarm.alert.AlertStages;
import io.windfarm.alert.DetectEdges;
import io.windfarm.alert.Rule;
import io.windfarm.bench.baseline.Runs.Run;
import io.windfarm.config.Sensors;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.config.WindFarmOptions;
import io.windfarm.model.Alert;
import io.windfarm.model.Condition;
import io.windfarm.model.Edge;
import io.windfarm.model.Reading;
import io.windfarm.model.Signal;
import io.windfarm.model.Summary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** The alert stage: edges, a counter a rule in the place of CEP, silence by farm, life cycle. */
final class Alerts {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;

  /** As in {@link io.windfarm.alert.Alerting}. */
  private static final List<Pattern> PATTERNS =
      List.of(
          new Pattern(
              Rule.HYDRAULIC_PRESSURE_LOSS,
              Condition.PRESSURE_LOW.bit(),
              () -> Runs.consecutive(3, 60 * SECOND)),
          new Pattern(
              Rule.HYDRAULIC_PRESSURE_LOSS,
              Condition.PRESSURE_FALLING.bit(),
              () -> Runs.repeated(1, 30 * SECOND)),
          new Pattern(
              Rule.BATTERY_THERMAL_RUNAWAY,
              Condition.BATTERY_RISING.bit() | Condition.BATTERY_HOT.bit(),
              () -> Runs.thermalRunaway(5 * MINUTE)),
          new Pattern(
              Rule.POWER_FACTOR_COLLAPSE,
              Condition.POWER_FACTOR_LOW.bit(),
              () -> Runs.consecutive(5, 5 * MINUTE)),
          new Pattern(
              Rule.OVERSPEED, Condition.ROTOR_FAST.bit(), () -> Runs.repeated(2, 10 * SECOND)),
          new Pattern(
              Rule.EXCESSIVE_VIBRATION,
              Condition.VIBRATION_HIGH.bit(),
              () -> Runs.repeated(3, 60 * SECOND)),
          new Pattern(
              Rule.ROTATION_WITHOUT_WIND,
              Condition.ROTATION_WITHOUT_WIND.bit(),
              () -> Runs.held(60 * SECOND, 30 * MINUTE)),
          new Pattern(
              Rule.POWER_WITHOUT_ROTATION,
              Condition.POWER_WITHOUT_ROTATION.bit(),
              () -> Runs.held(60 * SECOND, 30 * MINUTE)));

  private record Pattern(Rule rule, int conditions, Supplier<Run> begin) {}

  /** The counters of a turbine: one a pattern, and that of the pitch emergency. */
  private static final class OfTurbine {
    private final Run[] runs =
        PATTERNS.stream().map(each -> each.begin().get()).toArray(Run[]::new);
    private final Run pitch = Runs.both(2 * MINUTE);
  }

  private final Stage<List<Reading>, Edge> edges;
  private final Stage<Edge, Edge> silences;
  private final Stage<Signal, Alert> ofReadings;
  private final Stage<Signal, Alert> ofSummaries;
  private final Map<String, OfTurbine> turbines = new HashMap<>();
  private final FlatMapFunction<Edge, Signal> presence = AlertStages.presence();
  private final FlatMapFunction<Summary, Signal> summarySignals;

  /** Parts of a pitch emergency that wait for others of the same instant. */
  private final List<Edge> parts = new ArrayList<>();

  private final Collector<Signal> toReadings;
  private final Collector<Signal> toSummaries;

  /**
   * @param states of turbines
   */
  Alerts(KeyedStates states, Sensors sensors, WindFarmConfig config, Consumer<Alert> out)
      throws Exception {
    edges =
        new Stage<>(states, new DetectEdges(sensors), turn -> turn.get(0).turbineId, this::edge);
    silences = new Stage<>(AlertStages.farmSilence(), edge -> edge.farmId, this::silence);
    edges.beside(DetectEdges.HEARTBEATS, silences::take);
    ofReadings = lifecycle(states, config, out);
    ofSummaries = lifecycle(states, config, out);
    toReadings = to(ofReadings);
    toSummaries = to(ofSummaries);
    summarySignals = AlertStages.summarySignals(config.get(WindFarmOptions.ANOMALIES_SIGMA));
  }

  private static Stage<Signal, Alert> lifecycle(
      KeyedStates states, WindFarmConfig config, Consumer<Alert> out) throws Exception {
    return new Stage<>(
        states,
        AlertStages.lifecycle(
            config.get(WindFarmOptions.ALERTS_CLEAR_AFTER),
            config.get(WindFarmOptions.ALERTS_NOTIFICATIONS_PER_HOUR)),
        signal -> signal.turbineId,
        out);
  }

  private static Collector<Signal> to(Stage<Signal, Alert> lifecycle) {
    return new Collector<>() {
      @Override
      public void collect(Signal signal) {
        lifecycle.take(signal);
      }

      @Override
      public void close() {}
    };
  }

  /** Takes a turbine's next readings in event-time order. */
  void readings(List<Reading> turn) {
    edges.take(turn);
  }

  /** Takes what a period was. */
  void summary(Summary summary) {
    tell(summarySignals, summary, toSummaries);
  }

  /** Event time has come here, where readings are; statistics come to theirs by themselves. */
  void advance(long watermark) throws Exception {
    edges.advance(watermark);
    pitchEmergencies(watermark);
    silences.advance(watermark);
    ofReadings.advance(watermark);
  }

  /** The same for what is raised from statistics. */
  void advanceSummaries(long watermark) throws Exception {
    ofSummaries.advance(watermark);
  }

  private void edge(Edge edge) {
    if (edge.condition == Condition.SENSOR_SILENT) {
      silences.take(edge);
    }
    if (edge.changes && !(edge.condition == Condition.SENSOR_SILENT && edge.holds)) {
      tell(presence, edge, toReadings);
    }
    if (edge.holds && edge.condition == Condition.BATTERY_HOT) {
      parts.add(edge);
    }
    OfTurbine turbine = turbines.computeIfAbsent(edge.turbineId, none -> new OfTurbine());
    for (int i = 0; i < PATTERNS.size(); i++) {
      Pattern pattern = PATTERNS.get(i);
      if (edge.condition.in(pattern.conditions())) {
        List<Edge> match = turbine.runs[i].next(edge);
        if (match != null) {
          matched(pattern.rule(), match);
        }
      }
    }
  }

  private void matched(Rule rule, List<Edge> match) {
    Signal signal = AlertStages.match(rule, match);
    ofReadings.take(signal);
    if (rule == Rule.HYDRAULIC_PRESSURE_LOSS) {
      parts.add(AlertStages.pressureLost(signal));
    }
  }

  private void pitchEmergencies(long watermark) {
    List<Edge> due = new ArrayList<>();
    parts.removeIf(edge -> edge.eventTime <= watermark && due.add(edge));
    due.sort(AlertStages.order());
    for (Edge edge : due) {
      List<Edge> match =
          turbines.computeIfAbsent(edge.turbineId, none -> new OfTurbine()).pitch.next(edge);
      if (match != null) {
        ofReadings.take(AlertStages.match(Rule.PITCH_EMERGENCY, match));
      }
    }
  }

  private void silence(Edge silence) {
    tell(presence, silence, toReadings);
    ofReadings.take(AlertStages.match(Rule.SENSOR_SILENCE, List.of(silence)));
  }

  private static <T> void tell(FlatMapFunction<T, Signal> teller, T element, Collector<Signal> to) {
    try {
      teller.flatMap(element, to);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}

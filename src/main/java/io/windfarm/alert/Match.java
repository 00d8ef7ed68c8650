package io.windfarm.alert;

import io.windfarm.metrics.Metric;
import io.windfarm.metrics.Metrics;
import io.windfarm.model.Condition;
import io.windfarm.model.Edge;
import io.windfarm.model.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.functions.TimedOutPartialMatchHandler;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;

/** Makes the signal of a rule out of the edges that matched its pattern. */
final class Match extends PatternProcessFunction<Edge, Signal>
    implements TimedOutPartialMatchHandler<Edge> {
  private static final long serialVersionUID = 1L;

  private final Rule rule;
  private transient Counter matches;
  private transient Counter timeouts;

  Match(Rule rule) {
    this.rule = rule;
  }

  @Override
  public void open(OpenContext context) {
    Metrics metrics =
        Metrics.of(
            getRuntimeContext().getMetricGroup(), getRuntimeContext().getGlobalJobParameters());
    matches = metrics.counter(Metric.PATTERN_MATCHES, rule.id());
    timeouts = metrics.counter(Metric.PATTERN_TIMEOUTS, rule.id());
  }

  @Override
  public void processMatch(Map<String, List<Edge>> match, Context context, Collector<Signal> out) {
    List<Edge> edges = new ArrayList<>();
    match.values().forEach(edges::addAll);
    edges.sort(Comparator.comparingLong(edge -> edge.eventTime));
    out.collect(signal(rule, edges));
    matches.inc();
  }

  /** Nothing comes of it; what patterns cost, and whether one holds too much, is seen by these. */
  @Override
  public void processTimedOutMatch(Map<String, List<Edge>> match, Context context) {
    timeouts.inc();
  }

  /** The signal of {@code rule} for edges in event-time order. */
  static Signal signal(Rule rule, List<Edge> edges) {
    Edge last = edges.get(edges.size() - 1);
    Signal signal = new Signal();
    signal.kind = Signal.Kind.MATCH;
    signal.rule = rule.id();
    signal.source = "";
    signal.turbineId = last.turbineId;
    signal.farmId = last.farmId;
    signal.region = last.region;
    signal.countryCode = last.countryCode;
    signal.eventTime = last.eventTime;
    signal.since = edges.stream().mapToLong(edge -> edge.since).min().getAsLong();
    signal.evidence = AlertJson.evidence(edges);
    signal.message = message(rule, last);
    return signal;
  }

  private static String message(Rule rule, Edge last) {
    if (last.condition == Condition.SENSOR_SILENT) {
      return "No " + last.sensor + " for " + last.patience / 1_000 + " s";
    }
    return rule.id() + ": " + last.sensor + " " + (float) last.value;
  }

  /** Pressure loss as an edge, for the rules that build on it. */
  static Edge pressureLost(Signal signal) {
    Edge edge = new Edge();
    edge.condition = Condition.PRESSURE_LOST;
    edge.holds = true;
    edge.changes = true;
    edge.turbineId = signal.turbineId;
    edge.farmId = signal.farmId;
    edge.region = signal.region;
    edge.countryCode = signal.countryCode;
    edge.sensor = "hydraulic_pressure";
    edge.value = Double.NaN;
    edge.readingId = "";
    edge.eventTime = signal.eventTime;
    edge.since = signal.since;
    return edge;
  }
}

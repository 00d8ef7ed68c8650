package io.windfarm.alert;

import io.windfarm.model.Condition;
import io.windfarm.model.Edge;
import io.windfarm.model.Signal;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Tells the life cycle when the conditions of a rule come and go; takes edges that change one. */
final class Presence implements FlatMapFunction<Edge, Signal> {
  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(Edge edge, Collector<Signal> out) {
    for (Rule rule : Rule.values()) {
      if (edge.condition.in(rule.conditions())) {
        out.collect(signal(rule, edge));
      }
    }
  }

  /** Several sensors of a turbine can be silent or shake; a contradiction is seen at any of two. */
  private static boolean isOfOneSensor(Edge edge) {
    return edge.condition == Condition.SENSOR_SILENT || edge.condition == Condition.VIBRATION_HIGH;
  }

  private static Signal signal(Rule rule, Edge edge) {
    Signal signal = new Signal();
    signal.kind = edge.holds ? Signal.Kind.PRESENT : Signal.Kind.ABSENT;
    signal.rule = rule.id();
    signal.source = edge.condition.name() + (isOfOneSensor(edge) ? ':' + edge.sensor : "");
    signal.turbineId = edge.turbineId;
    signal.farmId = edge.farmId;
    signal.region = edge.region;
    signal.countryCode = edge.countryCode;
    signal.eventTime = edge.eventTime;
    signal.since = edge.since;
    signal.evidence = "[]";
    signal.message = "";
    return signal;
  }
}

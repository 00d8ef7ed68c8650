package io.windfarm.alert;

import io.windfarm.model.Edge;
import io.windfarm.model.Signal;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Tells the life cycle when the conditions of a rule come and go. */
final class Presence implements FlatMapFunction<Edge, Signal> {
  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(Edge edge, Collector<Signal> out) {
    if (!edge.changes) {
      return;
    }
    for (Rule rule : Rule.values()) {
      if (edge.condition.in(rule.conditions())) {
        out.collect(signal(rule, edge));
      }
    }
  }

  private static Signal signal(Rule rule, Edge edge) {
    Signal signal = new Signal();
    signal.kind = edge.holds ? Signal.Kind.PRESENT : Signal.Kind.ABSENT;
    signal.rule = rule.id();
    signal.source = edge.condition.name() + ':' + edge.sensor;
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

package io.windfarm.alert;

import io.windfarm.model.Alert;
import io.windfarm.model.Edge;
import io.windfarm.model.Signal;
import io.windfarm.model.Summary;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;

/**
 * The parts of {@link Alerting} one by one, for those who put them together without a Flink job:
 * all but {@link DetectEdges} and the patterns, which are CEP's. What each promises its own class
 * says.
 */
public final class AlertStages {
  private AlertStages() {}

  /** Lets a silence through while its farm reports; keyed by farm. */
  public static KeyedProcessFunction<String, Edge, Edge> farmSilence() {
    return new FarmSilence();
  }

  /** Tells when the conditions of a rule come and go. */
  public static FlatMapFunction<Edge, Signal> presence() {
    return new Presence();
  }

  /** Gives alerts their life; keyed by turbine. */
  public static KeyedProcessFunction<String, Signal, Alert> lifecycle(
      Duration clearAfter, int notificationsPerHour) {
    return new AlertLifecycle(clearAfter, notificationsPerHour);
  }

  /** Tells which sensors lie beyond their fleet. */
  public static FlatMapFunction<Summary, Signal> summarySignals(double sigma) {
    return new SummarySignals(sigma);
  }

  /**
   * The signal of a rule that edges match.
   *
   * @param edges in event-time order
   */
  public static Signal match(Rule rule, List<Edge> edges) {
    return Match.signal(rule, edges);
  }

  /** Pressure loss as an edge, for the rule that builds on it. */
  public static Edge pressureLost(Signal pressureLoss) {
    return Match.pressureLost(pressureLoss);
  }

  /** The order of a turbine's edges for that rule: by event time, and by what they say. */
  public static Comparator<Edge> order() {
    return Comparator.<Edge>comparingLong(edge -> edge.eventTime).thenComparing(new EdgeOrder());
  }
}

package io.windfarm.alert;

import io.windfarm.metrics.Level;
import io.windfarm.metrics.Metric;
import io.windfarm.metrics.Metrics;
import io.windfarm.model.Severity;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;

/** What the life cycle of alerts shows of itself: open ones, pending ones, how fast they come. */
final class AlertMetrics {
  private final Map<Severity, Level> open = new EnumMap<>(Severity.class);
  private final Level pending;
  private final Map<Rule, Counter> raised = new EnumMap<>(Rule.class);
  private Histogram delay;

  private AlertMetrics(OperatorStateStore states) throws Exception {
    for (Severity severity : Severity.values()) {
      open.put(severity, Level.restored(states, "open-count-" + severity.name()));
    }
    pending = Level.restored(states, "pending-count");
  }

  /** With the counts of the checkpoint. */
  static AlertMetrics restored(OperatorStateStore states) throws Exception {
    return new AlertMetrics(states);
  }

  void register(RuntimeContext context) {
    Metrics metrics = Metrics.of(context.getMetricGroup(), context.getGlobalJobParameters());
    open.forEach((severity, level) -> metrics.gauge(Metric.ALERTS_OPEN, severity.name(), level));
    metrics.gauge(Metric.CONDITIONS_PENDING, pending);
    for (Rule rule : Rule.values()) {
      raised.put(rule, metrics.counter(Metric.ALERTS_RAISED, rule.id()));
    }
    delay = metrics.histogram(Metric.EVENT_TO_ALERT);
  }

  void snapshot() throws Exception {
    for (Level level : open.values()) {
      level.snapshot();
    }
    pending.snapshot();
  }

  /**
   * @param delayMillis from the event that completed the alert until now
   */
  void raised(Rule rule, Severity severity, long delayMillis) {
    open.get(severity).add(1);
    raised.get(rule).inc();
    delay.update(delayMillis);
  }

  void cleared(Severity severity) {
    open.get(severity).add(-1);
  }

  /** A track is pending while its condition is present and its alert is not open. */
  void pending(boolean before, boolean after) {
    pending.add((after ? 1 : 0) - (before ? 1 : 0));
  }
}

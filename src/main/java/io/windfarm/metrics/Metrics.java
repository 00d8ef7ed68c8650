package io.windfarm.metrics;

import java.util.Map;
import org.apache.flink.api.common.ExecutionConfig.GlobalJobParameters;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Registers {@link Metric}s of one subtask of an operator, in a group of the job's own. */
public final class Metrics {
  /** The global job parameter with the name of that group. */
  public static final String GROUP = "metrics.group";

  /** The name where there is no parameter. */
  public static final String DEFAULT_GROUP = "windfarm";

  private static final int OBSERVATIONS = 1_000;

  private final MetricGroup group;

  private Metrics(MetricGroup group) {
    this.group = group;
  }

  /**
   * In the group that the job's parameters name.
   *
   * @param operator the operator's own group
   * @param parameters the job's, as an operator has them
   */
  public static Metrics of(MetricGroup operator, GlobalJobParameters parameters) {
    return of(operator, parameters.toMap());
  }

  /**
   * In the group that the job's parameters name.
   *
   * @param operator the operator's own group
   * @param parameters the job's, as a function has them
   */
  public static Metrics of(MetricGroup operator, Map<String, String> parameters) {
    return in(operator, parameters.getOrDefault(GROUP, DEFAULT_GROUP));
  }

  /** In a group of this name below the operator's. */
  public static Metrics in(MetricGroup operator, String name) {
    return new Metrics(operator.addGroup(name));
  }

  public Counter counter(Metric metric) {
    return place(metric, Metric.Kind.COUNTER).counter(metric.id());
  }

  /** The counter of one value of the metric's label. */
  public Counter counter(Metric metric, String value) {
    return place(metric, Metric.Kind.COUNTER, value).counter(metric.id());
  }

  /** The gauge is read by another thread, while the operator works. */
  public void gauge(Metric metric, Gauge<? extends Number> gauge) {
    place(metric, Metric.Kind.GAUGE).gauge(metric.id(), gauge);
  }

  /** The gauge of one value of the metric's label. */
  public void gauge(Metric metric, String value, Gauge<? extends Number> gauge) {
    place(metric, Metric.Kind.GAUGE, value).gauge(metric.id(), gauge);
  }

  /** Of the latest observations. */
  public Histogram histogram(Metric metric) {
    return place(metric, Metric.Kind.HISTOGRAM).histogram(metric.id(), histogram());
  }

  /** The histogram of one value of the metric's label. */
  public Histogram histogram(Metric metric, String value) {
    return place(metric, Metric.Kind.HISTOGRAM, value).histogram(metric.id(), histogram());
  }

  private static Histogram histogram() {
    return new DescriptiveStatisticsHistogram(OBSERVATIONS);
  }

  private MetricGroup place(Metric metric, Metric.Kind kind) {
    check(metric, kind, metric.label().isEmpty());
    return group;
  }

  private MetricGroup place(Metric metric, Metric.Kind kind, String value) {
    check(metric, kind, !metric.label().isEmpty());
    return group.addGroup(metric.label(), value);
  }

  private static void check(Metric metric, Metric.Kind kind, boolean labelled) {
    if (metric.kind() != kind || !labelled) {
      throw new IllegalArgumentException(
          metric + " is a " + metric.kind() + " with the label '" + metric.label() + "'");
    }
  }
}

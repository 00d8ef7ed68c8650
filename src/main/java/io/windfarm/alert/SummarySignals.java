package io.windfarm.alert;

import io.windfarm.model.Signal;
import io.windfarm.model.Summary;
import java.time.Instant;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Tells the life cycle which sensors of a turbine lie beyond k sigma of their fleet, and which no
 * longer do, period by period. A period of which the turbine sent less than half says neither: an
 * hour's mean is no day's, and the period in which the input begins or ends is seldom whole.
 */
final class SummarySignals implements FlatMapFunction<Summary, Signal> {
  private static final long serialVersionUID = 1L;

  /** Of {@link Summary#completeness}. */
  private static final double LEAST_COMPLETENESS = 0.5;

  private final double sigma;

  SummarySignals(double sigma) {
    this.sigma = sigma;
  }

  @Override
  public void flatMap(Summary summary, Collector<Signal> out) {
    boolean tells = summary.count > 0 && summary.completeness >= LEAST_COMPLETENESS;
    if (!tells) {
      return;
    }
    if (Math.abs(summary.zScore) > sigma) {
      out.collect(signal(Signal.Kind.PRESENT, summary));
      Signal match = signal(Signal.Kind.MATCH, summary);
      match.evidence = AlertJson.evidence(summary);
      match.message = message(summary);
      out.collect(match);
    } else {
      out.collect(signal(Signal.Kind.ABSENT, summary));
    }
  }

  private static Signal signal(Signal.Kind kind, Summary summary) {
    Signal signal = new Signal();
    signal.kind = kind;
    signal.rule = Rule.STATISTICAL_ANOMALY.id();
    signal.source = summary.sensor;
    signal.turbineId = summary.turbineId;
    signal.farmId = summary.farmId;
    signal.region = summary.region;
    signal.countryCode = summary.countryCode;
    signal.eventTime = summary.periodEnd;
    signal.since = summary.periodStart;
    signal.evidence = "[]";
    signal.message = "";
    return signal;
  }

  private static String message(Summary summary) {
    return Rule.STATISTICAL_ANOMALY.id()
        + ": mean "
        + summary.sensor
        + " "
        + (float) summary.mean
        + " since "
        + Instant.ofEpochMilli(summary.periodStart)
        + ", fleet "
        + (float) summary.fleetMean
        + " ± "
        + (float) summary.fleetStddev;
  }
}

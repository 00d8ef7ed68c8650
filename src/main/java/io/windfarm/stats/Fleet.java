package io.windfarm.stats;

import io.windfarm.model.Anomaly;
import io.windfarm.model.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Holds the turbines of a farm against each other: waits for the summaries of all of them for one
 * sensor and period, fills in the fleet's figures, and lets them go when the watermark has reached
 * the period's end; every summary has come by then. Those whose mean lies beyond k sigma of the
 * means also go to {@link #ANOMALIES}; among fewer than six turbines no mean can lie beyond two.
 * Turbines without a farm are one fleet.
 */
public class Fleet extends KeyedProcessFunction<String, Summary, Summary> {
  private static final long serialVersionUID = 1L;

  /** Of kind FLEET. */
  public static final OutputTag<Anomaly> ANOMALIES =
      new OutputTag<>("fleet-anomalies", Types.POJO(Anomaly.class));

  private final double sigma;
  private transient ListState<Summary> summaries;

  /**
   * @param sigma the k of k sigma
   */
  public Fleet(double sigma) {
    this.sigma = sigma;
  }

  /** Farm, sensor and period of a summary: what it is keyed by. */
  public static String keyOf(Summary summary) {
    return summary.farmId
        + '\n'
        + summary.sensor
        + '\n'
        + summary.periodStart
        + '\n'
        + summary.periodEnd;
  }

  @Override
  public void open(OpenContext context) {
    summaries =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>("summaries", Types.POJO(Summary.class)));
  }

  @Override
  public void processElement(Summary summary, Context context, Collector<Summary> out)
      throws Exception {
    summaries.add(summary);
    context.timerService().registerEventTimeTimer(summary.periodEnd);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Summary> out)
      throws Exception {
    List<Summary> fleet = new ArrayList<>();
    summaries.get().forEach(fleet::add);
    summaries.clear();
    // Sums of floating-point numbers depend on their order, and turbines come in any.
    fleet.sort(Comparator.comparing(summary -> summary.turbineId));
    Moments means = new Moments();
    for (Summary summary : fleet) {
      if (summary.count > 0) {
        means.add(summary.mean);
      }
    }
    for (Summary summary : fleet) {
      summary.fleetTurbines = means.count;
      summary.fleetMean = means.mean();
      summary.fleetStddev = means.stddev();
      summary.zScore = means.zScore(summary.mean);
      if (Math.abs(summary.zScore) > sigma) {
        context.output(ANOMALIES, anomaly(summary));
      }
      out.collect(summary);
    }
  }

  private Anomaly anomaly(Summary summary) {
    Anomaly anomaly = new Anomaly();
    anomaly.kind = Anomaly.Kind.FLEET;
    anomaly.turbineId = summary.turbineId;
    anomaly.farmId = summary.farmId;
    anomaly.region = summary.region;
    anomaly.countryCode = summary.countryCode;
    anomaly.sensor = summary.sensor;
    anomaly.unit = summary.unit;
    anomaly.eventTime = summary.periodEnd;
    anomaly.periodStart = summary.periodStart;
    anomaly.periodEnd = summary.periodEnd;
    anomaly.readingId = "";
    anomaly.value = summary.mean;
    anomaly.expected = summary.fleetMean;
    anomaly.stddev = summary.fleetStddev;
    anomaly.zScore = summary.zScore;
    anomaly.threshold = sigma;
    return anomaly;
  }
}

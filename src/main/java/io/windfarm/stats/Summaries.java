package io.windfarm.stats;

import io.windfarm.model.Statistic;
import io.windfarm.model.Summary;
import java.util.List;
import org.apache.flink.util.Collector;

/**
 * What each sensor of a turbine did in each period, without the fleet's figures: those are {@link
 * Fleet}'s. Takes the statistics of a turbine, of which it reads the minutes, so that it costs
 * nothing a reading; a minute belongs to the period in which it begins. A period that holds neither
 * a value nor a BAD reading has no summary.
 */
public class Summaries extends PerPeriod<Statistic, Statistic, OpenSummary, Summary> {
  private static final long serialVersionUID = 1L;

  public Summaries(Periods periods) {
    super(periods, OpenSummary.class);
  }

  @Override
  List<Statistic> elementsOf(Statistic statistic) {
    return List.of(statistic);
  }

  @Override
  boolean concerns(Statistic statistic) {
    return statistic.windowMillis == ClosedPanes.MINUTE;
  }

  @Override
  String sensorOf(Statistic minute) {
    return minute.sensor;
  }

  @Override
  long timeOf(Statistic minute) {
    return minute.windowStart;
  }

  @Override
  OpenSummary begin() {
    return new OpenSummary();
  }

  @Override
  boolean add(Statistic minute, OpenSummary period) {
    period.add(minute);
    return true;
  }

  @Override
  void complete(String turbineId, String sensor, OpenSummary period, Collector<Summary> out) {
    Summary summary = new Summary();
    summary.turbineId = turbineId;
    summary.farmId = period.farmId;
    summary.region = period.region;
    summary.countryCode = period.countryCode;
    summary.sensor = sensor;
    summary.unit = period.unit;
    summary.periodStart = period.start;
    summary.periodEnd = period.end;
    summary.count = period.moments.count;
    summary.uncertainCount = period.uncertain;
    summary.badCount = period.bad;
    boolean paced = period.cadence > 0;
    double length = period.end - period.start;
    summary.expectedCount = paced ? Math.max(1, Math.round(length / period.cadence)) : 0;
    summary.completeness =
        paced ? Math.min(1, (double) summary.count / summary.expectedCount) : Double.NaN;
    summary.min = period.min;
    summary.max = period.max;
    summary.mean = period.moments.mean();
    summary.stddev = period.moments.stddev();
    summary.fleetMean = Double.NaN;
    summary.fleetStddev = Double.NaN;
    summary.zScore = Double.NaN;
    out.collect(summary);
  }
}

package io.windfarm.stats;

import io.windfarm.model.Statistic;

/** A summary in the making, from the minutes of its period. State: a Flink POJO. */
public class OpenSummary extends OpenPeriod {
  public Moments moments = new Moments();
  public long uncertain;
  public long bad;
  public double min = Double.NaN;
  public double max = Double.NaN;

  /** At the last reading, millis; 0 if not known. */
  public long cadence;

  public OpenSummary() {}

  void add(Statistic minute) {
    farmId = minute.farmId;
    region = minute.region;
    countryCode = minute.countryCode;
    unit = minute.unit;
    cadence = minute.cadence;
    uncertain += minute.uncertainCount;
    bad += minute.badCount;
    if (minute.count == 0) {
      return;
    }
    min = moments.count == 0 ? minute.min : Math.min(min, minute.min);
    max = moments.count == 0 ? minute.max : Math.max(max, minute.max);
    double variance = minute.count > 1 ? minute.stddev * minute.stddev : 0;
    moments.add(minute.count, minute.mean, variance * (minute.count - 1));
  }
}

package io.windfarm.model;

/** A reading at which a {@link Condition} of a turbine holds, or has just ceased to. */
public class Edge {
  public Condition condition;

  /** False at the first reading after which the condition no longer holds. */
  public boolean holds;

  /** True if the condition did not hold at the reading before, or holds no longer. */
  public boolean changes;

  public String turbineId;
  public String farmId;
  public String region;
  public String countryCode;
  public String sensor;
  public double value;
  public String readingId;

  /** Event time of the reading; for silence, the moment at which the tenth cadence passed. */
  public long eventTime;

  /** Event time at which what the edge reports began; at most {@link #eventTime}. */
  public long since;

  /** For silence, how long the sensor may be silent; else 0. */
  public long patience;
}

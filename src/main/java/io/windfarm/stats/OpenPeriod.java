package io.windfarm.stats;

/** What is kept of one sensor's period that has not ended yet. State: Flink POJOs extend it. */
public class OpenPeriod {
  /** Epoch millis, inclusive. */
  public long start;

  /** Epoch millis, exclusive. */
  public long end;

  public String farmId;
  public String region;
  public String countryCode;
  public String unit;

  public OpenPeriod() {}
}

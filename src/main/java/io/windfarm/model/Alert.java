package io.windfarm.model;

/** One change in the life of an alert: a row of the {@code alerts} table, a notification. */
public class Alert {
  /** Deterministic: the same turbine, rule and start give the same id in every replay. */
  public String alertId;

  /** Such as {@code hydraulic-pressure-loss}. */
  public String rule;

  public int ruleVersion;
  public String turbineId;
  public String farmId;
  public String region;
  public String countryCode;
  public Severity severity;
  public AlertState state;

  /** Event time of the first reading that caused it. */
  public long startTime;

  /** Event time of this change. */
  public long eventTime;

  /** When it was raised: the same in all rows of one alert, so that they share a partition. */
  public long raisedTime;

  /** The readings that caused it, as a JSON array of {sensor, value, event_time, reading_id}. */
  public String evidence;

  /** One line for a person. */
  public String message;

  /** False if this change was kept from the alerts stream to stop chatter. */
  public boolean notified;
}

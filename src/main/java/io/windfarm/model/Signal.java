package io.windfarm.model;

/** What an alert's life is made of: a rule matched, or its condition came or went. */
public class Signal {
  /** What is signalled; in this order where event times are equal. */
  public enum Kind {
    /** The rule's condition holds again. */
    PRESENT,
    /** The rule's pattern matched. */
    MATCH,
    /** The rule's condition holds no longer. */
    ABSENT
  }

  public Kind kind;

  /** Name of the rule, as in {@link Alert#rule}. */
  public String rule;

  public String turbineId;
  public String farmId;
  public String region;
  public String countryCode;

  /** For presence and absence: the condition and sensor that came or went. */
  public String source;

  public long eventTime;

  /** For a match: event time of the first reading of it. */
  public long since;

  /** For a match: {@link Alert#evidence}. */
  public String evidence;

  /** For a match: {@link Alert#message}. */
  public String message;
}

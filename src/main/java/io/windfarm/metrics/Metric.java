package io.windfarm.metrics;

/**
 * The job's own metrics. Flink's reporters put the operator in front: for Prometheus {@code
 * flink_taskmanager_job_task_operator_windfarm_<id>}, with the {@link #label}'s name before the id
 * where there is one.
 */
public enum Metric {
  RECORDS_RECEIVED("records_received", Kind.COUNTER, "Records that a source delivered."),
  READINGS_RECEIVED(
      "readings_received", Kind.COUNTER, "Readings in them, and parts that are none."),
  READINGS_REJECTED(
      "readings_rejected", Kind.COUNTER, "Of those the parts that could not be read."),
  READINGS_DUPLICATE("readings_duplicate", Kind.COUNTER, "Readings that had been received before."),
  READINGS_LATE(
      "readings_late", Kind.COUNTER, "Readings whose turn was over: in no statistics, no alerts."),
  READINGS_GOOD("readings_good", Kind.COUNTER, "Readings judged GOOD."),
  READINGS_UNCERTAIN("readings_uncertain", Kind.COUNTER, "Readings judged UNCERTAIN."),
  READINGS_BAD("readings_bad", Kind.COUNTER, "Readings judged BAD."),
  READINGS_IMPUTED("readings_imputed", Kind.COUNTER, "Rows that were made to fill gaps."),
  READINGS_ELSEWHERE(
      "readings_elsewhere", Kind.COUNTER, "Readings left to the job of another region."),
  REJECTED("rejected", "reason", Kind.COUNTER, "Rejected parts, by the reason for it."),
  FLAGGED("flagged", "flag", Kind.COUNTER, "Cleaned readings, by each reason that they carry."),

  WATERMARK_LAG(
      "watermark_lag_ms", Kind.GAUGE, "How far event time is behind the clock. NaN before any."),
  SHARDS("shards", Kind.GAUGE, "Shards, partitions or files that a source reads."),
  SHARDS_IDLE("shards_idle", Kind.GAUGE, "Of those the ones too quiet to hold event time back."),
  SHARD_LAG(
      "shard_lag_ms",
      "shard",
      Kind.GAUGE,
      "How far the latest reading of a shard is behind the clock. NaN before any, and while it is idle."),

  READINGS_WAITING(
      "readings_waiting", Kind.GAUGE, "Readings that wait until event time has passed them."),
  IDENTITIES_REMEMBERED(
      "identities_remembered", Kind.GAUGE, "Readings remembered to know their duplicates."),
  SENSORS_TRACKED(
      "sensors_tracked", Kind.GAUGE, "Sensors of turbines that were heard within a day."),

  PATTERN_MATCHES("pattern_matches", "rule", Kind.COUNTER, "Complete matches of a rule's pattern."),
  PATTERN_TIMEOUTS(
      "pattern_timeouts", "rule", Kind.COUNTER, "Partial matches that ran out of time."),
  PARTIAL_MATCHES(
      "partial_matches",
      "rule",
      Kind.GAUGE,
      "Matches of a rule's pattern that have begun and are not complete."),
  CONDITIONS_PENDING(
      "conditions_pending",
      Kind.GAUGE,
      "Rules of turbines whose condition is present and whose alert is not open."),
  ALERTS_RAISED("alerts_raised", "rule", Kind.COUNTER, "Alerts raised."),
  ALERTS_OPEN("alerts_open", "severity", Kind.GAUGE, "Alerts that are open."),
  EVENT_TO_ALERT(
      "event_to_alert_ms",
      Kind.HISTOGRAM,
      "From the event that completed an alert to the alert, of the last 1,000."),

  FILES_COMMITTED(
      "files_committed", "table", Kind.COUNTER, "Files of a table that were committed."),
  ROWS_COMMITTED("rows_committed", "table", Kind.COUNTER, "Rows in them."),
  BYTES_COMMITTED("bytes_committed", "table", Kind.COUNTER, "Bytes of them."),
  EVENT_TO_COMMIT(
      "event_to_commit_ms",
      "table",
      Kind.HISTOGRAM,
      "From the earliest event in a file to the file's commit, of the last 1,000."),

  LEDGER_OUTSTANDING(
      "ledger_outstanding", Kind.GAUGE, "Readings received of which nothing has come yet."),
  LEDGER_IMBALANCE(
      "ledger_imbalance",
      Kind.GAUGE,
      "Of those the ones of minutes from which all must have left: 0, always.");

  /** What Flink makes of it. */
  public enum Kind {
    COUNTER,
    GAUGE,
    HISTOGRAM
  }

  private final String id;
  private final String label;
  private final Kind kind;
  private final String meaning;

  Metric(String id, Kind kind, String meaning) {
    this(id, "", kind, meaning);
  }

  Metric(String id, String label, Kind kind, String meaning) {
    this.id = id;
    this.label = label;
    this.kind = kind;
    this.meaning = meaning;
  }

  /** The last part of its name; ends in the unit where it is no number of things. */
  public String id() {
    return id;
  }

  /** The name of the one label of its own; empty for none. */
  public String label() {
    return label;
  }

  public Kind kind() {
    return kind;
  }

  /** A sentence for documents. */
  public String meaning() {
    return meaning;
  }
}

package io.windfarm.bench;

import java.util.List;

/** Which tables a run writes. */
public enum Tables {
  /** Those that any pipeline of this kind has. */
  CORE(List.of("readings", "statistics", "alerts")),
  /** All of the job's. */
  ALL(
      List.of(
          "raw",
          "readings",
          "statistics",
          "summaries",
          "anomalies",
          "alerts",
          "rejected",
          "ledger"));

  private final List<String> names;

  Tables(List<String> names) {
    this.names = names;
  }

  /** Their names in the lake. */
  public List<String> names() {
    return names;
  }
}

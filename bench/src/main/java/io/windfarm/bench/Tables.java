package io.windfarm.bench;

import java.util.List;

/** Which tables a run writes. */
public enum Tables {
  /** Those that any pipeline of this kind has. */
  CORE("readings,statistics,alerts"),
  /** All of the job's. */
  ALL("raw,readings,statistics,summaries,anomalies,alerts,rejected,ledger");

  private final String names;

  Tables(String names) {
    this.names = names;
  }

  /** Their names in the lake. */
  public List<String> names() {
    return List.of(names.split(",", -1));
  }
}

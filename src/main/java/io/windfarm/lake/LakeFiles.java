package io.windfarm.lake;

import io.windfarm.model.Alert;
import io.windfarm.model.Anomaly;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.RawRecord;
import io.windfarm.model.Rejected;
import io.windfarm.model.Statistic;
import io.windfarm.model.Summary;

/**
 * The lake's tables for a program that runs without Flink, such as the bench's plain loop: {@link
 * Lake} writes the same files from a job, exactly once.
 */
public final class LakeFiles {
  /** As {@link Lake}'s default. */
  private static final long ROW_GROUP_BYTES = 32L << 20;

  private static final String WRITER = "without Flink";

  private final LakeRoots roots;
  private final String rulesVersion;

  /**
   * @param rulesVersion what {@code readings.rules_version} says
   */
  public LakeFiles(LakeRoots roots, String rulesVersion) {
    this.roots = roots;
    this.rulesVersion = rulesVersion;
  }

  private <T> TableFiles<T> files(Table<T> table) {
    return new TableFiles<>(table, roots.folder(table.name()), ROW_GROUP_BYTES, WRITER);
  }

  /** As {@link Lake#raw}. */
  public TableFiles<RawRecord> raw() {
    return files(RawTable.define());
  }

  /** As {@link Lake#readings}. */
  public TableFiles<CleanedReading> readings() {
    return files(ReadingsTable.define(rulesVersion));
  }

  /** As {@link Lake#statistics}. */
  public TableFiles<Statistic> statistics() {
    return files(StatisticsTable.define());
  }

  /** As {@link Lake#summaries}. */
  public TableFiles<Summary> summaries() {
    return files(SummariesTable.define());
  }

  /** As {@link Lake#anomalies}. */
  public TableFiles<Anomaly> anomalies() {
    return files(AnomaliesTable.define());
  }

  /** As {@link Lake#alerts}. */
  public TableFiles<Alert> alerts() {
    return files(AlertsTable.define());
  }

  /** As {@link Lake#rejected}. */
  public TableFiles<Rejected> rejected() {
    return files(RejectedTable.define());
  }

  /** As {@link Lake#ledger}. */
  public TableFiles<LedgerEntry> ledger() {
    return files(LedgerTable.define());
  }
}

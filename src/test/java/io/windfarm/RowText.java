package io.windfarm;

import io.windfarm.model.Alert;
import io.windfarm.model.Anomaly;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.Statistic;
import io.windfarm.model.Summary;
import java.time.Instant;

/** What matters of a row, in a line: equal lines, equal results, wherever they came from. */
public final class RowText {
  private RowText() {}

  public static String text(LedgerEntry row) {
    return String.join(
        " ",
        Instant.ofEpochMilli(row.minute).toString(),
        row.source.name(),
        row.region,
        "" + row.records,
        "" + row.received,
        "" + row.rejected,
        "" + row.duplicate,
        "" + row.late,
        "" + row.good,
        "" + row.uncertain,
        "" + row.bad,
        "" + row.imputed);
  }

  public static String text(CleanedReading row) {
    return String.join(
        " ",
        row.reading.sensor,
        Instant.ofEpochMilli(row.reading.eventTime).toString(),
        row.reading.id,
        "" + row.reading.rawValue,
        "" + row.value,
        row.quality.name(),
        "" + row.reasons,
        "" + row.synthetic);
  }

  public static String text(Statistic row) {
    return String.join(
        " ",
        row.sensor,
        Instant.ofEpochMilli(row.windowStart).toString(),
        Instant.ofEpochMilli(row.windowEnd).toString(),
        "" + row.count,
        "" + row.uncertainCount,
        "" + row.badCount,
        "" + row.expectedCount,
        "" + row.min,
        "" + row.max,
        "" + row.mean,
        "" + row.stddev,
        "" + row.p50,
        "" + row.p95,
        "" + row.p99,
        "" + row.first,
        "" + row.last);
  }

  public static String text(Summary row) {
    return own(row) + " " + fleet(row);
  }

  /** What the turbine's own readings say. */
  public static String own(Summary row) {
    return String.join(
        " ",
        row.sensor,
        Instant.ofEpochMilli(row.periodStart).toString(),
        Instant.ofEpochMilli(row.periodEnd).toString(),
        "" + row.count,
        "" + row.uncertainCount,
        "" + row.badCount,
        "" + row.expectedCount,
        "" + row.completeness,
        "" + row.min,
        "" + row.max,
        "" + row.mean,
        "" + row.stddev);
  }

  private static String fleet(Summary row) {
    return String.join(
        " ", "" + row.fleetTurbines, "" + row.fleetMean, "" + row.fleetStddev, "" + row.zScore);
  }

  public static String text(Anomaly row) {
    return String.join(
        " ",
        row.kind.name(),
        row.sensor,
        Instant.ofEpochMilli(row.eventTime).toString(),
        Instant.ofEpochMilli(row.periodStart).toString(),
        Instant.ofEpochMilli(row.periodEnd).toString(),
        row.readingId,
        "" + row.value,
        "" + row.expected,
        "" + row.stddev,
        "" + row.zScore,
        "" + row.threshold);
  }

  public static String text(Alert row) {
    return String.join(
        " ",
        row.rule,
        row.state.name(),
        row.severity.name(),
        Instant.ofEpochMilli(row.startTime).toString(),
        Instant.ofEpochMilli(row.eventTime).toString(),
        row.evidence,
        "" + row.notified);
  }
}

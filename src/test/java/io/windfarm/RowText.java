package io.windfarm;

import io.windfarm.model.Alert;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.Statistic;
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

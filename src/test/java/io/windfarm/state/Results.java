package io.windfarm.state;

import io.windfarm.CollectedOutputs;
import io.windfarm.RowText;
import io.windfarm.model.LedgerEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rows of a run as sorted lines, and its ledger's sums by minute. */
final class Results {
  final List<String> rows;
  final Map<String, Long> ledger;

  private Results(List<String> rows, Map<String, Long> ledger) {
    this.rows = rows;
    this.ledger = ledger;
  }

  static Results of(CollectedOutputs outputs) {
    List<String> rows = new ArrayList<>();
    outputs
        .readings
        .take()
        .forEach(row -> rows.add("reading " + row.reading.turbineId + " " + RowText.text(row)));
    outputs
        .statistics
        .take()
        .forEach(row -> rows.add("statistic " + row.turbineId + " " + RowText.text(row)));
    outputs
        .summaries
        .take()
        .forEach(row -> rows.add("summary " + row.turbineId + " " + RowText.text(row)));
    outputs
        .anomalies
        .take()
        .forEach(row -> rows.add("anomaly " + row.turbineId + " " + RowText.text(row)));
    outputs
        .alerts
        .take()
        .forEach(row -> rows.add("alert " + row.turbineId + " " + RowText.text(row)));
    Collections.sort(rows);
    Map<String, Long> ledger = new TreeMap<>();
    outputs.ledger.take().forEach(entry -> add(entry, ledger));
    return new Results(rows, ledger);
  }

  private static void add(LedgerEntry entry, Map<String, Long> ledger) {
    String minute = Instant.ofEpochMilli(entry.minute) + " ";
    ledger.merge(minute + "received", entry.received, Long::sum);
    ledger.merge(minute + "rejected", entry.rejected, Long::sum);
    ledger.merge(minute + "duplicate", entry.duplicate, Long::sum);
    ledger.merge(minute + "late", entry.late, Long::sum);
    ledger.merge(minute + "good", entry.good, Long::sum);
    ledger.merge(minute + "uncertain", entry.uncertain, Long::sum);
    ledger.merge(minute + "bad", entry.bad, Long::sum);
    ledger.merge(minute + "imputed", entry.imputed, Long::sum);
  }

  /** Its rows, but for those that begin with one of {@code kinds}. */
  List<String> rowsWithout(String... kinds) {
    return rows.stream()
        .filter(row -> Arrays.stream(kinds).noneMatch(kind -> row.startsWith(kind + " ")))
        .collect(Collectors.toList());
  }

  /** Both together, as if they had been one run. */
  Results and(Results later) {
    List<String> both = new ArrayList<>(rows);
    both.addAll(later.rows);
    Collections.sort(both);
    Map<String, Long> sums = new TreeMap<>(ledger);
    later.ledger.forEach((account, count) -> sums.merge(account, count, Long::sum));
    return new Results(both, sums);
  }
}

package io.windfarm.lake;

import static io.windfarm.lake.Column.choice;
import static io.windfarm.lake.Column.count;
import static io.windfarm.lake.Column.text;
import static io.windfarm.lake.Column.time;

import io.windfarm.model.LedgerEntry;

/** Audit: what happened to what one source delivered in one minute, by the minute's day. */
final class LedgerTable {
  static final String NAME = "ledger";

  private LedgerTable() {}

  static Table<LedgerEntry> define() {
    return Table.<LedgerEntry>named(NAME, 2)
        .partitionedBy(row -> row.region, Grain.DAY, row -> row.minute)
        .column(time("minute", row -> row.minute))
        .column(choice("source", row -> row.source))
        .column(text("stream", row -> row.stream))
        .column(count("received", row -> row.received))
        .column(count("rejected", row -> row.rejected))
        .column(count("duplicate", row -> row.duplicate))
        .column(count("late", row -> row.late))
        .column(count("good", row -> row.good))
        .column(count("uncertain", row -> row.uncertain))
        .column(count("bad", row -> row.bad))
        .column(count("imputed", row -> row.imputed))
        .column(count("records", row -> row.records))
        .column(count("checkpoint_id", row -> row.checkpointId))
        .column(count("elsewhere", row -> row.elsewhere))
        .define();
  }
}

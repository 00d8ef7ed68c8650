package io.windfarm.lake;

import static io.windfarm.lake.Column.choice;
import static io.windfarm.lake.Column.small;
import static io.windfarm.lake.Column.text;
import static io.windfarm.lake.Column.time;

import io.windfarm.model.Rejected;

/** Quarantine: bytes that are no reading of ours, with the reason, by arrival day. */
final class RejectedTable {
  static final String NAME = "rejected";

  private RejectedTable() {}

  static Table<Rejected> define() {
    return Table.<Rejected>named(NAME, 1)
        .partitionedBy(row -> row.region, Grain.DAY, row -> row.arrivalTime)
        .clusteredBy(row -> row.partitionKey)
        .column(Column.<Rejected>bytes("payload", row -> row.payload).seldomRepeats())
        .column(choice("reason", row -> row.reason))
        .column(text("detail", row -> row.detail))
        .column(choice("source", row -> row.source))
        .column(text("stream", row -> row.stream))
        .column(text("shard", row -> row.shard))
        .column(text("sequence", row -> row.sequence))
        .column(small("record_index", row -> row.index))
        .column(text("partition_key", row -> row.partitionKey))
        .column(time("arrival_time", row -> row.arrivalTime))
        .define();
  }
}

package io.windfarm.lake;

import static io.windfarm.lake.Column.choice;
import static io.windfarm.lake.Column.text;
import static io.windfarm.lake.Column.time;

import io.windfarm.model.RawRecord;

/** Bronze: every record as it was received, by arrival hour. */
final class RawTable {
  static final String NAME = "raw";

  private RawTable() {}

  static Table<RawRecord> define() {
    return Table.<RawRecord>named(NAME, 1)
        .partitionedBy(row -> row.region, Grain.HOUR, row -> row.arrival.arrivalTime)
        .clusteredBy(row -> row.arrival.partitionKey)
        .column(Column.<RawRecord>bytes("payload", row -> row.arrival.payload).seldomRepeats())
        .column(choice("source", row -> row.arrival.source))
        .column(text("stream", row -> row.arrival.stream))
        .column(text("shard", row -> row.arrival.shard))
        .column(
            Column.<RawRecord>textOrNumber(
                    "sequence", row -> row.arrival.sequence, row -> row.arrival.sequenceNumber)
                .seldomRepeats())
        .column(text("partition_key", row -> row.arrival.partitionKey))
        .column(time("arrival_time", row -> row.arrival.arrivalTime))
        .define();
  }
}

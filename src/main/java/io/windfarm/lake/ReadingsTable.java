package io.windfarm.lake;

import static io.windfarm.lake.Column.choice;
import static io.windfarm.lake.Column.flag;
import static io.windfarm.lake.Column.id;
import static io.windfarm.lake.Column.number;
import static io.windfarm.lake.Column.positive;
import static io.windfarm.lake.Column.small;
import static io.windfarm.lake.Column.text;
import static io.windfarm.lake.Column.textOrNumber;

import io.windfarm.model.CleanedReading;

/** Silver: every reading with the verdict of cleaning, by event hour. */
final class ReadingsTable {
  static final String NAME = "readings";

  private ReadingsTable() {}

  /**
   * @param rulesVersion which rules judged the rows
   */
  static Table<CleanedReading> define(String rulesVersion) {
    return Table.<CleanedReading>named(NAME, 1)
        .partitionedBy(row -> row.reading.region, Grain.HOUR, row -> row.reading.eventTime)
        .clusteredBy(row -> row.reading.turbineId)
        .sortedBy(row -> row.reading.turbineId, row -> row.reading.sensor)
        .column(Column.<CleanedReading>id("reading_id", row -> row.reading.id).seldomRepeats())
        .column(id("turbine_id", row -> row.reading.turbineId))
        .column(text("farm_id", row -> row.reading.farmId))
        .column(text("country_code", row -> row.reading.countryCode))
        .column(id("sensor", row -> row.reading.sensor))
        .column(number("value", row -> row.value))
        .column(number("raw_value", row -> row.reading.rawValue))
        .column(text("unit", row -> row.reading.unit))
        .column(choice("quality", row -> row.quality))
        .column(new ReasonsColumn<>("reasons", row -> row.reasons))
        .column(
            Column.<CleanedReading>time("event_time", row -> row.reading.eventTime).seldomRepeats())
        .column(
            Column.<CleanedReading>time("arrival_time", row -> row.reading.arrivalTime)
                .seldomRepeats())
        .column(choice("source", row -> row.reading.source))
        .column(text("stream", row -> row.reading.stream))
        .column(text("shard", row -> row.reading.shard))
        .column(
            textOrNumber(
                "sequence", row -> row.reading.sequence, row -> row.reading.sequenceNumber))
        .column(small("record_index", row -> row.reading.index))
        .column(choice("turbine_from", row -> row.reading.turbineFrom))
        .column(positive("cadence_ms", row -> row.cadence))
        .column(flag("imputed", row -> row.synthetic))
        .column(text("rules_version", row -> rulesVersion))
        .define();
  }
}

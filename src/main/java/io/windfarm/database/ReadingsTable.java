package io.windfarm.database;

import static io.windfarm.database.Column.choice;
import static io.windfarm.database.Column.flag;
import static io.windfarm.database.Column.keyNumber;
import static io.windfarm.database.Column.keyText;
import static io.windfarm.database.Column.keyTime;
import static io.windfarm.database.Column.number;
import static io.windfarm.database.Column.positive;
import static io.windfarm.database.Column.reasons;
import static io.windfarm.database.Column.small;
import static io.windfarm.database.Column.text;
import static io.windfarm.database.Column.time;

import io.windfarm.model.CleanedReading;
import io.windfarm.model.Reason;

/** Every reading with the verdict of cleaning, known by what makes a reading that reading. */
final class ReadingsTable {
  static final String NAME = "readings";

  private ReadingsTable() {}

  /**
   * @param rulesVersion which rules judged the rows
   */
  static Table<CleanedReading> define(String rulesVersion, boolean provisional) {
    return Table.<CleanedReading>named(NAME)
        .column(keyText("turbine_id", row -> row.reading.turbineId))
        .column(keyText("sensor", row -> row.reading.sensor))
        .column(keyTime("event_time", row -> row.reading.eventTime))
        .column(keyText("reading_id", row -> row.reading.id))
        .column(keyNumber("raw_value", row -> row.reading.rawValue))
        .column(number("value", row -> row.value))
        .column(text("unit", row -> row.reading.unit))
        .column(choice("quality", row -> row.quality))
        .column(reasons("reasons", row -> row.reasons))
        .column(flag("imputed", row -> row.synthetic))
        .column(text("farm_id", row -> row.reading.farmId))
        .column(text("region", row -> row.reading.region))
        .column(text("country_code", row -> row.reading.countryCode))
        .column(positive("cadence_ms", row -> row.cadence))
        .column(time("arrival_time", row -> row.reading.arrivalTime))
        .column(choice("source", row -> row.reading.source))
        .column(text("stream", row -> row.reading.stream))
        .column(text("shard", row -> row.reading.shard))
        .column(text("sequence", row -> row.reading.sequence()))
        .column(small("record_index", row -> row.reading.index))
        .column(choice("turbine_from", row -> row.reading.turbineFrom))
        .column(text("rules_version", row -> rulesVersion))
        // A copy that comes after its twin was forgotten is LATE: the twin's verdict stands.
        .yielding(row -> Reason.LATE.in(row.reasons), "'LATE' = ANY (%s.\"reasons\")")
        .define(provisional);
  }
}

package io.windfarm.database;

import static io.windfarm.database.Column.keyChoice;
import static io.windfarm.database.Column.keyNumber;
import static io.windfarm.database.Column.keyText;
import static io.windfarm.database.Column.keyTime;
import static io.windfarm.database.Column.number;
import static io.windfarm.database.Column.text;
import static io.windfarm.database.Column.time;

import io.windfarm.model.Anomaly;

/** What lay beyond k sigma of what was expected. */
final class AnomaliesTable {
  static final String NAME = "anomalies";

  private AnomaliesTable() {}

  static Table<Anomaly> define(boolean provisional) {
    return Table.<Anomaly>named(NAME)
        .column(keyChoice("kind", row -> row.kind))
        .column(keyText("turbine_id", row -> row.turbineId))
        .column(keyText("sensor", row -> row.sensor))
        .column(keyTime("event_time", row -> row.eventTime))
        .column(keyTime("period_start", row -> row.periodStart))
        .column(keyText("reading_id", row -> row.readingId == null ? "" : row.readingId))
        // Ids repeat in the wild: of two readings of one id and time both may be out of line.
        .column(keyNumber("value", row -> row.value))
        .column(time("period_end", row -> row.periodEnd))
        .column(text("unit", row -> row.unit))
        .column(number("expected", row -> row.expected))
        .column(number("stddev", row -> row.stddev))
        .column(number("z_score", row -> row.zScore))
        .column(number("threshold", row -> row.threshold))
        .column(text("farm_id", row -> row.farmId))
        .column(text("region", row -> row.region))
        .column(text("country_code", row -> row.countryCode))
        .define(provisional);
  }
}

package io.windfarm.lake;

import static io.windfarm.lake.Column.choice;
import static io.windfarm.lake.Column.id;
import static io.windfarm.lake.Column.number;
import static io.windfarm.lake.Column.text;
import static io.windfarm.lake.Column.time;

import io.windfarm.model.Anomaly;

/** Gold: what lay beyond k sigma of what was expected, by the day of its period's end. */
final class AnomaliesTable {
  static final String NAME = "anomalies";

  private AnomaliesTable() {}

  static Table<Anomaly> define() {
    return Table.<Anomaly>named(NAME, 1)
        .partitionedBy(row -> row.region, Grain.DAY, row -> Grain.lastInstant(row.periodEnd))
        .clusteredBy(row -> row.turbineId)
        .sortedBy(row -> row.turbineId, row -> row.sensor)
        .column(choice("kind", row -> row.kind))
        .column(id("turbine_id", row -> row.turbineId))
        .column(text("farm_id", row -> row.farmId))
        .column(text("country_code", row -> row.countryCode))
        .column(id("sensor", row -> row.sensor))
        .column(text("unit", row -> row.unit))
        .column(time("event_time", row -> row.eventTime))
        .column(time("period_start", row -> row.periodStart))
        .column(time("period_end", row -> row.periodEnd))
        .column(text("reading_id", row -> row.readingId))
        .column(number("value", row -> row.value))
        .column(number("expected", row -> row.expected))
        .column(number("stddev", row -> row.stddev))
        .column(number("z_score", row -> row.zScore))
        .column(number("threshold", row -> row.threshold))
        .define();
  }
}

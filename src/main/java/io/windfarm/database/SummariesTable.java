package io.windfarm.database;

import static io.windfarm.database.Column.count;
import static io.windfarm.database.Column.keyText;
import static io.windfarm.database.Column.keyTime;
import static io.windfarm.database.Column.number;
import static io.windfarm.database.Column.positive;
import static io.windfarm.database.Column.text;

import io.windfarm.model.Summary;

/** What one sensor of one turbine did in one period, held against its fleet. */
final class SummariesTable {
  static final String NAME = "summaries";

  private SummariesTable() {}

  static Table<Summary> define(boolean provisional) {
    return Table.<Summary>named(NAME)
        .column(keyText("turbine_id", row -> row.turbineId))
        .column(keyText("sensor", row -> row.sensor))
        .column(keyTime("period_start", row -> row.periodStart))
        .column(keyTime("period_end", row -> row.periodEnd))
        .column(text("unit", row -> row.unit))
        .column(count("count", row -> row.count))
        .column(count("uncertain_count", row -> row.uncertainCount))
        .column(count("bad_count", row -> row.badCount))
        .column(positive("expected_count", row -> row.expectedCount))
        .column(number("completeness", row -> row.completeness))
        .column(number("min", row -> row.min))
        .column(number("max", row -> row.max))
        .column(number("mean", row -> row.mean))
        .column(number("stddev", row -> row.stddev))
        .column(count("fleet_turbines", row -> row.fleetTurbines))
        .column(number("fleet_mean", row -> row.fleetMean))
        .column(number("fleet_stddev", row -> row.fleetStddev))
        .column(number("z_score", row -> row.zScore))
        .column(text("farm_id", row -> row.farmId))
        .column(text("region", row -> row.region))
        .column(text("country_code", row -> row.countryCode))
        .define(provisional);
  }
}

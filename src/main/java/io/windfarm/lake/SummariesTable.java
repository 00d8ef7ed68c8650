package io.windfarm.lake;

import static io.windfarm.lake.Column.count;
import static io.windfarm.lake.Column.id;
import static io.windfarm.lake.Column.number;
import static io.windfarm.lake.Column.positive;
import static io.windfarm.lake.Column.text;
import static io.windfarm.lake.Column.time;

import io.windfarm.model.Summary;

/** Gold: what one sensor of one turbine did in one period, by the day of the period's end. */
final class SummariesTable {
  static final String NAME = "summaries";

  private SummariesTable() {}

  static Table<Summary> define() {
    return Table.<Summary>named(NAME, 1)
        .partitionedBy(row -> row.region, Grain.DAY, row -> Grain.lastInstant(row.periodEnd))
        .clusteredBy(row -> row.turbineId)
        .sortedBy(row -> row.turbineId, row -> row.sensor)
        .column(id("turbine_id", row -> row.turbineId))
        .column(text("farm_id", row -> row.farmId))
        .column(text("country_code", row -> row.countryCode))
        .column(id("sensor", row -> row.sensor))
        .column(text("unit", row -> row.unit))
        .column(time("period_start", row -> row.periodStart))
        .column(time("period_end", row -> row.periodEnd))
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
        .define();
  }
}

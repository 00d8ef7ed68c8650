package io.windfarm.lake;

import static io.windfarm.lake.Column.count;
import static io.windfarm.lake.Column.flag;
import static io.windfarm.lake.Column.id;
import static io.windfarm.lake.Column.number;
import static io.windfarm.lake.Column.positive;
import static io.windfarm.lake.Column.text;
import static io.windfarm.lake.Column.time;

import io.windfarm.model.Statistic;

/** Gold: what one sensor of one turbine did in one window, by the day of the window's end. */
final class StatisticsTable {
  static final String NAME = "statistics";

  private StatisticsTable() {}

  static Table<Statistic> define() {
    return Table.<Statistic>named(NAME, 1)
        .partitionedBy(row -> row.region, Grain.DAY, row -> Grain.lastInstant(row.windowEnd))
        .clusteredBy(row -> row.turbineId)
        .sortedBy(row -> row.turbineId, row -> row.sensor)
        .column(id("turbine_id", row -> row.turbineId))
        .column(text("farm_id", row -> row.farmId))
        .column(text("country_code", row -> row.countryCode))
        .column(id("sensor", row -> row.sensor))
        .column(text("unit", row -> row.unit))
        .column(id("window", Statistic::windowName))
        .column(time("window_start", row -> row.windowStart))
        .column(time("window_end", row -> row.windowEnd))
        .column(flag("aligned", row -> row.aligned))
        .column(count("count", row -> row.count))
        .column(count("uncertain_count", row -> row.uncertainCount))
        .column(count("bad_count", row -> row.badCount))
        .column(positive("expected_count", row -> row.expectedCount))
        .column(number("completeness", row -> row.completeness))
        .column(number("min", row -> row.min))
        .column(number("max", row -> row.max))
        .column(number("mean", row -> row.mean))
        .column(number("stddev", row -> row.stddev))
        .column(number("p50", row -> row.p50))
        .column(number("p95", row -> row.p95))
        .column(number("p99", row -> row.p99))
        .column(number("first", row -> row.first))
        .column(number("last", row -> row.last))
        .define();
  }
}

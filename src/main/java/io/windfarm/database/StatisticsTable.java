package io.windfarm.database;

import static io.windfarm.database.Column.count;
import static io.windfarm.database.Column.flag;
import static io.windfarm.database.Column.keyText;
import static io.windfarm.database.Column.keyTime;
import static io.windfarm.database.Column.number;
import static io.windfarm.database.Column.positive;
import static io.windfarm.database.Column.text;
import static io.windfarm.database.Column.time;

import io.windfarm.model.Statistic;

/** What one sensor of one turbine did in one window. */
final class StatisticsTable {
  static final String NAME = "statistics";

  private StatisticsTable() {}

  static Table<Statistic> define(boolean provisional) {
    return Table.<Statistic>named(NAME)
        .column(keyText("turbine_id", row -> row.turbineId))
        .column(keyText("sensor", row -> row.sensor))
        .column(keyText("window", Statistic::windowName))
        .column(keyTime("window_end", row -> row.windowEnd))
        .column(time("window_start", row -> row.windowStart))
        .column(flag("aligned", row -> row.aligned))
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
        .column(number("p50", row -> row.p50))
        .column(number("p95", row -> row.p95))
        .column(number("p99", row -> row.p99))
        .column(number("first", row -> row.first))
        .column(number("last", row -> row.last))
        .column(text("farm_id", row -> row.farmId))
        .column(text("region", row -> row.region))
        .column(text("country_code", row -> row.countryCode))
        .define(provisional);
  }
}

package io.windfarm.lake;

import static io.windfarm.lake.Column.choice;
import static io.windfarm.lake.Column.flag;
import static io.windfarm.lake.Column.id;
import static io.windfarm.lake.Column.small;
import static io.windfarm.lake.Column.text;
import static io.windfarm.lake.Column.time;

import io.windfarm.model.Alert;

/** Gold: every change in the life of every alert, by the day on which it was raised. */
final class AlertsTable {
  static final String NAME = "alerts";

  private AlertsTable() {}

  static Table<Alert> define() {
    return Table.<Alert>named(NAME, 1)
        .partitionedBy(row -> row.region, Grain.DAY, row -> row.raisedTime)
        .clusteredBy(row -> row.turbineId)
        .column(id("alert_id", row -> row.alertId))
        .column(id("rule", row -> row.rule))
        .column(small("rule_version", row -> row.ruleVersion))
        .column(id("turbine_id", row -> row.turbineId))
        .column(text("farm_id", row -> row.farmId))
        .column(text("country_code", row -> row.countryCode))
        .column(choice("severity", row -> row.severity))
        .column(choice("state", row -> row.state))
        .column(time("start_time", row -> row.startTime))
        .column(time("event_time", row -> row.eventTime))
        .column(time("raised_time", row -> row.raisedTime))
        .column(Column.<Alert>text("evidence", row -> row.evidence).seldomRepeats())
        .column(text("message", row -> row.message))
        .column(flag("notified", row -> row.notified))
        .define();
  }
}

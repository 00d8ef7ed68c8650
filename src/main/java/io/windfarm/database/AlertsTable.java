package io.windfarm.database;

import static io.windfarm.database.Column.choice;
import static io.windfarm.database.Column.flag;
import static io.windfarm.database.Column.id;
import static io.windfarm.database.Column.keyChoice;
import static io.windfarm.database.Column.keyText;
import static io.windfarm.database.Column.keyTime;
import static io.windfarm.database.Column.small;
import static io.windfarm.database.Column.text;
import static io.windfarm.database.Column.time;

import io.windfarm.model.Alert;

/** Every change in the life of every alert. */
final class AlertsTable {
  static final String NAME = "alerts";

  private AlertsTable() {}

  static Table<Alert> define(boolean provisional) {
    return Table.<Alert>named(NAME)
        .column(keyText("alert_id", row -> row.alertId))
        .column(keyChoice("state", row -> row.state))
        .column(keyTime("event_time", row -> row.eventTime))
        .column(id("turbine_id", row -> row.turbineId))
        .column(id("rule", row -> row.rule))
        .column(small("rule_version", row -> row.ruleVersion))
        .column(choice("severity", row -> row.severity))
        .column(time("start_time", row -> row.startTime))
        .column(time("raised_time", row -> row.raisedTime))
        .column(text("message", row -> row.message))
        .column(text("evidence", row -> row.evidence))
        .column(flag("notified", row -> row.notified))
        .column(text("farm_id", row -> row.farmId))
        .column(text("region", row -> row.region))
        .column(text("country_code", row -> row.countryCode))
        .define(provisional);
  }
}

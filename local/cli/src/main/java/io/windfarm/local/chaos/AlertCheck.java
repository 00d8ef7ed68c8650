package io.windfarm.local.chaos;

import io.windfarm.local.AlertAudit;
import io.windfarm.local.AlertNotice;
import io.windfarm.local.ExpectedAlert;
import io.windfarm.local.Lake;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The alerts of the lake and of the alerts stream against those that were due: in the lake each
 * change once; on the stream at least once, under the same id; and nothing that was not due.
 */
final class AlertCheck {
  private AlertCheck() {}

  /**
   * A change in the life of an alert, as both sides know it. An alert may be RAISED at two times,
   * the second when there is somebody to tell.
   */
  private record Change(String alertId, String state, Instant time) {}

  /**
   * Compares.
   *
   * @param recurring those of the alerts due that may come, be over, and come again
   */
  static void run(
      Lake lake,
      List<ExpectedAlert> due,
      Set<ExpectedAlert> recurring,
      List<AlertNotice> notices,
      Verdict.Builder verdict)
      throws SQLException {
    List<AlertAudit.Raised> raised = new ArrayList<>();
    Set<Change> notified = new HashSet<>();
    try (Statement statement = lake.statement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT alert_id, state, turbine_id, rule, notified, epoch_ms(event_time)"
                    + " FROM alerts ORDER BY ALL")) {
      Set<Change> changes = new HashSet<>();
      while (rows.next()) {
        Change change =
            new Change(rows.getString(1), rows.getString(2), Instant.ofEpochMilli(rows.getLong(6)));
        if (!changes.add(change)) {
          verdict.doubled("alert " + change, 1);
        }
        if (rows.getBoolean(5)) {
          notified.add(change);
        }
        if (change.state().equals("RAISED")) {
          raised.add(new AlertAudit.Raised(rows.getString(3), rows.getString(4)));
        }
      }
    }
    AlertAudit audit = AlertAudit.of(due, raised);
    List<ExpectedAlert> repeated = new ArrayList<>(audit.repeated());
    repeated.removeAll(recurring);
    verdict.alerts(due.size(), due.size() - audit.missing().size() - repeated.size());
    audit.missing().forEach(alert -> verdict.finding(true, "alert missing: " + alert));
    repeated.forEach(alert -> verdict.finding(true, "alert repeated: " + alert));
    audit.invented().forEach(alert -> verdict.finding(true, "alert invented: " + alert));

    Set<Change> onStream = new HashSet<>();
    notices.forEach(
        notice -> onStream.add(new Change(notice.alertId(), notice.state(), notice.eventTime())));
    for (Change change : notified) {
      verdict.finding(!onStream.contains(change), "not on the alerts stream: " + change);
    }
    for (Change change : onStream) {
      verdict.finding(!notified.contains(change), "on the alerts stream only: " + change);
    }
  }

  /** All changes in a lake, one line each, in order: id, state, event time, and the rest. */
  static List<String> changes(Path root) throws SQLException, IOException {
    List<String> changes = new ArrayList<>();
    try (Lake lake = Lake.open(root);
        Statement statement = lake.statement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT alert_id, state, epoch_ms(event_time), epoch_ms(start_time),"
                    + " epoch_ms(raised_time), severity, evidence, message"
                    + " FROM alerts ORDER BY ALL")) {
      while (rows.next()) {
        changes.add(
            rows.getString(1)
                + " "
                + rows.getString(2)
                + " "
                + Instant.ofEpochMilli(rows.getLong(3))
                + " since "
                + Instant.ofEpochMilli(rows.getLong(4))
                + ", raised "
                + Instant.ofEpochMilli(rows.getLong(5))
                + ", "
                + rows.getString(6)
                + ": "
                + rows.getString(7)
                + " "
                + rows.getString(8));
      }
    }
    return changes;
  }
}

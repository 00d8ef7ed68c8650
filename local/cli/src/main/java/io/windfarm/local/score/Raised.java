package io.windfarm.local.score;

import io.windfarm.local.Lake;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * An alert that the job raised; one that was raised unheard, and again when there was somebody to
 * hear it, is one.
 *
 * @param time event time, epoch millis
 */
record Raised(String turbine, String rule, long time) {
  /** All of a lake, of whatever rule. */
  static List<Raised> in(Path root) throws SQLException, IOException {
    List<Raised> raised = new ArrayList<>();
    try (Lake lake = Lake.open(root);
        Statement statement = lake.statement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT turbine_id, rule, epoch_ms(min(event_time)) FROM alerts"
                    + " WHERE state = 'RAISED' GROUP BY turbine_id, rule, alert_id ORDER BY ALL")) {
      while (rows.next()) {
        raised.add(new Raised(rows.getString(1), rows.getString(2), rows.getLong(3)));
      }
    }
    return raised;
  }
}

package io.windfarm.local.chaos;

import io.windfarm.local.AlertNotice;
import io.windfarm.local.Lake;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The changes of all alerts by turbine and rule, in event time: how many were open at once, and how
 * much was said of them in an hour.
 */
final class AlertHistory {
  private static final Duration HOUR = Duration.ofHours(1);

  /** What an alert is about. */
  record Subject(String turbine, String rule) implements Comparable<Subject> {
    @Override
    public int compareTo(Subject other) {
      return Comparator.comparing(Subject::turbine)
          .thenComparing(Subject::rule)
          .compare(this, other);
    }
  }

  /** A change of an alert. */
  record Change(Subject subject, String alertId, String state, Instant time) {}

  private final Map<Subject, List<Change>> changes = new TreeMap<>();

  AlertHistory(Collection<Change> changes) {
    // A state of the same moment that sorts first: CLEARED before RAISED.
    changes.stream()
        .sorted(Comparator.comparing(Change::time).thenComparing(Change::state))
        .forEach(
            change ->
                this.changes
                    .computeIfAbsent(change.subject(), one -> new ArrayList<>())
                    .add(change));
  }

  /** As a lake has it, whether anybody was notified or not. */
  static AlertHistory inLake(Path root) throws SQLException, IOException {
    List<Change> changes = new ArrayList<>();
    try (Lake lake = Lake.open(root);
        Statement statement = lake.statement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT turbine_id, rule, alert_id, state, epoch_ms(event_time) FROM alerts")) {
      while (rows.next()) {
        changes.add(
            new Change(
                new Subject(rows.getString(1), rows.getString(2)),
                rows.getString(3),
                rows.getString(4),
                Instant.ofEpochMilli(rows.getLong(5))));
      }
    }
    return new AlertHistory(changes);
  }

  /** As the alerts stream has it; what was sent twice counts once. */
  static AlertHistory onStream(List<AlertNotice> notices) {
    Set<Change> changes = new HashSet<>();
    for (AlertNotice notice : notices) {
      changes.add(
          new Change(
              new Subject(notice.turbineId(), notice.rule()),
              notice.alertId(),
              notice.state(),
              notice.eventTime()));
    }
    return new AlertHistory(changes);
  }

  /** The most alerts that were open at a time for any one turbine and rule. */
  int mostOpen() {
    int most = 0;
    for (List<Change> ofSubject : changes.values()) {
      Set<String> open = new HashSet<>();
      for (Change change : ofSubject) {
        if (change.state().equals("CLEARED")) {
          open.remove(change.alertId());
        } else {
          open.add(change.alertId());
        }
        most = Math.max(most, open.size());
      }
    }
    return most;
  }

  /** The most changes in any hour for any one turbine and rule. */
  int mostInAnHour() {
    int most = 0;
    for (List<Change> ofSubject : changes.values()) {
      Deque<Instant> hour = new ArrayDeque<>();
      for (Change change : ofSubject) {
        hour.add(change.time());
        while (!hour.getFirst().plus(HOUR).isAfter(change.time())) {
          hour.removeFirst();
        }
        most = Math.max(most, hour.size());
      }
    }
    return most;
  }

  /** How many alerts there were about a turbine and rule, one after another. */
  long alertsOf(String turbine, String rule) {
    return changes.getOrDefault(new Subject(turbine, rule), List.of()).stream()
        .map(Change::alertId)
        .distinct()
        .count();
  }
}

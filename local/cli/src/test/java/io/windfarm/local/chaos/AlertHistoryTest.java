package io.windfarm.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.local.AlertNotice;
import io.windfarm.local.chaos.AlertHistory.Change;
import io.windfarm.local.chaos.AlertHistory.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertHistoryTest {
  private static final Instant START = Instant.parse("2026-11-20T07:00:00Z");
  private static final Subject OVERSPEED = new Subject("WT-1", "overspeed");

  @Test
  void countsOneOpenAlertWhenEachIsOverBeforeTheNext() {
    AlertHistory history =
        new AlertHistory(
            List.of(
                change("b", "RAISED", 60),
                change("a", "CLEARED", 60),
                change("a", "RAISED", 0),
                change("b", "RAISED", 90)));

    assertThat(history.mostOpen()).isEqualTo(1);
  }

  @Test
  void countsTwoOpenAlertsWhenOneIsRaisedBeforeTheOtherIsOver() {
    AlertHistory history =
        new AlertHistory(
            List.of(
                change("a", "RAISED", 0), change("b", "RAISED", 59), change("a", "CLEARED", 60)));

    assertThat(history.mostOpen()).isEqualTo(2);
  }

  @Test
  void keepsTurbinesAndRulesApart() {
    AlertHistory history =
        new AlertHistory(
            List.of(
                change("a", "RAISED", 0),
                new Change(new Subject("WT-2", "overspeed"), "b", "RAISED", START),
                new Change(new Subject("WT-1", "sensor-silence"), "c", "RAISED", START)));

    assertThat(history.mostOpen()).isEqualTo(1);
    assertThat(history.mostInAnHour()).isEqualTo(1);
    assertThat(history.alertsOf("WT-1", "overspeed")).isEqualTo(1);
  }

  @Test
  void countsTheChangesOfTheFullestHourWhereverItBegins() {
    List<Change> changes = new ArrayList<>();
    for (int minute : new int[] {0, 50, 70, 109, 110, 200}) {
      changes.add(change("alert-" + minute, "RAISED", 60L * minute));
    }

    assertThat(new AlertHistory(changes).mostInAnHour()).isEqualTo(3);
  }

  @Test
  void countsWhatWasSentTwiceOnce() {
    AlertNotice notice = new AlertNotice("a", "overspeed", "WT-1", "RAISED", START, START);

    assertThat(AlertHistory.onStream(List.of(notice, notice)).mostInAnHour()).isEqualTo(1);
  }

  private static Change change(String alertId, String state, long second) {
    return new Change(OVERSPEED, alertId, state, START.plusSeconds(second));
  }
}

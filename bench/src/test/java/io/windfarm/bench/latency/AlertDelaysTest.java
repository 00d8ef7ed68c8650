package io.windfarm.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.local.AlertNotice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertDelaysTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration BOUND = Duration.ofSeconds(5);

  private static AlertNotice notice(String rule, String state, Instant at, long delayMillis) {
    return new AlertNotice("id", rule, "WT-1", state, at, at.plusMillis(delayMillis));
  }

  @Test
  void takesAwayWhatEveryAlertHasToWait() {
    List<AlertNotice> notices = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      notices.add(notice("overspeed", "RAISED", NOON, 5_000 + i));
    }

    AlertDelays delays = AlertDelays.of(notices, NOON, BOUND);

    assertThat(delays.all().at(50)).isEqualTo(Duration.ofMillis(50));
    assertThat(delays.all().at(99)).isEqualTo(Duration.ofMillis(99));
    assertThat(delays.table()).contains("| overspeed ", "|       50 |       99 |");
  }

  @Test
  void countsWhatWasRaisedOnceTheJobWasWarm() {
    List<AlertNotice> notices =
        List.of(
            notice("overspeed", "RAISED", NOON.minusMillis(1), 60_000),
            notice("overspeed", "ESCALATED", NOON, 50_000),
            notice("overspeed", "CLEARED", NOON, 40_000),
            notice("sensor-silence", "RAISED", NOON, 5_200));

    AlertDelays delays = AlertDelays.of(notices, NOON, BOUND);

    assertThat(delays.byRule()).containsOnlyKeys("sensor-silence");
    assertThat(delays.all().sorted()).containsExactly(Duration.ofMillis(200));
  }
}

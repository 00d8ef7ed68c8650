package io.windfarm.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MovedDatesTest {
  @Test
  void movesBySecondsAndKeepsMilliseconds() {
    MovedDates dates = new MovedDates(Duration.parse("P2DT0.2S"));

    // Rounded up: no reading is due before it can be sent.
    assertThat(dates.at("2026-11-20T23:59:59.125Z")).isTrue();
    assertThat(dates.second()).isEqualTo("2026-11-23T00:00:00");
    assertThat(dates.millis("2026-11-20T23:59:59.125Z"))
        .isEqualTo(Instant.parse("2026-11-23T00:00:00.125Z").toEpochMilli());
    assertThat(dates.millis("2026-11-20T23:59:59.999Z"))
        .isEqualTo(Instant.parse("2026-11-23T00:00:00.999Z").toEpochMilli());
    assertThat(dates.at("2026-02-30T25:61:00.000Z")).isFalse();
    assertThat(dates.at("2026-11-20T23:59:58.000Z")).isTrue();
    assertThat(dates.second()).isEqualTo("2026-11-22T23:59:59");
  }
}

package io.windfarm.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FixedClockTest {
  private final FixedClock clock = new FixedClock(Instant.parse("2026-11-21T00:30:00Z"));

  @Test
  void stopsTheClockInEveryDialectsWords() {
    assertThat(clock.at("SELECT current_timestamp, CURRENT_TIMESTAMP(), current_date() -- now()"))
        .isEqualTo(
            "SELECT TIMESTAMP '2026-11-21 00:30:00.000 UTC', TIMESTAMP '2026-11-21 00:30:00.000"
                + " UTC', CAST(TIMESTAMP '2026-11-21 00:30:00.000 UTC' AS date) ");
    assertThat(clock.forDuckDb("SELECT current_timestamp"))
        .isEqualTo("SELECT TIMESTAMPTZ '2026-11-21 00:30:00.000+00'");
  }

  @Test
  void refusesAClockThatItCannotStop() {
    assertThatThrownBy(() -> clock.at("SELECT now()")).hasMessageContaining("Asks a clock");
  }
}

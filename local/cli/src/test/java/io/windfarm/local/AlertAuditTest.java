package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AlertAuditTest {
  private static final ExpectedAlert LOSS =
      new ExpectedAlert("pressure-loss", "WT-1", "hydraulic-pressure-loss");
  private static final AlertAudit.Raised RAISED =
      new AlertAudit.Raised("WT-1", "hydraulic-pressure-loss");

  @Test
  void isCleanWhenEachExpectedAlertWasRaisedOnce() {
    assertThat(AlertAudit.of(List.of(LOSS), List.of(RAISED)).isClean()).isTrue();
  }

  @Test
  void findsAMissingAlert() {
    assertThat(AlertAudit.of(List.of(LOSS), List.of()).missing()).containsExactly(LOSS);
  }

  @Test
  void findsAnAlertThatWasRaisedTwice() {
    AlertAudit audit = AlertAudit.of(List.of(LOSS), List.of(RAISED, RAISED));

    assertThat(audit.repeated()).containsExactly(LOSS);
    assertThat(audit.isClean()).isFalse();
  }

  @Test
  void findsAnAlertWithoutAnEmergency() {
    AlertAudit.Raised other = new AlertAudit.Raised("WT-2", "hydraulic-pressure-loss");

    assertThat(AlertAudit.of(List.of(LOSS), List.of(RAISED, other)).invented())
        .containsExactly(other);
  }
}

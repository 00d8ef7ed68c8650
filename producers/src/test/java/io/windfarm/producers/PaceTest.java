package io.windfarm.producers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  private final StopSignal stop = new StopSignal();

  @Test
  void doesNotWaitForWhatIsOverdueAndSaysHowLate() throws Exception {
    Pace pace = new Pace(1, 10_000, stop);
    assertThat(pace.await(0)).isTrue();
    assertThat(pace.behindMillis()).isGreaterThanOrEqualTo(10_000);
  }

  @Test
  void aHigherSpeedIsLessBehindInRealTime() throws Exception {
    Pace pace = new Pace(1_000, 3_600_000, stop);
    assertThat(pace.await(0)).isTrue();
    assertThat(pace.behindMillis()).isBetween(3_600L, 3_500_000L);
  }

  @Test
  void isNeverBehindAtFullSpeed() throws Exception {
    Pace pace = new Pace(Pace.MAX, 10_000, stop);
    assertThat(pace.await(0)).isTrue();
    assertThat(pace.behindMillis()).isZero();
  }

  @Test
  void doesNotWaitOutAReadingOfTomorrowWhenStopped() throws Exception {
    Pace pace = new Pace(1, 0, stop);
    stop.stop();
    assertThat(pace.await(86_400_000)).isFalse();
  }
}

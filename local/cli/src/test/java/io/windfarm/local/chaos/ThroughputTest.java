package io.windfarm.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ThroughputTest {
  @Test
  void losesHalfOfTheThroughputWhenItTakesTwiceAsLong() {
    assertThat(Throughput.loss(1_000, 2_000)).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void losesLessThanNothingWhenItIsFaster() {
    assertThat(Throughput.loss(2_000, 1_000)).isNegative();
  }
}

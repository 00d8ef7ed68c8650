package io.windfarm.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // the harness declares that it throws anything
class HoldBackTest {
  @Test
  void holdsTheWatermarkBackByTheLookAheadButNotTheEndOfInput() throws Exception {
    try (var harness =
        new OneInputStreamOperatorTestHarness<>(new HoldBack<>(Duration.ofSeconds(30)))) {
      harness.open();
      harness.processWatermark(100_000);
      harness.processWatermark(Long.MAX_VALUE);

      assertThat(harness.getOutput())
          .containsExactly(new Watermark(69_999), new Watermark(Long.MAX_VALUE));
    }
  }

  @Test
  void letsNoWatermarkPassBeforeTheEndWhenLookAheadHasNoLimit() throws Exception {
    try (var harness = new OneInputStreamOperatorTestHarness<>(new HoldBack<>(Duration.ZERO))) {
      harness.open();
      harness.processWatermark(100_000);
      harness.processWatermark(Long.MAX_VALUE);

      assertThat(harness.getOutput()).containsExactly(new Watermark(Long.MAX_VALUE));
    }
  }
}

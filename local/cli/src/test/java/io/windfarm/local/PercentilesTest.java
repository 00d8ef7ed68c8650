package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
  @Test
  void takesTheNearestRank() {
    Percentiles hundred =
        Percentiles.of(IntStream.rangeClosed(1, 100).mapToObj(Duration::ofSeconds).toList());

    assertThat(hundred).hasToString("p50 50.0 s, p99 99.0 s, max 100.0 s");
  }

  @Test
  void saysSoWhereThereIsNothingToRank() {
    assertThat(Percentiles.of(List.of())).hasToString("none");
  }
}

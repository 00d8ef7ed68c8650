package io.windfarm.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CadenceTest {
  @Test
  void isUnknownUntilThreeIntervalsAre() {
    assertThat(Cadence.of(new long[] {1000, 1000})).isZero();
    assertThat(Cadence.of(new long[] {1000, 1000, 1000})).isEqualTo(1000);
  }

  @Test
  void isAnIntervalThatWasSeen() {
    assertThat(Cadence.of(new long[] {4000, 1000, 1000, 4000})).isEqualTo(1000);
  }

  @Test
  void remembersTheLastNineIntervals() {
    long[] intervals = {};
    for (long i = 1; i <= 11; i++) {
      intervals = Cadence.append(intervals, i);
    }
    assertThat(intervals).containsExactly(3, 4, 5, 6, 7, 8, 9, 10, 11);
  }
}

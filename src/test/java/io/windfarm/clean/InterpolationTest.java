package io.windfarm.clean;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InterpolationTest {
  @Test
  void followsTheLineInTime() {
    assertThat(Interpolation.at(1_250, 1_000, 10, 2_000, 20)).isEqualTo(12.5);
    assertThat(Interpolation.at(1_000, 1_000, 10, 1_000, 20)).isEqualTo(10);
  }

  @Test
  void countsWhatIsMissingToTheNearestTick() {
    assertThat(Interpolation.missing(1_400, 1_000)).isZero();
    assertThat(Interpolation.missing(1_500, 1_000)).isEqualTo(1);
    assertThat(Interpolation.missing(4_000, 1_000)).isEqualTo(3);
    assertThat(Interpolation.missing(200, 1_000)).isZero();
    assertThat(Interpolation.missing(4_000, 0)).as("cadence not known").isZero();
  }

  @Test
  void spreadsTicksEvenly() {
    assertThat(Interpolation.tick(0, 3_100, 1, 2)).isEqualTo(1_033);
    assertThat(Interpolation.tick(0, 3_100, 2, 2)).isEqualTo(2_067);
  }
}

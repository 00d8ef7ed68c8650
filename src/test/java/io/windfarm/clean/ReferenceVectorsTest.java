package io.windfarm.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.config.Sensor;
import org.junit.jupiter.api.Test;

/** The vectors of published filters, each rule applied to a whole series. */
class ReferenceVectorsTest {
  @Test
  void rangeFlagsWhatLiesOutside() {
    Sensor sensor = TestSensors.sensor("test", -0.5, 0.5, 0.01, 0, 0);

    assertThat(HardRange.excludes(sensor, -1)).isTrue();
    assertThat(HardRange.excludes(sensor, 0)).isFalse();
    assertThat(HardRange.excludes(sensor, 1)).isTrue();
  }

  @Test
  void rangeIsInclusiveAndHoldsNeitherInfinityNorNaNForAMeasurement() {
    Sensor sensor = TestSensors.sensor("test", -0.5, Double.POSITIVE_INFINITY, 0.01, 0, 0);

    assertThat(HardRange.excludes(sensor, -0.5)).isFalse();
    assertThat(HardRange.excludes(sensor, Double.POSITIVE_INFINITY)).isTrue();
    assertThat(HardRange.excludes(sensor, Double.NaN)).as("missing, not out of range").isFalse();
  }

  @Test
  void aRunOfThreeIsStuckFromItsFirstToItsLastValue() {
    assertThat(stuck(3, -1, -1, -1, 2, 2, 2, 3, 4, 5, 1, 1, 1, 1, 3, 3))
        .isEqualTo("111111000111100");
  }

  @Test
  void naNBreaksARunAndBelongsToNone() {
    assertThat(stuck(3, 1, 1, Double.NaN, 1, 1, 1)).isEqualTo("000111");
    assertThat(stuck(3, Double.NaN, Double.NaN, Double.NaN, Double.NaN)).isEqualTo("0000");
  }

  @Test
  void zeroNeverCallsASensorStuck() {
    assertThat(stuck(0, 1, 1, 1, 1)).isEqualTo("0000");
  }

  @Test
  void hampelReplacesASpikeByTheMedianAndLeavesTheEdges() {
    assertThat(hampel(5, 0, 1, 2, 3, 100, 4, 5, 6)).containsExactly(1, 2, 3, 4, 4, 5, 6);
    assertThat(hampel(5, 0, 10, 20, 30, 200, 40, 50, 60))
        .containsExactly(10, 20, 30, 40, 40, 50, 60);
    assertThat(hampel(5, 0, 100, 2, 3, 4, 100)).containsExactly(100, 2, 3, 4, 100);
  }

  @Test
  void aStepOfTheResolutionInAQuietSignalIsNoSpike() {
    assertThat(hampel(5, 0.1, 7, 7, 7.1, 7, 7)).containsExactly(7, 7, 7.1, 7, 7);
    assertThat(hampel(5, 0, 7, 7, 7.1, 7, 7)).containsExactly(7, 7, 7, 7, 7);
  }

  private static String stuck(int n, double... series) {
    int[] runs = new int[series.length];
    for (int i = 0; i < series.length; i++) {
      runs[i] = StuckRun.extend(i == 0 ? 0 : runs[i - 1], i == 0 ? 0 : series[i - 1], series[i]);
    }
    StringBuilder flags = new StringBuilder();
    for (int i = 0; i < series.length; i++) {
      int after = 0;
      while (i + after + 1 < series.length && runs[i + after + 1] == runs[i] + after + 1) {
        after++;
      }
      flags.append(StuckRun.isStuck(runs[i], after, n) ? '1' : '0');
    }
    return flags.toString();
  }

  private static double[] hampel(int size, double resolution, double... series) {
    Hampel hampel = new Hampel(size, 3);
    double[] cleaned = series.clone();
    double[] window = new double[size];
    for (int i = size / 2; i < series.length - size / 2; i++) {
      System.arraycopy(series, i - size / 2, window, 0, size);
      double median = hampel.replacement(series[i], window, resolution);
      cleaned[i] = Double.isNaN(median) ? series[i] : median;
    }
    return cleaned;
  }
}

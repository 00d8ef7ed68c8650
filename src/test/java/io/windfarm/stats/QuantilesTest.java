package io.windfarm.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantilesTest {
  private static final double[] LEVELS = {0, 0.5, 0.95, 0.99, 1};

  @Test
  void interpolatesBetweenRanksAsQuantileContDoes() {
    Quantiles quantiles = new Quantiles(new double[] {40, 10, 30, 20}, Quantiles.NO_SKETCH, 10, 40);

    assertThat(quantiles.at(0.5)).isEqualTo(25);
    assertThat(quantiles.at(0.95)).isCloseTo(38.5, within(1e-12));
    assertThat(quantiles.at(0)).isEqualTo(10);
    assertThat(quantiles.at(1)).isEqualTo(40);
  }

  @Test
  void isNaNWithoutValues() {
    assertThat(new Quantiles(new double[0], Quantiles.NO_SKETCH, Double.NaN, Double.NaN).at(0.5))
        .isNaN();
  }

  @Test
  void aSketchIsWithinItsAccuracyOfTheValueOfTheRank() {
    double[] values = new Random(1).doubles(10_000, -200, 2_000).toArray();
    byte[] sketch = Quantiles.add(Quantiles.NO_SKETCH, values);
    Arrays.sort(values);

    Quantiles quantiles = new Quantiles(new double[0], sketch, values[0], values[9_999]);

    for (double level : LEVELS) {
      double exact = values[(int) (level * 9_999)];
      assertThat(quantiles.at(level))
          .isCloseTo(exact, within(Math.abs(exact) * Quantiles.RELATIVE_ACCURACY * 1.0001));
    }
  }

  @Test
  void aSketchDoesNotDependOnTheOrderOfItsParts() {
    double[] values = new Random(2).doubles(3_000, -10, 300).toArray();
    byte[] a = Quantiles.add(Quantiles.NO_SKETCH, Arrays.copyOfRange(values, 0, 1_000));
    byte[] b = Quantiles.add(Quantiles.NO_SKETCH, Arrays.copyOfRange(values, 1_000, 2_000));
    double[] rest = Arrays.copyOfRange(values, 2_000, 3_000);

    Quantiles one = new Quantiles(rest, Quantiles.merge(List.of(a, b)), -10, 300);
    Quantiles other = new Quantiles(rest, Quantiles.merge(List.of(b, a)), -10, 300);
    Quantiles whole =
        new Quantiles(new double[0], Quantiles.add(Quantiles.NO_SKETCH, values), -10, 300);

    for (double level : LEVELS) {
      assertThat(one.at(level)).isEqualTo(other.at(level)).isEqualTo(whole.at(level));
    }
  }
}

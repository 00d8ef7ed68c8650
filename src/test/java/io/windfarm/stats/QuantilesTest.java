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
    Quantiles quantiles = of(pane(40, 10), pane(30, 20));

    assertThat(quantiles.at(0.5)).isEqualTo(25);
    assertThat(quantiles.at(0.95)).isCloseTo(38.5, within(1e-12));
    assertThat(quantiles.at(0)).isEqualTo(10);
    assertThat(quantiles.at(1)).isEqualTo(40);
  }

  @Test
  void isNaNWithoutValues() {
    assertThat(of(pane()).at(0.5)).isNaN();
  }

  @Test
  void nothingIsLeftOfTheWindowBefore() {
    Quantiles quantiles = of(sketched(new Random(3).doubles(1_000).toArray()));
    quantiles.take(List.of(pane(8, 9)), 8, 9);
    assertThat(quantiles.at(1)).isEqualTo(9);

    quantiles.take(List.of(pane(7)), 7, 7);

    assertThat(quantiles.at(0)).isEqualTo(7);
    assertThat(quantiles.at(1)).isEqualTo(7);
  }

  @Test
  void aSketchIsWithinItsAccuracyOfTheValueOfTheRank() {
    double[] values = new Random(1).doubles(10_000, -200, 2_000).toArray();

    Quantiles quantiles = of(sketched(values));

    Arrays.sort(values);
    for (double level : LEVELS) {
      double exact = values[(int) (level * 9_999)];
      assertThat(quantiles.at(level))
          .isCloseTo(exact, within(Math.abs(exact) * Quantiles.RELATIVE_ACCURACY * 1.0001));
    }
  }

  @Test
  void aSketchDoesNotDependOnTheOrderOfItsParts() {
    double[] values = new Random(2).doubles(2_200, -10, 300).toArray();
    Pane a = sketched(Arrays.copyOfRange(values, 0, 1_000));
    Pane b = sketched(Arrays.copyOfRange(values, 1_000, 2_000));
    Pane rest = pane(Arrays.copyOfRange(values, 2_000, 2_200));

    Quantiles one = of(a, b, rest);
    Quantiles other = of(rest, b, a);
    Quantiles joined = of(Pane.union(0, List.of(b, rest, a)));
    Quantiles whole = of(sketched(values));

    for (double level : LEVELS) {
      assertThat(one.at(level))
          .isEqualTo(other.at(level))
          .isEqualTo(joined.at(level))
          .isEqualTo(whole.at(level));
    }
  }

  private static Quantiles of(Pane... panes) {
    Pane all = Pane.moments(0, List.of(panes));
    Quantiles quantiles = new Quantiles();
    quantiles.take(List.of(panes), all.min, all.max);
    return quantiles;
  }

  private static Pane pane(double... values) {
    Pane pane = new Pane(0);
    for (double value : values) {
      pane.add(value, false, 0);
    }
    return pane;
  }

  /** All of more values than a pane keeps. */
  private static Pane sketched(double... values) {
    Pane pane = pane(values);
    pane.close();
    return pane;
  }
}

package io.windfarm.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class MedianOfSevenTest {
  /** What a network of exchanges does right with every row of noughts and ones it does with all. */
  @Example
  void isTheMiddleOfEveryRowOfNoughtsAndOnes() {
    for (int bits = 0; bits < 1 << 7; bits++) {
      double[] values = new double[7];
      for (int i = 0; i < values.length; i++) {
        values[i] = bits >> i & 1;
      }
      assertThat(Hampel.medianOfSeven(values)).isEqualTo(Integer.bitCount(bits) > 3 ? 1 : 0);
    }
  }

  @Property(seed = "42")
  void isWhatSortingFinds(@ForAll @Size(7) double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);

    assertThat(Double.compare(Hampel.medianOfSeven(values), sorted[3])).isZero();
  }
}

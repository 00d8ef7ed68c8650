package io.windfarm.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SortedValuesTest {
  private final SortedValues values = new SortedValues();

  @Property(tries = 500)
  void areInTheOrderThatArraysAreSortedIn(@ForAll long seed) {
    Random random = new Random(seed);
    double[] all = {};
    values.clear();
    for (int parts = random.nextInt(12); parts > 0; parts--) {
      double[] part = part(random);
      int count = random.nextInt(part.length + 1);
      values.add(part, count);
      all = Arrays.copyOf(all, all.length + count);
      System.arraycopy(part, 0, all, all.length - count, count);
    }

    values.sort();

    Arrays.sort(all);
    assertThat(values.size()).isEqualTo(all.length);
    for (int rank = 0; rank < all.length; rank++) {
      assertThat(Double.doubleToRawLongBits(values.at(rank)))
          .isEqualTo(Double.doubleToRawLongBits(all[rank]));
    }
  }

  /** Few different values, in order or not; a zero is positive or negative. */
  private static double[] part(Random random) {
    double[] part = new double[random.nextInt(300)];
    int distinct = 1 + random.nextInt(400);
    for (int i = 0; i < part.length; i++) {
      part[i] = (random.nextInt(distinct) - distinct / 2) * (random.nextBoolean() ? 0.1 : -0.1);
    }
    if (random.nextInt(4) > 0) {
      Arrays.sort(part);
    }
    return part;
  }
}

package io.windfarm.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.exchange.BlockReader;
import io.windfarm.exchange.BlockWriter;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CompactTest {
  @Property(tries = 300)
  void givesBackEveryBitOfAnyNumbers(@ForAll double[] numbers) {
    assertThat(bits(thereAndBack(numbers))).isEqualTo(bits(numbers));
  }

  @Property(tries = 300)
  void givesBackEveryBitOfWhatSensorsSend(@ForAll long seed) {
    Random random = new Random(seed);
    double[] numbers = random.doubles(random.nextInt(70), -1e6, 1e6).toArray();
    double power = Math.pow(10, random.nextInt(7));
    for (int i = 0; i < numbers.length; i++) {
      if (random.nextInt(10) > 0) {
        numbers[i] = Math.rint(numbers[i] * power) / power;
      }
    }

    assertThat(bits(thereAndBack(numbers))).isEqualTo(bits(numbers));
  }

  @Test
  void givesBackWhatIsNoOrdinaryNumber() {
    double otherNan = Double.longBitsToDouble(0x7ff8_0000_0000_0001L);
    double[] numbers = {
      1.5,
      Double.NaN,
      otherNan,
      -0.0,
      0.0,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      0x1p52,
      -0x1p53,
      4503599627370495.0,
      450359962737049.5
    };

    assertThat(bits(thereAndBack(numbers))).isEqualTo(bits(numbers));
  }

  @Property(tries = 300)
  void givesBackAnyWholeNumbers(@ForAll long[] numbers) {
    BlockWriter out = new BlockWriter();
    Compact.addLongs(numbers, out);
    for (long number : numbers) {
      Compact.addSigned(number, out);
    }

    BlockReader in = new BlockReader(out.bytes(), 0);
    assertThat(Compact.longs(in)).isEqualTo(numbers);
    for (long number : numbers) {
      assertThat(Compact.signed(in)).isEqualTo(number);
    }
  }

  @Test
  void writesDecimalsThatChangeLittleInAByteEach() {
    double[] numbers = {74.31, 74.29, 74.5, 74.02, 74.3};

    // How many, the places, 7,431 as a step of two bytes, four steps.
    assertThat(written(numbers).size()).isEqualTo(2 + 2 + 4);
  }

  @Test
  void writesAnOddOneAmongDecimalsAsItIsAndTheOthersNoWorse() {
    double[] numbers = {74.31, 74.2 + 1e-9, 74.29};

    assertThat(written(numbers).size()).isEqualTo(2 + 2 + (1 + 8) + 1);
  }

  @Test
  void needsNoMoreThanEightBytesForNumbersThatAreNoDecimals() {
    double[] numbers = new Random(1).doubles(100).toArray();

    assertThat(written(numbers).size()).isEqualTo(2 + 100 * 8);
  }

  private static double[] thereAndBack(double[] numbers) {
    return Compact.doubles(new BlockReader(written(numbers).bytes(), 0));
  }

  private static BlockWriter written(double[] numbers) {
    BlockWriter out = new BlockWriter();
    Compact.addDoubles(numbers, numbers.length, out);
    return out;
  }

  private static long[] bits(double[] numbers) {
    return Arrays.stream(numbers).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}

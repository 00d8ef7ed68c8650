package io.windfarm.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceNumberTest {
  private static final long MOST_SECONDS = 2_500_000_000L;

  @Property
  void readsBackWhatItPrints(
      @ForAll @LongRange(min = 1, max = MOST_SECONDS) long made,
      @ForAll @IntRange(max = 100_000) int shard,
      @ForAll @LongRange(min = 0) long index,
      @ForAll @LongRange(min = 0, max = MOST_SECONDS) long arrival) {
    SequenceNumber number = new SequenceNumber(made, shard, index);

    assertThat(SequenceNumber.parse(number.print(arrival))).isEqualTo(number);
    assertThat(number.print(arrival)).matches("49\\d{54}");
  }

  @Property
  void growsWithTheIndexWhateverTheClockDoes(
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 1) long index,
      @ForAll @LongRange(min = 0, max = MOST_SECONDS) long arrival,
      @ForAll @LongRange(min = 0, max = MOST_SECONDS) long nextArrival) {
    BigInteger one = new BigInteger(new SequenceNumber(1_700_000_000, 3, index).print(arrival));
    BigInteger next =
        new BigInteger(new SequenceNumber(1_700_000_000, 3, index + 1).print(nextArrival));

    assertThat(next).isGreaterThan(one);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-1",
        "x",
        "٤٩",
        "99999999999999999999999999999999999999999999999999999999"
      })
  void refusesWhatIsNotASequenceNumber(String text) {
    assertThatThrownBy(() -> SequenceNumber.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

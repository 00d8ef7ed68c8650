package io.windfarm.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;

class LastWatermarkTest {
  /** Years 1 to 9999, as an event may be dated. */
  private static final long FIRST = -62_135_596_800_000L;

  private static final long LAST = 253_402_300_799_999L;

  @Property
  void meetInTheOneOfThePartThatCameFurthest(
      @ForAll @NotEmpty List<@LongRange(min = FIRST, max = LAST) Long> latest) {
    long met = latest.stream().mapToLong(LastWatermark::of).min().orElseThrow();

    assertThat(LastWatermark.latest(met))
        .isEqualTo(latest.stream().mapToLong(Long::longValue).max().orElseThrow());
  }

  @Property
  void areNeitherATimeNorTheEndOfAnInputThatNeverSpoke(
      @ForAll @LongRange(min = FIRST, max = LAST) long latest,
      @ForAll @LongRange(min = FIRST, max = LAST) long time) {
    assertThat(LastWatermark.is(LastWatermark.of(latest))).isTrue();
    assertThat(LastWatermark.of(latest)).isBetween(time, Long.MAX_VALUE - 1);
    assertThat(LastWatermark.is(time)).isFalse();
    assertThat(LastWatermark.is(Long.MAX_VALUE)).isFalse();
    assertThat(LastWatermark.is(Long.MIN_VALUE)).isFalse();
  }
}

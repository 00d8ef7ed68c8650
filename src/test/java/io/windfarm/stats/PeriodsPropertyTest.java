package io.windfarm.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** What holds of periods of any possible length, wherever clocks change. */
class PeriodsPropertyTest {
  /** From 1995, beyond any change of rules that moved a clock by seconds. */
  @Property(tries = 2_000)
  void followOneAnotherWithoutAGap(
      @ForAll @LongRange(min = 788_918_400_000L, max = 2_000_000_000_000L) long time,
      @ForAll("shapes") Shape shape) {
    Periods periods = new Periods(shape.length, shape.zone);
    long start = periods.startAt(time);
    long end = periods.endAt(time);

    assertThat(time).isBetween(start, end - 1);
    assertThat(List.of(periods.startAt(start), periods.startAt(end - 1))).containsOnly(start);
    assertThat(List.of(periods.endAt(start), periods.endAt(end - 1))).containsOnly(end);
    assertThat(periods.startAt(end)).isEqualTo(end);
  }

  static final class Shape {
    final Duration length;
    final ZoneId zone;

    Shape(Duration length, ZoneId zone) {
      this.length = length;
      this.zone = zone;
    }

    @Override
    public String toString() {
      return length + " in " + zone;
    }
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Combinators.combine(
            Arbitraries.of(1, 10, 90, 480, 720, 1440, 2 * 1440, 7 * 1440),
            Arbitraries.of(
                "UTC",
                "Europe/Paris",
                "America/St_Johns",
                "America/Sao_Paulo",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "Asia/Kathmandu"))
        .as((minutes, zone) -> new Shape(Duration.ofMinutes(minutes), ZoneId.of(zone)));
  }
}

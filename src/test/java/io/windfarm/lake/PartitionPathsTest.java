package io.windfarm.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.LongRange;

class PartitionPathsTest {
  /** 2000-01-01T00:00:00.000Z and 2049-12-31T23:59:59.999Z. */
  private static final long FIRST = 946_684_800_000L;

  private static final long LAST = 2_524_607_999_999L;

  @Property
  void spellsTheHourAsACalendarDoes(@ForAll @LongRange(min = FIRST, max = LAST) long t) {
    DateTimeFormatter calendar =
        DateTimeFormatter.ofPattern("'region=r/year='yyyy'/month='MM'/day='dd'/hour='HH")
            .withZone(ZoneOffset.UTC);
    assertThat(new PartitionPaths(Grain.HOUR).pathOf("r", t))
        .isEqualTo(calendar.format(Instant.ofEpochMilli(t)));
  }

  @Property
  void staysInTheYearsThatHavePartitionsWhateverTheTime(@ForAll long t) {
    assertThat(new PartitionPaths(Grain.DAY).pathOf("r", t))
        .matches("region=r/year=20[0-4]\\d/month=\\d\\d/day=\\d\\d");
  }

  @Property
  void remembersNoWrongPath(@ForAll("rows") List<Tuple2<String, Long>> rows) {
    PartitionPaths warm = new PartitionPaths(Grain.HOUR);
    for (Tuple2<String, Long> row : rows) {
      assertThat(warm.pathOf(row.get1(), row.get2()))
          .isEqualTo(new PartitionPaths(Grain.HOUR).pathOf(row.get1(), row.get2()));
    }
  }

  /** Of few regions, and many of one hour and of the first and last moments of others. */
  @Provide
  Arbitrary<List<Tuple2<String, Long>>> rows() {
    long hour = 3_600_000;
    Arbitrary<Long> near =
        Combinators.combine(Arbitraries.integers().between(0, 2), Arbitraries.of(-1L, 0L, 1L))
            .as((hours, more) -> LAST - 2 * hour + hours * hour + more);
    return Combinators.combine(
            Arbitraries.of("a", "b", "Aa", "BB", "").injectNull(0.1),
            Arbitraries.frequencyOf(Tuple.of(4, near), Tuple.of(1, Arbitraries.longs())))
        .as(Tuple::of)
        .list()
        .ofMaxSize(60);
  }

  @Example
  void givesTheSamePathObjectToRowsOfOnePartition() {
    PartitionPaths paths = new PartitionPaths(Grain.HOUR);
    assertThat(paths.pathOf("eu-west-1", 0)).isSameAs(paths.pathOf("eu-west-1", 3_599_999));
    assertThat(paths.pathOf("eu-west-1", LAST)).isSameAs(paths.pathOf("eu-west-1", LAST - 1));
  }

  @Example
  void putsOtherTimesIntoTheFirstAndTheLastPartition() {
    PartitionPaths paths = new PartitionPaths(Grain.HOUR);
    assertThat(paths.pathOf("r", FIRST - 1))
        .isEqualTo("region=r/year=2000/month=01/day=01/hour=00");
    assertThat(paths.pathOf("r", LAST + 1)).isEqualTo("region=r/year=2049/month=12/day=31/hour=23");
  }

  @Example
  void namesRowsWithoutARegionUnknown() {
    PartitionPaths paths = new PartitionPaths(Grain.DAY);
    assertThat(paths.pathOf(null, 0)).isEqualTo("region=unknown/year=2000/month=01/day=01");
    assertThat(paths.pathOf("", 0)).isEqualTo("region=unknown/year=2000/month=01/day=01");
  }
}

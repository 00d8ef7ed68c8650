package io.windfarm.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.model.CleanedReading;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PartitionWritersTest {
  private static final List<String> REGIONS =
      List.of("us-east-1", "us-west-2", "eu-west-1", "ap-southeast-1", "unknown");

  @Property
  void givesAPartitionNoMoreWritersThanItMayHave(
      @ForAll @IntRange(min = 1, max = 4) int writers,
      @ForAll @IntRange(min = 1, max = 64) int subtasks,
      @ForAll long hour) {
    Set<Integer> used = new TreeSet<>();
    for (int turbine = 0; turbine < 50; turbine++) {
      used.add(writerOf("eu-west-1", "WT-" + turbine, hour, writers, subtasks));
    }
    assertThat(used).hasSize(Math.min(writers, subtasks));
    assertThat(used).allMatch(writer -> writer >= 0 && writer < subtasks);
  }

  @Property
  void letsTheRegionsOfAnHourTakeTurns(@ForAll @IntRange(min = 1, max = 5) int subtasks) {
    Set<Integer> used = new TreeSet<>();
    for (String region : REGIONS) {
      used.add(writerOf(region, "WT-1", Rows.QUARTER_PAST_SEVEN, 1, subtasks));
    }
    assertThat(used).hasSize(subtasks);
  }

  @Property
  void staysWithARegionThatNobodyKnows(@ForAll String region, @ForAll long time) {
    assertThat(writerOf(region, "WT-1", time, 1, 7))
        .isEqualTo(writerOf(region, "WT-2", time, 1, 7));
  }

  private static int writerOf(String region, String turbine, long time, int writers, int subtasks) {
    CleanedReading row = Rows.reading("r");
    row.reading.region = region;
    row.reading.turbineId = turbine;
    row.reading.eventTime = time;
    int turn = new PartitionWriters.Turn<>(ReadingsTable.define("1"), REGIONS, writers).getKey(row);
    return new PartitionWriters.InTurn().partition(turn, subtasks);
  }
}

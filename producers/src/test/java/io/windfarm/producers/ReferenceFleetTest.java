package io.windfarm.producers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReferenceFleetTest {
  @Test
  void isTheFleetOfTheMission() {
    assertThat(perFarm(ReferenceFleet.turbines(1_425)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "A", 150L, "B", 175L, "C", 200L, "D", 125L, "E", 225L, "F", 300L, "G", 100L, "H",
                150L));
  }

  @Property(tries = 100)
  void spreadsAnyNumberInProportion(@ForAll @IntRange(min = 1, max = 5_000) int count) {
    List<Turbine> turbines = ReferenceFleet.turbines(count);
    assertThat(turbines).hasSize(count).extracting(Turbine::id).doesNotHaveDuplicates();
    Map<String, Long> perFarm = perFarm(turbines);
    for (Farm farm : ReferenceFleet.FARMS) {
      double share = (double) count * farm.turbines() / ReferenceFleet.SIZE;
      assertThat((double) perFarm.getOrDefault(farm.id(), 0L)).isBetween(share - 1, share + 1);
    }
  }

  @Property(tries = 50)
  void keepsATurbineOnItsFarm(@ForAll @IntRange(min = 1, max = 3_000) int count) {
    Map<String, String> farms =
        ReferenceFleet.turbines(ReferenceFleet.SIZE).stream()
            .collect(Collectors.toMap(Turbine::id, turbine -> turbine.farm().id()));
    assertThat(ReferenceFleet.turbines(count))
        .filteredOn(turbine -> turbine.number() <= ReferenceFleet.SIZE)
        .allSatisfy(t -> assertThat(farms.get(t.id())).isEqualTo(t.farm().id()));
  }

  private static Map<String, Long> perFarm(List<Turbine> turbines) {
    return turbines.stream()
        .collect(Collectors.groupingBy(turbine -> turbine.farm().id(), Collectors.counting()));
  }
}

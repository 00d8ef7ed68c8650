package io.windfarm.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class StreamStateTest {
  @Property(tries = 200)
  void scalesToEqualRangesThroughSplitsAndMergesAlone(
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 12) Integer> counts) {
    StreamState state = StreamState.create("s", 1_700_000_000_000L, "PROVISIONED", 3);

    for (int count : counts) {
      state = state.scale(count, 1_700_000_001_000L);

      assertThat(
              state.openShards().stream()
                  .map(Shard::range)
                  .sorted((a, b) -> a.start().compareTo(b.start())))
          .isEqualTo(HashKeyRange.uniform(count));
    }

    Map<Integer, Shard> byNumber = new HashMap<>();
    for (Shard shard : state.shards()) {
      byNumber.put(shard.number(), shard);
      for (int parent : new int[] {shard.parent(), shard.adjacentParent()}) {
        if (parent >= 0) {
          assertThat(byNumber.get(parent).open()).isFalse();
          assertThat(shard.epochSecond()).isGreaterThan(byNumber.get(parent).epochSecond());
        }
      }
    }
  }

  @Property(tries = 50)
  void leavesShardsAloneThatAlreadyFit(@ForAll @IntRange(min = 1, max = 50) int count) {
    StreamState state = StreamState.create("s", 1_700_000_000_000L, "PROVISIONED", count);

    assertThat(state.scale(count, 1_700_000_001_000L)).isEqualTo(state);
  }
}

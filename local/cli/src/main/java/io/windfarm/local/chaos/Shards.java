package io.windfarm.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.windfarm.local.Failure;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The shards of a stream, and what an operator does with them. */
final class Shards {
  private final KinesisApi kinesis;

  Shards(KinesisApi kinesis) {
    this.kinesis = kinesis;
  }

  /**
   * A shard that takes records.
   *
   * @param start the first of its hash keys
   * @param end the last one
   */
  record Shard(String id, BigInteger start, BigInteger end) {}

  /** Splits the first open shard in the middle. */
  void split() throws IOException, InterruptedException {
    Shard shard = open().get(0);
    kinesis.call(
        "SplitShard",
        kinesis
            .onStream()
            .put("ShardToSplit", shard.id())
            .put("NewStartingHashKey", shard.start().add(shard.end()).shiftRight(1).toString()));
  }

  /**
   * Merges the open shard that begins the range of keys with its neighbour.
   *
   * @throws Failure if it has none
   */
  void merge() throws IOException, InterruptedException {
    List<Shard> open = open();
    Shard shard =
        open.stream().filter(each -> each.start().signum() == 0).findFirst().orElseThrow();
    Shard neighbour =
        open.stream()
            .filter(each -> each.start().equals(shard.end().add(BigInteger.ONE)))
            .findFirst()
            .orElseThrow(() -> new Failure("There is one shard: nothing to merge it with."));
    kinesis.call(
        "MergeShards",
        kinesis
            .onStream()
            .put("ShardToMerge", shard.id())
            .put("AdjacentShardToMerge", neighbour.id()));
  }

  /** Replaces all open shards by so many. */
  void scale(int count) throws IOException, InterruptedException {
    kinesis.call(
        "UpdateShardCount",
        kinesis.onStream().put("TargetShardCount", count).put("ScalingType", "UNIFORM_SCALING"));
  }

  /** Those that take records now. */
  List<Shard> open() throws IOException, InterruptedException {
    List<Shard> open = new ArrayList<>();
    for (JsonNode shard : list()) {
      if (!shard.path("SequenceNumberRange").has("EndingSequenceNumber")) {
        JsonNode keys = shard.path("HashKeyRange");
        open.add(
            new Shard(
                shard.path("ShardId").asText(),
                new BigInteger(keys.path("StartingHashKey").asText()),
                new BigInteger(keys.path("EndingHashKey").asText())));
      }
    }
    return open;
  }

  /** How many there are, the closed ones included. */
  int all() throws IOException, InterruptedException {
    return list().size();
  }

  private JsonNode list() throws IOException, InterruptedException {
    return kinesis.call("ListShards", kinesis.onStream()).path("Shards");
  }
}

package io.windfarm.ingest;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.streaming.connectors.kinesis.KinesisShardAssigner;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardHandle;

/**
 * Deals shards out to subtasks, in turn by their number, and remembers to whom: the consumer asks
 * here for every shard that it discovers, before it reads the first record, and {@link
 * ShardWatermarks} behind it learns from here for which shards to wait. Both run in one task, and a
 * job has its classes to itself, so a static map is where they meet.
 */
final class KinesisShards implements KinesisShardAssigner, ShardRoster {
  private static final long serialVersionUID = 1L;

  private static final Map<String, Set<String>> ASSIGNED = new ConcurrentHashMap<>();

  @Override
  public int assign(StreamShardHandle shard, int subtasks) {
    String id = shard.getShard().getShardId();
    int subtask = Math.floorMod(number(id), subtasks);
    ASSIGNED.computeIfAbsent(key(subtask, subtasks), none -> ConcurrentHashMap.newKeySet()).add(id);
    return subtask;
  }

  @Override
  public Set<String> assignedTo(int subtask, int subtasks) {
    return ASSIGNED.getOrDefault(key(subtask, subtasks), Set.of());
  }

  /** Of {@code shardId-000000000042}, 42: neighbours go to different subtasks. */
  private static int number(String id) {
    int from = id.length();
    while (from > 0 && id.length() - from < 9 && Character.isDigit(id.charAt(from - 1))) {
      from--;
    }
    return from == id.length() ? id.hashCode() : Integer.parseInt(id.substring(from));
  }

  /** After a change of parallelism, what was dealt out before does not hold. */
  private static String key(int subtask, int subtasks) {
    return subtask + "/" + subtasks;
  }
}

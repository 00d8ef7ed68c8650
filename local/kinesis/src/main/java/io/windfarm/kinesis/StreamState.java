package io.windfarm.kinesis;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything about a stream but its records: what {@code stream.json} holds. Immutable; each change
 * is a new state, written in full before it is seen.
 *
 * @param mode PROVISIONED or ON_DEMAND
 * @param shards in order of their numbers, closed ones until retention has passed over them
 * @param nextShard number that the next new shard gets
 */
record StreamState(
    String name,
    long createdMillis,
    String mode,
    int retentionHours,
    Map<String, String> tags,
    List<String> metrics,
    List<Consumer> consumers,
    List<Shard> shards,
    int nextShard) {

  static StreamState create(String name, long now, String mode, int shardCount) {
    StreamState state =
        new StreamState(name, now, mode, 24, Map.of(), List.of(), List.of(), List.of(), 0);
    for (HashKeyRange range : HashKeyRange.uniform(shardCount)) {
      state = state.opening(range, now, now / 1000, -1, -1);
    }
    return state;
  }

  StreamState withMode(String newMode) {
    return new StreamState(
        name, createdMillis, newMode, retentionHours, tags, metrics, consumers, shards, nextShard);
  }

  StreamState withRetention(int hours) {
    return new StreamState(
        name, createdMillis, mode, hours, tags, metrics, consumers, shards, nextShard);
  }

  StreamState withTags(Map<String, String> newTags) {
    return new StreamState(
        name,
        createdMillis,
        mode,
        retentionHours,
        new TreeMap<>(newTags),
        metrics,
        consumers,
        shards,
        nextShard);
  }

  StreamState withMetrics(List<String> newMetrics) {
    return new StreamState(
        name, createdMillis, mode, retentionHours, tags, newMetrics, consumers, shards, nextShard);
  }

  StreamState withConsumers(List<Consumer> newConsumers) {
    return new StreamState(
        name, createdMillis, mode, retentionHours, tags, metrics, newConsumers, shards, nextShard);
  }

  private StreamState withShards(List<Shard> newShards, int next) {
    return new StreamState(
        name,
        createdMillis,
        mode,
        retentionHours,
        tags,
        metrics,
        consumers,
        List.copyOf(newShards),
        next);
  }

  /** Without the closed shards that retention has passed over. */
  StreamState withoutShardsClosedBefore(long millis) {
    List<Shard> kept = new ArrayList<>(shards);
    kept.removeIf(shard -> !shard.open() && shard.closedMillis() < millis);
    return kept.size() == shards.size() ? this : withShards(kept, nextShard);
  }

  /** The shard cut in two at {@code at}, the first hash key of the second child. */
  StreamState split(Shard shard, BigInteger at, long now) {
    long second = childSecond(now, shard.epochSecond());
    HashKeyRange low = new HashKeyRange(shard.start(), at.subtract(BigInteger.ONE));
    HashKeyRange high = new HashKeyRange(at, shard.end());
    return closing(shard, now)
        .opening(low, now, second, shard.number(), -1)
        .opening(high, now, second, shard.number(), -1);
  }

  /** The two shards replaced by one that owns both their ranges. */
  StreamState merge(Shard shard, Shard adjacent, long now) {
    long second = childSecond(now, Math.max(shard.epochSecond(), adjacent.epochSecond()));
    return closing(shard, now)
        .closing(adjacent, now)
        .opening(
            shard.range().join(adjacent.range()), now, second, shard.number(), adjacent.number());
  }

  /**
   * Open shards brought to {@code count} equal ranges by splits and merges alone, so that no shard
   * has more than two parents: first every shard is split at the new borders within it, then the
   * pieces of each new range are merged. Shards between the two are closed at once and stay empty.
   */
  StreamState scale(int count, long now) {
    StreamState state = this;
    List<HashKeyRange> targets = HashKeyRange.uniform(count);
    for (HashKeyRange target : targets) {
      Shard across = state.owner(target.start());
      if (!across.start().equals(target.start())) {
        state = state.split(across, target.start(), now);
      }
    }
    for (HashKeyRange target : targets) {
      Shard first = state.owner(target.start());
      while (!first.end().equals(target.end())) {
        state = state.merge(first, state.owner(first.end().add(BigInteger.ONE)), now);
        first = state.owner(target.start());
      }
    }
    return state;
  }

  List<Shard> openShards() {
    return shards.stream().filter(Shard::open).toList();
  }

  /** The open shard that the hash key belongs to. */
  Shard owner(BigInteger hashKey) {
    for (Shard shard : shards) {
      if (shard.open() && shard.range().holds(hashKey)) {
        return shard;
      }
    }
    throw new IllegalStateException("No open shard of " + name + " owns hash key " + hashKey);
  }

  private StreamState closing(Shard shard, long now) {
    List<Shard> changed = new ArrayList<>(shards);
    changed.set(changed.indexOf(shard), shard.closed(now));
    return withShards(changed, nextShard);
  }

  private StreamState opening(
      HashKeyRange range, long now, long second, int parent, int adjacentParent) {
    List<Shard> changed = new ArrayList<>(shards);
    changed.add(
        new Shard(nextShard, range.start(), range.end(), second, now, 0, parent, adjacentParent));
    return withShards(changed, nextShard + 1);
  }

  private static long childSecond(long now, long parentSecond) {
    return Math.max(now / 1000, parentSecond + 1);
  }
}

package io.windfarm.kinesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * One stream: its state and its records. Writers of records share the lock and changes of the state
 * own it, so that no record reaches a shard after it was closed. Safe for use by many threads.
 */
final class KinesisStream {
  private static final long SWEEP_MILLIS = Duration.ofMinutes(1).toMillis();

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final StreamRecords records;
  private final Consumer<StreamState> keep;
  private final Clock clock;
  private volatile StreamState state;
  private volatile Routing routing;
  private volatile long sweptMillis;
  private volatile boolean gone;

  /**
   * @param keep writes a new state where it survives; what it throws leaves the old one in place
   */
  KinesisStream(StreamState state, StreamRecords records, Consumer<StreamState> keep, Clock clock) {
    this.state = state;
    this.routing = new Routing(state);
    this.records = records;
    this.keep = keep;
    this.clock = clock;
    this.sweptMillis = clock.millis();
  }

  StreamState state() {
    return state;
  }

  /** Its directory, or null if it is held in memory. */
  Path home() {
    return records.directory();
  }

  String name() {
    return state.name();
  }

  long horizonMillis() {
    return clock.millis() - Duration.ofHours(state.retentionHours()).toMillis();
  }

  ShardLog log(Shard shard) {
    refuseIfGone();
    return records.log(shard);
  }

  ShardLimits limits(Shard shard) {
    return records.limits(shard, clock.millis());
  }

  /** Replaces the state by what the change makes of it. */
  StreamState change(UnaryOperator<StreamState> change) {
    lock.writeLock().lock();
    try {
      refuseIfGone();
      StreamState changed = change.apply(state);
      if (!changed.equals(state)) {
        keep.accept(changed);
        state = changed;
        routing = new Routing(changed);
      }
      return changed;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** What to do while no shard can be closed. */
  interface Write {
    void with(Routing routing) throws IOException;
  }

  void write(Write write) throws IOException {
    lock.readLock().lock();
    try {
      refuseIfGone();
      write.with(routing);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Frees what retention has passed over; does nothing if that was done within the minute. */
  void sweep() {
    long now = clock.millis();
    if (now - sweptMillis < SWEEP_MILLIS) {
      return;
    }
    sweptMillis = now;
    long horizon = horizonMillis();
    StreamState before = state;
    StreamState after = change(current -> current.withoutShardsClosedBefore(horizon));
    try {
      for (Shard shard : before.shards()) {
        if (after.shards().contains(shard)) {
          log(shard).trim(horizon);
        } else if (!shard.open()) {
          records.delete(shard);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void close() throws IOException {
    lock.writeLock().lock();
    try {
      gone = true;
      records.close();
    } finally {
      lock.writeLock().unlock();
    }
  }

  void delete() throws IOException {
    lock.writeLock().lock();
    try {
      gone = true;
      for (Shard shard : state.shards()) {
        records.delete(shard);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  // A request that found the stream just before it was deleted or closed must not bring its files
  // back, or write to a directory that may be another endpoint's by now.
  private void refuseIfGone() {
    if (gone) {
      throw ServiceError.notFound("Stream " + name() + " was deleted or the endpoint closed.");
    }
  }

  /** The open shards in order of their ranges. */
  static final class Routing {
    private final List<Shard> byStart;

    Routing(StreamState state) {
      byStart =
          state.openShards().stream().sorted((a, b) -> a.start().compareTo(b.start())).toList();
    }

    Shard owner(BigInteger hashKey) {
      int low = 0;
      int high = byStart.size() - 1;
      while (low < high) {
        int middle = (low + high + 1) >>> 1;
        if (byStart.get(middle).start().compareTo(hashKey) <= 0) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return byStart.get(low);
    }
  }
}

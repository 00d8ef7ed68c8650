package io.windfarm.kinesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The logs and the limits of a stream's shards, made when first asked for. */
final class StreamRecords {
  private final Path directory;
  private final AtomicLong heap;
  private final Map<Integer, ShardLog> logs = new ConcurrentHashMap<>();
  private final Map<Integer, ShardLimits> limits = new ConcurrentHashMap<>();

  /**
   * @param directory the stream's own, or null to hold records on the heap
   * @param heap bytes held on the heap by the whole endpoint
   */
  StreamRecords(Path directory, AtomicLong heap) {
    this.directory = directory;
    this.heap = heap;
  }

  Path directory() {
    return directory;
  }

  ShardLog log(Shard shard) {
    return logs.computeIfAbsent(
        shard.number(),
        number -> {
          try {
            return new ShardLog(
                directory == null
                    ? Storage.heap(heap)
                    : Storage.files(directory.resolve(shard.id())));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  ShardLimits limits(Shard shard, long nowMillis) {
    return limits.computeIfAbsent(shard.number(), number -> new ShardLimits(nowMillis));
  }

  void delete(Shard shard) throws IOException {
    log(shard).delete();
    logs.remove(shard.number());
    limits.remove(shard.number());
  }

  void close() throws IOException {
    for (ShardLog log : logs.values()) {
      log.close();
    }
  }
}

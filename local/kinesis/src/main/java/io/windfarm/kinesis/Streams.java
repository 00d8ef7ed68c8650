package io.windfarm.kinesis;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * All streams of an endpoint, and where they are kept: a directory for each under {@code streams},
 * with {@code stream.json} and one directory a shard. The directory belongs to one process at a
 * time. Safe for use by many threads.
 */
final class Streams implements AutoCloseable {
  private static final String STATE = "stream.json";
  private static final String DELETED = "stream.deleted";

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, KinesisStream> streams = new ConcurrentSkipListMap<>();
  private final AtomicLong heap = new AtomicLong();
  private final Path root;
  private final Clock clock;
  private final FileChannel lockFile;

  /**
   * @param directory null to hold everything in memory
   */
  Streams(Path directory, Clock clock) throws IOException {
    this.clock = clock;
    if (directory == null) {
      root = null;
      lockFile = null;
      return;
    }
    root = Files.createDirectories(directory.resolve("streams"));
    lockFile = lock(directory);
    try {
      load();
    } catch (IOException | RuntimeException e) {
      lockFile.close();
      throw e;
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new IOException(
          "Another Kinesis endpoint is using "
              + directory
              + ": stop it, or give this one a directory of its own");
    }
    return channel;
  }

  private void load() throws IOException {
    List<Path> homes;
    try (Stream<Path> found = Files.list(root)) {
      homes = found.toList();
    }
    for (Path home : homes) {
      if (Files.exists(home.resolve(DELETED))) {
        remove(home);
      } else if (Files.exists(home.resolve(STATE))) {
        StreamState state =
            json.readValue(Files.readAllBytes(home.resolve(STATE)), StreamState.class);
        streams.put(state.name(), open(state, home));
      }
    }
  }

  private KinesisStream open(StreamState state, Path home) {
    return new KinesisStream(
        state,
        new StreamRecords(home, heap),
        changed -> {
          if (home != null) {
            write(home, changed);
          }
        },
        clock);
  }

  private void write(Path home, StreamState state) {
    try {
      Storage.replace(
          home.resolve(STATE), json.writerWithDefaultPrettyPrinter().writeValueAsBytes(state));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The stream of that name, or null. */
  KinesisStream get(String name) {
    KinesisStream stream = streams.get(name);
    if (stream != null) {
      stream.sweep();
    }
    return stream;
  }

  Collection<KinesisStream> all() {
    return List.copyOf(streams.values());
  }

  /** Adds a stream unless its name is taken; says whether it was added. */
  synchronized boolean create(StreamState state) throws IOException {
    if (streams.containsKey(state.name())) {
      return false;
    }
    Path home = null;
    if (root != null) {
      // Two names may differ in case only and a file system may not: the numbers tell them apart.
      home = freshHome(state);
      write(home, state);
    }
    streams.put(state.name(), open(state, home));
    return true;
  }

  private Path freshHome(StreamState state) throws IOException {
    for (int attempt = 0; ; attempt++) {
      Path home = root.resolve(state.name() + "-" + state.createdMillis() + "-" + attempt);
      if (!Files.exists(home)) {
        return Files.createDirectory(home);
      }
    }
  }

  /** Removes a stream with its records; a stream half removed by a crash stays removed. */
  synchronized void delete(KinesisStream stream) throws IOException {
    if (!streams.remove(stream.name(), stream)) {
      return;
    }
    Path home = stream.home();
    if (home != null) {
      Files.move(home.resolve(STATE), home.resolve(DELETED), StandardCopyOption.ATOMIC_MOVE);
    }
    stream.delete();
    if (home != null) {
      remove(home);
    }
  }

  private static void remove(Path home) throws IOException {
    List<Path> files;
    try (Stream<Path> walked = Files.walk(home)) {
      files = walked.sorted(Comparator.reverseOrder()).toList();
    }
    // The mark goes last, with the directory, so that a crash half way is noticed.
    for (Path file : files) {
      if (!file.equals(home) && !file.equals(home.resolve(DELETED))) {
        Files.delete(file);
      }
    }
    Files.delete(home.resolve(DELETED));
    Files.delete(home);
  }

  /** Streams by name, for listings. */
  Map<String, KinesisStream> byName() {
    return new TreeMap<>(streams);
  }

  @Override
  public void close() throws IOException {
    for (KinesisStream stream : all()) {
      stream.close();
    }
    if (lockFile != null) {
      lockFile.close();
    }
  }
}

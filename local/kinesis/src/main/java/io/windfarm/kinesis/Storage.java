package io.windfarm.kinesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Where the segments of one shard's log live. */
interface Storage {
  /** Most bytes of a segment before the log goes on in the next. */
  long segmentBytes();

  /** First record indexes of the segments that are there, in order. */
  List<Long> existing() throws IOException;

  LogStore open(long firstIndex, boolean sealed) throws IOException;

  /** Removes the place itself, after its segments. */
  void delete() throws IOException;

  /** On the heap; see {@link HeapStore}. */
  static Storage heap(AtomicLong held) {
    long most = Runtime.getRuntime().maxMemory() / 2;
    return new Storage() {
      @Override
      public long segmentBytes() {
        return 4L << 20;
      }

      @Override
      public List<Long> existing() {
        return List.of();
      }

      @Override
      public LogStore open(long firstIndex, boolean sealed) {
        return new HeapStore(held, most);
      }

      @Override
      public void delete() {
        // Segments are all there is.
      }
    };
  }

  /** One file a segment in a directory of the shard's own. */
  static Storage files(Path directory) {
    String suffix = ".log";
    return new Storage() {
      @Override
      public long segmentBytes() {
        return 256L << 20;
      }

      @Override
      public List<Long> existing() throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> files = Files.list(directory)) {
          return files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.matches("\\d{20}\\.log"))
              .map(name -> Long.parseLong(name.substring(0, 20)))
              .sorted()
              .toList();
        }
      }

      @Override
      public LogStore open(long firstIndex, boolean sealed) throws IOException {
        return new FileStore(
            directory.resolve(String.format(Locale.ROOT, "%020d", firstIndex) + suffix), sealed);
      }

      @Override
      public void delete() throws IOException {
        Files.deleteIfExists(directory);
      }
    };
  }

  /** Writes a small file so that after a crash either the old or the new content is there. */
  static void replace(Path file, byte[] content) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (FileChannel channel =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

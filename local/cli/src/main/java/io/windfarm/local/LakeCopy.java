package io.windfarm.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * A copy of what a query needs of a lake in S3, in a temporary folder with the lake's own paths:
 * DuckDB reads S3 itself only with an extension that it would have to download. Gone when closed.
 */
final class LakeCopy implements AutoCloseable {
  /** A query that needs more is better asked where the lake is. */
  private static final long MAX_BYTES = 2L << 30;

  /** At a time: an object is small, and most of its time is waiting. */
  private static final int FETCHES = 8;

  private static final double MEGABYTE = 1e6;

  private final Path folder;
  private final List<S3Storage.Stored> fetched = new ArrayList<>();

  private LakeCopy(Path folder) {
    this.folder = folder;
  }

  /**
   * Copies the committed files of some tables.
   *
   * @param root such as {@code s3://bucket/lake}; S3 is that of the environment
   * @param compacted which partitions are copied from compacted files; empty for none
   * @throws Failure if S3 refuses, or if it is too much
   */
  static LakeCopy of(
      String root, Set<String> tables, PartitionRange range, Optional<CompactedBefore> compacted)
      throws IOException {
    LakeCopy copy = new LakeCopy(Files.createTempDirectory("windfarm-lake"));
    try (S3Storage storage = S3Storage.at(URI.create(root))) {
      List<S3Storage.Stored> wanted = new ArrayList<>();
      for (String table : tables) {
        storage.stored(table).stream()
            .filter(object -> isCommitted(object.path(), object) && range.include(object.path()))
            .filter(object -> compacted.filter(before -> before.holds(object.path())).isEmpty())
            .forEach(wanted::add);
        if (compacted.isPresent()) {
          String above = CompactedBefore.FOLDER + "/";
          storage.stored(above + table).stream()
              .filter(object -> isCommitted(object.path().substring(above.length()), object))
              .filter(object -> range.include(object.path()))
              .filter(object -> compacted.get().holds(object.path()))
              .forEach(wanted::add);
        }
      }
      refuseTooMuch(root, wanted);
      copy.fetch(storage, wanted);
      return copy;
    } catch (IOException | RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  Path root() {
    return folder;
  }

  /** Such as {@code 3 files, 0.2 MB}. */
  String size() {
    long bytes = fetched.stream().mapToLong(S3Storage.Stored::bytes).sum();
    return String.format(Locale.ROOT, "%d files, %.1f MB", fetched.size(), bytes / MEGABYTE);
  }

  private static boolean isCommitted(String path, S3Storage.Stored object) {
    return object.bytes() > 0
        && path.endsWith(LakeFiles.SUFFIX)
        && Arrays.stream(path.split("/", -1)).noneMatch(LakeFiles::isHidden);
  }

  private static void refuseTooMuch(String root, List<S3Storage.Stored> wanted) {
    long bytes = wanted.stream().mapToLong(S3Storage.Stored::bytes).sum();
    if (bytes > MAX_BYTES) {
      throw new Failure(
          String.format(
              Locale.ROOT,
              "The query would fetch %d files, %.1f GB, from %s, and at most %d GB are fetched."
                  + " Narrow it with --since DAY and --until DAY, or ask where the lake is:"
                  + " sql/README.md.",
              wanted.size(),
              bytes / MEGABYTE / 1e3,
              root,
              MAX_BYTES >> 30));
    }
  }

  private void fetch(S3Storage storage, List<S3Storage.Stored> wanted) throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(FETCHES);
    try {
      List<Future<?>> fetches = new ArrayList<>();
      for (S3Storage.Stored object : wanted) {
        Path file = folder.resolve(object.path());
        Files.createDirectories(file.getParent());
        fetches.add(pool.submit(() -> storage.fetch(object, file)));
      }
      for (Future<?> fetch : fetches) {
        fetch.get();
      }
      fetched.addAll(wanted);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Failure failure) {
        throw failure;
      }
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("Interrupted while fetching from S3.", e);
    } finally {
      pool.shutdownNow();
    }
  }

  @Override
  public void close() {
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

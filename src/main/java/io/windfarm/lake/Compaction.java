package io.windfarm.lake;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.schema.MessageType;

/**
 * Makes few files of the many that a table has in partitions that are over: beside the table, in
 * {@code <root>/_compacted/<table>}, with the same partitions below, and manifests. What the job
 * wrote stays as it is.
 *
 * <p>A file may be compacted once. Which ones a compacted file was made from stands in its footer,
 * so a run that was cut off is repeated, and one that comes later does the rest: files that have
 * come meanwhile into partitions that were done before. Two runs at a time would do the same files
 * twice; that is noticed by the next, and nothing is done until one of the two is removed.
 */
public final class Compaction {
  /** The folder, below a root, of tables whose files are compacted. */
  public static final String FOLDER = "_compacted";

  /** As large as the job lets a file grow; they are held in memory, packed as they are. */
  private static final long FILE_BYTES = 128L << 20;

  private final Path folder;
  private final Path target;
  private final Table<?> table;
  private final Instant since;
  private final SortedMap<String, List<FileStatus>> stored;
  private final Outcome outcome = new Outcome();

  private Compaction(
      Path folder, Table<?> table, Instant since, SortedMap<String, List<FileStatus>> stored) {
    this.folder = folder;
    this.target = new Path(new Path(folder.getParent(), FOLDER), folder.getName());
    this.table = table;
    this.since = since;
    this.stored = stored;
  }

  /**
   * Looks at what there is of a table in partitions between two times.
   *
   * @param folder {@code <root>/<table>}
   * @throws IllegalArgumentException if there is no such table
   */
  public static Compaction of(Path folder, Instant since, Instant before) throws IOException {
    Table<?> table =
        Lake.tables().stream()
            .filter(each -> each.name().equals(folder.getName()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        folder + " is no table: name one of " + TableNames.ALL));
    return new Compaction(folder, table, since, StoredFiles.below(folder, since, before));
  }

  /**
   * The time before which all can be compacted: {@code before}, or earlier where files of a
   * backfill lie that more input may replace.
   */
  public Instant boundary(Instant before) {
    return stored.entrySet().stream()
        .filter(partition -> partition.getValue().stream().anyMatch(Compaction::isProvisional))
        .map(partition -> span(partition.getKey()).start())
        .filter(start -> start.isBefore(before))
        .min(Comparator.naturalOrder())
        .orElse(before);
  }

  private static boolean isProvisional(FileStatus file) {
    return file.getPath().getName().startsWith(Lake.PROVISIONAL);
  }

  private static PartitionSpan span(String partition) {
    return PartitionSpan.of(partition).orElseThrow();
  }

  /**
   * Compacts what is not yet, of partitions that are over before a time.
   *
   * @param before no later than {@link #boundary}
   * @throws IOException if something can't be read or written, or has other rows than it should:
   *     what was done until then stays, and the rest is for the next run
   */
  public Outcome run(Instant before) throws IOException {
    Map<String, Map<String, Path>> done = compacted(before);
    for (Map.Entry<String, List<FileStatus>> partition : stored.entrySet()) {
      if (span(partition.getKey()).end().isAfter(before)) {
        continue;
      }
      Map<String, Path> sources = done.getOrDefault(partition.getKey(), Map.of());
      List<FileStatus> left = new ArrayList<>(partition.getValue());
      left.removeIf(file -> sources.containsKey(file.getPath().getName()));
      for (List<FileStatus> files : inSets(left)) {
        compact(partition.getKey(), files);
      }
    }
    return outcome;
  }

  /** Which files are compacted, and into which, by partition. Writes manifests that are missing. */
  private Map<String, Map<String, Path>> compacted(Instant before) throws IOException {
    Map<String, Map<String, Path>> compacted = new HashMap<>();
    for (Map.Entry<String, List<FileStatus>> partition :
        StoredFiles.below(target, since, before).entrySet()) {
      Map<String, Path> sources = new HashMap<>();
      for (FileStatus file : partition.getValue()) {
        Manifest manifest = Manifest.of(target, file.getPath(), Committable.NO_CHECKPOINT);
        for (String source : manifest.sources()) {
          Path other = sources.put(source, file.getPath());
          if (other != null) {
            throw twice(source, other, file.getPath());
          }
        }
        if (!file.getPath().getFileSystem().exists(Manifest.place(target, file.getPath()))) {
          manifest.write(target);
          outcome.manifests++;
        }
      }
      compacted.put(partition.getKey(), sources);
    }
    return compacted;
  }

  private static IOException twice(String source, Path one, Path other) {
    return new IOException(
        "The rows of "
            + source
            + " are in two compacted files, since two runs went on at the same time: "
            + one
            + " and "
            + other
            + ". Remove one of the two and its manifest, and run compact again, one at a time.");
  }

  /** Files that become one each, in the order in which they came. */
  private static List<List<FileStatus>> inSets(List<FileStatus> files) {
    files.sort(
        Comparator.comparingLong(FileStatus::getModificationTime)
            .thenComparing(file -> file.getPath().getName()));
    List<List<FileStatus>> sets = new ArrayList<>();
    long bytes = 0;
    for (FileStatus file : files) {
      if (sets.isEmpty() || bytes + file.getLen() > FILE_BYTES) {
        sets.add(new ArrayList<>());
        bytes = 0;
      }
      sets.get(sets.size() - 1).add(file);
      bytes += file.getLen();
    }
    return sets;
  }

  private void compact(String partition, List<FileStatus> files) throws IOException {
    // Sources of an earlier version may have other columns: each schema gets a file.
    Map<MessageType, List<SourceFile>> bySchema = new LinkedHashMap<>();
    try (SourceFiles sources = SourceFiles.open(files)) {
      for (SourceFile source : sources.all()) {
        bySchema.computeIfAbsent(source.schema(), schema -> new ArrayList<>()).add(source);
      }
      for (List<SourceFile> alike : bySchema.values()) {
        Manifest manifest = new CompactedFile(table, partition, alike).write(target);
        outcome.sources += alike.size();
        outcome.files++;
        outcome.rows += manifest.rows();
        outcome.bytes += manifest.bytes();
      }
      outcome.sourceBytes += files.stream().mapToLong(FileStatus::getLen).sum();
    }
  }

  /** The folder that was compacted. */
  public Path folder() {
    return folder;
  }

  /** What a run has done. */
  public static final class Outcome {
    private long sources;
    private long sourceBytes;
    private long files;
    private long bytes;
    private long rows;
    private long manifests;

    private Outcome() {}

    /** How many files were compacted. */
    public long sources() {
      return sources;
    }

    /** How large these were together. */
    public long sourceBytes() {
      return sourceBytes;
    }

    /** How many files they became. */
    public long files() {
      return files;
    }

    /** How large these are together. */
    public long bytes() {
      return bytes;
    }

    /** How many rows are in them. */
    public long rows() {
      return rows;
    }

    /** How many manifests were written that an earlier run had not come to. */
    public long manifests() {
      return manifests;
    }
  }
}

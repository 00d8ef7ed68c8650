package io.windfarm.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The committed files of a table by partition, as they are found: names with {@code .} or {@code _}
 * in front are not committed, and what lies in no partition is nobody's.
 */
final class StoredFiles {
  private static final String SUFFIX = ".parquet";

  private final Path folder;
  private final FileSystem files;
  private final Instant since;
  private final Instant before;
  private final SortedMap<String, List<FileStatus>> partitions = new TreeMap<>();

  private StoredFiles(Path folder, Instant since, Instant before) throws IOException {
    this.folder = folder;
    this.files = folder.getFileSystem();
    this.since = since;
    this.before = before;
  }

  /**
   * Those of partitions that lie between two times, sorted by name; none if there is no such
   * folder.
   *
   * @param folder of the table
   */
  static SortedMap<String, List<FileStatus>> below(Path folder, Instant since, Instant before)
      throws IOException {
    StoredFiles stored = new StoredFiles(folder, since, before);
    stored.add(folder, "");
    return stored.partitions;
  }

  private void add(Path place, String partition) throws IOException {
    List<FileStatus> found = new ArrayList<>();
    for (FileStatus status : list(place)) {
      String name = status.getPath().getName();
      if (name.startsWith(".") || name.startsWith("_")) {
        continue;
      }
      if (status.isDir()) {
        String path = partition.isEmpty() ? name : partition + '/' + name;
        if (PartitionSpan.of(path).map(this::mayHoldSome).orElse(true)) {
          add(new Path(place, name), path);
        }
      } else if (name.endsWith(SUFFIX) && status.getLen() > 0 && isWanted(partition)) {
        found.add(status);
      }
    }
    if (!found.isEmpty()) {
      found.sort(Comparator.comparing(file -> file.getPath().getName()));
      partitions.put(partition, found);
    }
  }

  private FileStatus[] list(Path place) throws IOException {
    try {
      FileStatus[] listed = files.listStatus(place);
      return listed == null ? new FileStatus[0] : listed;
    } catch (FileNotFoundException e) {
      if (place.equals(folder)) {
        return new FileStatus[0];
      }
      throw e;
    }
  }

  private boolean mayHoldSome(PartitionSpan span) {
    return span.end().isAfter(since) && span.start().isBefore(before);
  }

  private boolean isWanted(String partition) {
    return PartitionSpan.of(partition)
        .filter(span -> span.end().isAfter(since) && !span.end().isAfter(before))
        .isPresent();
  }
}

package io.windfarm.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The folders that a query reads: the lake's own, or copies of what is in S3, gone when closed. */
final class LakePlace implements AutoCloseable {
  private final List<Path> roots = new ArrayList<>();
  private final List<LakeCopy> copies = new ArrayList<>();

  private LakePlace() {}

  /** A folder. */
  static LakePlace of(Path root) {
    LakePlace place = new LakePlace();
    place.roots.add(root);
    return place;
  }

  /**
   * Folders, by path or URI, or {@code s3://bucket/prefix}.
   *
   * @param tables to copy, if it is S3
   * @param compacted which partitions are copied from compacted files
   * @param err is told how much was copied
   * @throws Failure if it is neither, or S3 refuses
   */
  static LakePlace of(
      List<String> roots,
      Set<String> tables,
      PartitionRange range,
      Optional<CompactedBefore> compacted,
      PrintWriter err)
      throws IOException {
    LakePlace place = new LakePlace();
    try {
      for (String root : roots) {
        place.add(root, tables, range, compacted, err);
      }
      return place;
    } catch (IOException | RuntimeException e) {
      place.close();
      throw e;
    }
  }

  private void add(
      String root,
      Set<String> tables,
      PartitionRange range,
      Optional<CompactedBefore> compacted,
      PrintWriter err)
      throws IOException {
    if (root.startsWith("s3://") || root.startsWith("s3a://")) {
      LakeCopy copy = LakeCopy.of(root, folders(tables), range, compacted);
      copies.add(copy);
      roots.add(copy.root());
      err.println("Fetched " + copy.size() + " from " + root + ".");
      err.flush();
    } else if (root.startsWith("file:")) {
      roots.add(Path.of(URI.create(root)));
    } else if (root.contains("://")) {
      throw new Failure(
          root + " is neither s3://bucket/prefix nor a folder: other storage can't be read.");
    } else {
      roots.add(Path.of(root));
    }
  }

  /** Where the files of tables are: two of them share a folder. */
  private static Set<String> folders(Set<String> tables) {
    return tables.stream()
        .map(table -> table.equals("readings_hourly") ? "readings" : table)
        .collect(Collectors.toSet());
  }

  List<Path> roots() {
    return List.copyOf(roots);
  }

  /** Whether any of it was fetched. */
  boolean isCopied() {
    return !copies.isEmpty();
  }

  @Override
  public void close() {
    copies.forEach(LakeCopy::close);
  }
}

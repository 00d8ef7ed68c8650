package io.windfarm.lake;

import io.windfarm.model.Alert;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.Rejected;
import io.windfarm.model.Statistic;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The files of one table as one subtask of the job's sink leaves them, written by the same writers
 * in the same order, without Flink around them: one a partition and checkpoint. There are no
 * manifests, and a file is visible while it is being written. Keeps rows until they are written.
 *
 * @param <T> the row
 */
public final class CheckpointFiles<T> {
  /** The job's defaults. */
  private static final long ROW_GROUP_BYTES = 32L << 20;

  private final Table<T> table;
  private final Path folder;
  private final String subtask;
  private final SortedFiles<T> files;
  private final PartitionPaths paths;
  private final Map<String, OpenFile<T>> open = new LinkedHashMap<>();
  private int written;

  private record OpenFile<T>(FSDataOutputStream out, BulkWriter<T> rows) {}

  private CheckpointFiles(Table<T> table, String root, String subtask) {
    this.table = table;
    this.folder = LakeRoots.at(root).folder(table.name());
    this.subtask = subtask;
    this.files =
        new SortedFiles<>(new ParquetFiles<>(table, ROW_GROUP_BYTES, "simulated"), table.order());
    this.paths = new PartitionPaths(table.grain());
  }

  /**
   * Of {@code readings}.
   *
   * @param root of the lake, an absolute URI
   * @param subtask what tells its files from those of other subtasks
   */
  public static CheckpointFiles<CleanedReading> readings(String root, String subtask) {
    return new CheckpointFiles<>(ReadingsTable.define("1"), root, subtask);
  }

  /** Of {@code statistics}; see {@link #readings}. */
  public static CheckpointFiles<Statistic> statistics(String root, String subtask) {
    return new CheckpointFiles<>(StatisticsTable.define(), root, subtask);
  }

  /** Of {@code alerts}; see {@link #readings}. */
  public static CheckpointFiles<Alert> alerts(String root, String subtask) {
    return new CheckpointFiles<>(AlertsTable.define(), root, subtask);
  }

  /** Of {@code rejected}; see {@link #readings}. */
  public static CheckpointFiles<Rejected> rejected(String root, String subtask) {
    return new CheckpointFiles<>(RejectedTable.define(), root, subtask);
  }

  /** Of {@code ledger}; see {@link #readings}. */
  public static CheckpointFiles<LedgerEntry> ledger(String root, String subtask) {
    return new CheckpointFiles<>(LedgerTable.define(), root, subtask);
  }

  /** Adds a row, which must not change until the next checkpoint. */
  public void add(T row) throws IOException {
    String partition = paths.pathOf(table.regionOf(row), table.timeOf(row));
    OpenFile<T> file = open.get(partition);
    if (file == null) {
      file = create(partition);
      open.put(partition, file);
    }
    file.rows().addElement(row);
  }

  /** Ends the files that are open. */
  public void checkpoint() throws IOException {
    for (OpenFile<T> file : open.values()) {
      file.rows().finish();
      file.out().close();
    }
    open.clear();
  }

  private OpenFile<T> create(String partition) throws IOException {
    String name =
        String.format(Locale.ROOT, "%s-%s-%06d.parquet", table.name(), subtask, written++);
    Path path = new Path(new Path(folder, partition), name);
    FSDataOutputStream out = path.getFileSystem().create(path, FileSystem.WriteMode.NO_OVERWRITE);
    return new OpenFile<>(out, files.create(out));
  }
}

package io.windfarm.lake;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * The files of one table without a sink around them: the same rows, columns, order and partitions,
 * one open file a partition. A file is visible as soon as it is opened and whole when it is closed;
 * nothing is exactly once, and no {@link Manifest} is written. For {@link LakeFiles}.
 *
 * <p>Not for concurrent use.
 *
 * @param <T> the row
 */
public final class TableFiles<T> implements Closeable {
  private final Table<T> table;
  private final Path folder;
  private final SortedFiles<T> files;
  private final PartitionPaths paths;
  private final Map<String, OpenFile> open = new HashMap<>();
  private int number;

  TableFiles(Table<T> table, Path folder, long rowGroupBytes, String jobVersion) {
    this.table = table;
    this.folder = folder;
    this.files =
        new SortedFiles<>(new ParquetFiles<>(table, rowGroupBytes, jobVersion), table.order());
    this.paths = new PartitionPaths(table.grain());
  }

  private final class OpenFile {
    private final FSDataOutputStream out;
    private final BulkWriter<T> writer;

    OpenFile(FSDataOutputStream out) throws IOException {
      this.out = out;
      this.writer = files.create(out);
    }

    void close() throws IOException {
      writer.finish();
      out.close();
    }
  }

  /** Adds a row to its partition's file; the row must not change any more. */
  public void add(T row) throws IOException {
    String partition = paths.pathOf(table.regionOf(row), table.timeOf(row));
    OpenFile file = open.get(partition);
    if (file == null) {
      Path path = new Path(new Path(folder, partition), table.name() + "-" + number++ + ".parquet");
      file = new OpenFile(path.getFileSystem().create(path, WriteMode.NO_OVERWRITE));
      open.put(partition, file);
    }
    file.writer.addElement(row);
  }

  /** Closes all files; rows that come later go to new ones. */
  @Override
  public void close() throws IOException {
    for (OpenFile file : open.values()) {
      file.close();
    }
    open.clear();
  }
}

package io.windfarm.lake;

import io.windfarm.lake.parquet.ParquetFile;
import io.windfarm.lake.parquet.ParquetRows;
import io.windfarm.lake.parquet.RunWriter;
import io.windfarm.lake.parquet.SpareColumns;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.parquet.io.OutputFile;

/**
 * Opens the Parquet files of one table for one subtask of its sink.
 *
 * <p>A file buffers one row group, and a sink holds one file open per partition. So the subtask has
 * a budget ({@value #BUDGET_BYTES} bytes) that the files which are open share: a file opened as the
 * n-th gets the n-th part of it as its row group, within {@value #SMALLEST_ROW_GROUP_BYTES} bytes
 * and the configured size. A live stream has a few partitions open and full row groups; a replay
 * over a year has thousands and small ones.
 *
 * <p>Encodings are those of format version 1 (plain, dictionary, run length), which every engine
 * reads; {@code docs/data-dictionary.md} has the figures that the others were weighed by.
 */
final class ParquetFiles<T> implements RunWriter.Factory<T> {
  private static final long serialVersionUID = 1L;

  static final long BUDGET_BYTES = 64L << 20;

  /** Below this the dictionaries and headers of some twenty columns outweigh the values. */
  static final long SMALLEST_ROW_GROUP_BYTES = 1L << 20;

  /** Measured: sorted rows get a sixth smaller than at level 1, and not much smaller at level 5. */
  private static final int ZSTD_LEVEL = 3;

  private final Table<T> table;
  private final long rowGroupBytes;
  private final String jobVersion;

  /** Of this subtask: each has its own copy of this object. */
  private transient AtomicInteger open;

  private transient SpareColumns spare;

  ParquetFiles(Table<T> table, long rowGroupBytes, String jobVersion) {
    this.table = table;
    this.rowGroupBytes = rowGroupBytes;
    this.jobVersion = jobVersion;
  }

  @Override
  public RunWriter<T> create(FSDataOutputStream out) throws IOException {
    return open(new FlinkOutputFile(out));
  }

  /** Begins a file that has its share of the budget until it is finished. */
  RunWriter<T> open(OutputFile file) throws IOException {
    if (open == null) {
      open = new AtomicInteger();
      spare = new SpareColumns();
    }
    long share = rowGroupShare(open.incrementAndGet());
    return new Sharing<>(open(file, new TableRows<>(table, jobVersion), share, spare), open);
  }

  /** A file as all files of the lake are. */
  static <R> RunWriter<R> open(
      OutputFile file, ParquetRows<R> rows, long rowGroupBytes, SpareColumns spare)
      throws IOException {
    return new ParquetFile<>(file, rows, rowGroupBytes, ZSTD_LEVEL, spare);
  }

  /** The row group of the file that is opened as the {@code openFiles}-th, in bytes. */
  long rowGroupShare(int openFiles) {
    long share = Math.max(SMALLEST_ROW_GROUP_BYTES, BUDGET_BYTES / openFiles);
    return Math.min(rowGroupBytes, share);
  }

  /** Gives its share of the budget back in the end. */
  private static final class Sharing<T> implements RunWriter<T> {
    private final RunWriter<T> file;
    private final AtomicInteger open;

    Sharing(RunWriter<T> file, AtomicInteger open) {
      this.file = file;
      this.open = open;
    }

    @Override
    public void addElement(T row) throws IOException {
      file.addElement(row);
    }

    @Override
    public void addElements(List<T> rows) throws IOException {
      file.addElements(rows);
    }

    @Override
    public void flush() throws IOException {
      file.flush();
    }

    @Override
    public void finish() throws IOException {
      open.decrementAndGet();
      file.finish();
    }
  }
}

package io.windfarm.lake;

import io.windfarm.lake.parquet.RunWriter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/**
 * Files whose rows are sorted, run by run: the rows of a turbine are near one another, so that a
 * reader skips most pages for it, and neighbours are alike, so that they compress. Equal rows keep
 * their order.
 *
 * <p>A run is what fits into memory: {@value #BUDGET_ROWS} rows of a subtask, which the files that
 * are open share, as {@link ParquetFiles} shares its budget. At a live stream's rate that is a
 * whole file.
 */
final class SortedFiles<T> implements BulkWriter.Factory<T> {
  private static final long serialVersionUID = 1L;

  /** About a kilobyte each. */
  static final int BUDGET_ROWS = 32 << 10;

  /** Runs whose memory is kept for files to come: a live stream has a file open a region. */
  private static final int MOST_SPARE = 8;

  /** Below this nothing is gained. */
  static final int SHORTEST_RUN = 64;

  private final RunWriter.Factory<T> files;
  private final Table.Order<T> order;

  /** Of this subtask: each has its own copy of this object. */
  private transient AtomicInteger open;

  /** Of files that are finished. */
  private transient Deque<SortedRun<T>> spare;

  /**
   * @param order null to leave rows as they come
   */
  SortedFiles(RunWriter.Factory<T> files, Table.Order<T> order) {
    this.files = files;
    this.order = order;
  }

  @Override
  public BulkWriter<T> create(FSDataOutputStream out) throws IOException {
    RunWriter<T> file = files.create(out);
    if (order == null) {
      return file;
    }
    if (open == null) {
      open = new AtomicInteger();
      spare = new ArrayDeque<>();
    }
    SortedRun<T> run = spare.isEmpty() ? new SortedRun<>(order) : spare.pop();
    return new Sorting(file, run, Math.max(SHORTEST_RUN, BUDGET_ROWS / open.incrementAndGet()));
  }

  private final class Sorting implements BulkWriter<T> {
    private final RunWriter<T> file;
    private final SortedRun<T> run;
    private final int longestRun;

    Sorting(RunWriter<T> file, SortedRun<T> run, int longestRun) {
      this.file = file;
      this.run = run;
      this.longestRun = longestRun;
    }

    @Override
    public void addElement(T row) throws IOException {
      run.add(row);
      if (run.size() >= longestRun) {
        run.writeTo(file);
      }
    }

    @Override
    public void flush() throws IOException {
      run.writeTo(file);
      file.flush();
    }

    @Override
    public void finish() throws IOException {
      run.writeTo(file);
      open.decrementAndGet();
      file.finish();
      if (spare.size() < MOST_SPARE) {
        spare.push(run);
      }
    }
  }
}

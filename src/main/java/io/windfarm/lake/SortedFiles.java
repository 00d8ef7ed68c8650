package io.windfarm.lake;

import io.windfarm.lake.parquet.RunWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
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

  /** Below this nothing is gained. */
  static final int SHORTEST_RUN = 64;

  private final RunWriter.Factory<T> files;
  private final Table.Order<T> order;

  /** Of this subtask: each has its own copy of this object. */
  private transient AtomicInteger open;

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
    }
    return new Sorting<>(
        file, order, Math.max(SHORTEST_RUN, BUDGET_ROWS / open.incrementAndGet()), open);
  }

  /** Sorts rows by the numbers of their keys, which are few, as comparing them would fetch each. */
  private static final class Sorting<T> implements BulkWriter<T> {
    private final RunWriter<T> file;
    private final Table.Order<T> order;
    private final int longestRun;
    private final AtomicInteger open;

    private final SortKey first = new SortKey();
    private final SortKey second = new SortKey();
    private final List<T> run = new ArrayList<>();

    Sorting(RunWriter<T> file, Table.Order<T> order, int longestRun, AtomicInteger open) {
      this.file = file;
      this.order = order;
      this.longestRun = longestRun;
      this.open = open;
    }

    @Override
    public void addElement(T row) throws IOException {
      first.add(order.first(row));
      second.add(order.second(row));
      run.add(row);
      if (run.size() >= longestRun) {
        write();
      }
    }

    @Override
    public void flush() throws IOException {
      write();
      file.flush();
    }

    @Override
    public void finish() throws IOException {
      write();
      open.decrementAndGet();
      file.finish();
    }

    private void write() throws IOException {
      int[] asTheyCame = IntStream.range(0, run.size()).toArray();
      List<T> sorted = new ArrayList<>(run.size());
      for (int row : first.sort(second.sort(asTheyCame))) {
        sorted.add(run.get(row));
      }
      file.addElements(sorted);
      run.clear();
      first.clear();
      second.clear();
    }
  }
}

package io.windfarm.lake;

import io.windfarm.lake.parquet.RunWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  /**
   * Puts rows that belong together on one heap as they come, and sorts the heaps: they are few, and
   * comparing rows one by one would fetch each of them a dozen times.
   */
  private static final class Sorting<T> implements BulkWriter<T> {
    private final RunWriter<T> file;
    private final Table.Order<T> order;
    private final int longestRun;
    private final AtomicInteger open;

    /** By first and second key. */
    private final Map<String, Map<String, List<T>>> run = new HashMap<>();

    private int rows;

    /** The keys of the latest row, and its heap: the next is often one of the same. */
    private String first;

    private String second;
    private Map<String, List<T>> ofFirst;
    private List<T> heap;

    Sorting(RunWriter<T> file, Table.Order<T> order, int longestRun, AtomicInteger open) {
      this.file = file;
      this.order = order;
      this.longestRun = longestRun;
      this.open = open;
    }

    @Override
    public void addElement(T row) throws IOException {
      heapOf(row).add(row);
      rows++;
      if (rows >= longestRun) {
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

    @SuppressWarnings("ReferenceEquality") // equal ones that are others are looked up
    private List<T> heapOf(T row) {
      String rowFirst = order.first(row);
      if (rowFirst != first) {
        ofFirst = run.computeIfAbsent(rowFirst, any -> new HashMap<>());
        first = rowFirst;
        second = null;
      }
      String rowSecond = order.second(row);
      if (rowSecond != second) {
        heap = ofFirst.computeIfAbsent(rowSecond, any -> new ArrayList<>());
        second = rowSecond;
      }
      return heap;
    }

    private void write() throws IOException {
      List<T> sorted = new ArrayList<>(rows);
      for (Map<String, List<T>> bySecond : new TreeMap<>(run).values()) {
        for (List<T> alike : new TreeMap<>(bySecond).values()) {
          sorted.addAll(alike);
        }
      }
      file.addElements(sorted);
      run.clear();
      rows = 0;
      first = null;
      second = null;
      ofFirst = null;
      heap = null;
    }
  }
}

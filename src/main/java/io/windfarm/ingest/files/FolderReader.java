package io.windfarm.ingest.files;

import io.windfarm.ingest.EventTimes;
import io.windfarm.model.Arrival;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/**
 * Reads files side by side. Each is looked through first, for the {@link Run}s that it consists of:
 * one, if it is in order of event time, as most files are; one a turbine, if it is sorted by
 * turbine. Then of all runs the one with the earliest record is read on, again and again. What
 * can't be dated keeps its place among its neighbours.
 *
 * <p>The metric {@value #LISTINGS_READ} counts the listings of the folder whose files were all read
 * to their ends: it tells that there is nothing left to read for now.
 */
final class FolderReader implements SourceReader<Arrival, FilePart> {
  static final String LISTINGS_READ = "listingsRead";

  /** Records taken or looked through at a time, before the task may do something else. */
  static final int BATCH = 256;

  private final SourceReaderContext context;
  private final Layouts layouts;
  private final EventTimes times;
  private final long outOfOrderness;
  private final long hold;
  private final boolean unfinishedCounts;
  private final int batch;

  private final Map<String, OpenFile> files = new LinkedHashMap<>();
  private final Deque<OpenFile> unindexed = new ArrayDeque<>();
  private final PriorityQueue<OpenRun> runs = new PriorityQueue<>();
  private CompletableFuture<Void> available = new CompletableFuture<>();
  private boolean noMoreFiles;

  /** Event time of the latest record that was handed on. */
  private long time = EventTimes.NONE;

  /** See {@link #held()}; changes when files do. */
  private long held = Long.MAX_VALUE;

  private long listings;
  private long listingsRead;

  /**
   * @param hold a file whose end is not further than this from that of the latest may still grow,
   *     so that event time does not pass it; zero for none
   * @param unfinishedCounts whether what stands after a file's last line end is a record
   * @param batch records taken at a time; {@link #BATCH}
   */
  FolderReader(
      SourceReaderContext context,
      Layouts layouts,
      Duration outOfOrderness,
      Duration hold,
      boolean unfinishedCounts,
      int batch) {
    this.context = context;
    this.layouts = layouts;
    this.times = layouts.times();
    this.outOfOrderness = outOfOrderness.toMillis();
    this.hold = hold.toMillis();
    this.unfinishedCounts = unfinishedCounts;
    this.batch = batch;
  }

  @Override
  public void start() {
    context.metricGroup().gauge(LISTINGS_READ, () -> listingsRead);
  }

  @Override
  public void addSplits(List<FilePart> parts) {
    for (FilePart part : parts) {
      OpenFile file = files.get(part.path);
      if (file == null) {
        file = new OpenFile(part, layouts.of(part, times), outOfOrderness, unfinishedCounts);
        files.put(part.path, file);
        runs.addAll(file.runs());
      } else {
        file.grow(part);
      }
      if (!unindexed.contains(file)) {
        unindexed.add(file);
      }
    }
    available.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    noMoreFiles = true;
    available.complete(null);
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    if (event instanceof Listed) {
      listings++;
      available.complete(null);
    }
  }

  @Override
  public InputStatus pollNext(ReaderOutput<Arrival> output) throws Exception {
    if (!unindexed.isEmpty()) {
      index(unindexed.peek());
      return InputStatus.MORE_AVAILABLE;
    }
    for (int i = 0; i < batch && !runs.isEmpty(); i++) {
      OpenRun earliest = runs.poll();
      Arrival arrival = head(earliest);
      if (arrival == null) {
        earliest.file().done(earliest);
        continue;
      }
      output.collect(arrival);
      time = Math.max(time, earliest.time());
      advance(earliest);
      runs.add(earliest);
    }
    output.emitWatermark(new Watermark(watermark()));
    return runs.isEmpty() ? nothingLeft() : InputStatus.MORE_AVAILABLE;
  }

  /** All that is still to come is later: of what is there, and of what may yet be added. */
  private long watermark() {
    return time == EventTimes.NONE ? Long.MIN_VALUE : Math.min(time, held) - outOfOrderness - 1;
  }

  /** How far event time may go for the sake of the files that may grow. */
  private long held() {
    if (hold == 0) {
      return Long.MAX_VALUE;
    }
    long end = files.values().stream().mapToLong(OpenFile::latest).max().orElse(EventTimes.NONE);
    return files.values().stream()
        .mapToLong(OpenFile::latest)
        .filter(latest -> latest != EventTimes.NONE && latest >= end - hold)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private void index(OpenFile file) throws IOException {
    boolean all;
    try {
      all = file.index(batch);
    } catch (EOFException e) {
      throw cutOff(file, e);
    }
    if (all) {
      runs.addAll(file.takeNewRuns());
      unindexed.remove();
      held = unindexed.isEmpty() ? held() : held;
    }
  }

  private static Arrival head(OpenRun run) throws IOException {
    try {
      return run.head();
    } catch (EOFException e) {
      throw cutOff(run.file(), e);
    }
  }

  private static void advance(OpenRun run) throws IOException {
    try {
      run.advance();
    } catch (EOFException e) {
      throw cutOff(run.file(), e);
    }
  }

  private static IOException cutOff(OpenFile file, EOFException e) {
    return new IOException(
        file.path() + " is cut off in the middle: put a whole copy in its place.", e);
  }

  private InputStatus nothingLeft() {
    listingsRead = listings;
    if (noMoreFiles) {
      return InputStatus.END_OF_INPUT;
    }
    if (available.isDone()) {
      available = new CompletableFuture<>();
    }
    return InputStatus.NOTHING_AVAILABLE;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return !unindexed.isEmpty() || !runs.isEmpty()
        ? CompletableFuture.completedFuture(null)
        : available;
  }

  @Override
  public List<FilePart> snapshotState(long checkpoint) {
    List<FilePart> state = new ArrayList<>(files.size());
    files.values().forEach(file -> state.add(file.part()));
    return state;
  }

  @Override
  public void close() throws IOException {
    for (OpenFile file : files.values()) {
      file.close();
    }
  }
}

package io.windfarm.ingest.files;

import io.windfarm.ingest.EventTimes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A file that is being looked through for runs, and the runs of it that are being read. */
final class OpenFile {
  /**
   * Runs of a file that are read at a time: each is an open stream. A fleet's file sorted by
   * turbine has one a turbine.
   */
  private static final int MOST_RUNS = 4_096;

  /** A packed file has to be unpacked up to where a run begins, again for each. */
  private static final int MOST_RUNS_PACKED = 64;

  private final Layout layout;
  private final long outOfOrderness;
  private final boolean unfinishedCounts;
  private final Set<OpenRun> runs = new LinkedHashSet<>();
  private final List<OpenRun> newRuns = new ArrayList<>();
  private FilePart part;
  private Place indexed;
  private long latest;
  private int numbered;

  /** Open while the file is looked through. */
  private Records index;

  /** True if the file grew after that was opened: perhaps it does not see what was added. */
  private boolean grown;

  /** Where the run begins that is being looked through; null before it. */
  private Place runFrom;

  private long runFirst;
  private long runLatest;

  OpenFile(FilePart part, Layout layout, long outOfOrderness, boolean unfinishedCounts) {
    this.part = part;
    this.layout = layout;
    this.outOfOrderness = outOfOrderness;
    this.unfinishedCounts = unfinishedCounts;
    this.indexed = part.indexed;
    this.latest = part.latest;
    part.runs.forEach(run -> runs.add(new OpenRun(this, run, numbered++)));
  }

  String path() {
    return part.path;
  }

  Set<OpenRun> runs() {
    return runs;
  }

  /** The latest event time in it, as far as it was looked through. */
  long latest() {
    return latest;
  }

  /** Something was added to the file. */
  void grow(FilePart found) {
    part = found;
    grown = true;
  }

  Records open(Place from) throws IOException {
    return layout.open(part, from, unfinishedCounts);
  }

  /** Looks through some more records of the file: true if that was all. */
  boolean index(int count) throws IOException {
    if (index == null) {
      grown = false;
      index = open(indexed);
    }
    for (int i = 0; i < count; i++) {
      long before = index.position();
      if (!index.look()) {
        endRun(before);
        indexed = index.place();
        index.close();
        index = null;
        return !grown;
      }
      add(before, index.eventTime());
    }
    return false;
  }

  /** Adds the record that was looked at, which something ends {@code before}. */
  private void add(long before, long time) throws IOException {
    latest = Math.max(latest, time);
    if (runFrom == null) {
      startRun(time);
    } else if (time != EventTimes.NONE) {
      if (runLatest != EventTimes.NONE && time < runLatest - outOfOrderness) {
        endRun(before);
        startRun(time);
      } else {
        runFirst = runFirst == EventTimes.NONE ? time : runFirst;
        runLatest = Math.max(runLatest, time);
      }
    }
  }

  private void startRun(long time) {
    runFrom = index.last();
    runFirst = time;
    runLatest = time;
  }

  /**
   * @param end exclusive; a position as in {@link Place}
   */
  private void endRun(long end) throws IOException {
    if (runFrom == null) {
      return;
    }
    OpenRun run = new OpenRun(this, new Run(runFrom, end, runFirst), numbered++);
    newRuns.add(run);
    runs.add(run);
    runFrom = null;
    int most = part.path.endsWith(".gz") ? MOST_RUNS_PACKED : MOST_RUNS;
    if (runs.size() > most) {
      throw new IOException(
          part.path
              + " is in no order of time: up to "
              + index.last()
              + " it would have to be read in more than "
              + most
              + " places at once. Sort its rows by time"
              + (most == MOST_RUNS_PACKED ? ", or unpack it" : "")
              + ", and run this again.");
    }
  }

  /** The runs found since it was last asked. */
  List<OpenRun> takeNewRuns() {
    List<OpenRun> taken = new ArrayList<>(newRuns);
    newRuns.clear();
    return taken;
  }

  /** A run has been read to its end. */
  void done(OpenRun run) {
    runs.remove(run);
  }

  /** What is left to read; a look through the file that is under way will begin again. */
  FilePart part() {
    List<Run> rest = new ArrayList<>();
    for (OpenRun run : runs) {
      if (!run.isEnded() && !newRuns.contains(run)) {
        rest.add(run.rest());
      }
    }
    return new FilePart(part.path, part.length, part.modified, indexed, latest, rest);
  }

  void close() throws IOException {
    if (index != null) {
      index.close();
    }
    for (OpenRun run : runs) {
      run.close();
    }
  }
}

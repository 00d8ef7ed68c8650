package io.windfarm.ingest.files;

import io.windfarm.ingest.EventTimes;
import io.windfarm.model.Arrival;
import java.io.IOException;
import javax.annotation.Nullable;

/**
 * A run that is being read. The file is opened with its first record and closed after its last;
 * runs compare by the time of the record that is next.
 */
final class OpenRun implements Comparable<OpenRun> {
  private final OpenFile file;
  private final Run run;
  private final int number;

  /** Null before the first record and after the last. */
  private Records records;

  /** If {@link #records} is open. */
  private Arrival head;

  private long time;
  private boolean ended;

  /**
   * @param number tells runs that begin at the same time apart, so that their order is always the
   *     same
   */
  OpenRun(OpenFile file, Run run, int number) {
    this.file = file;
    this.run = run;
    this.number = number;
    this.time = run.firstTime;
  }

  OpenFile file() {
    return file;
  }

  /** The next record, until {@link #advance}; null after the last. */
  @Nullable
  Arrival head() throws IOException {
    if (records == null && !ended) {
      records = file.open(run.from);
      advance();
    }
    return head;
  }

  /** Moves on to the record behind {@link #head}. */
  void advance() throws IOException {
    head = records.position() < run.to ? records.next() : null;
    if (head == null) {
      ended = true;
      close();
      return;
    }
    if (records.eventTime() != EventTimes.NONE) {
      time = Math.max(time, records.eventTime());
    }
  }

  /** What is still to be read of the run, before it has ended. */
  Run rest() {
    return new Run(records == null ? run.from : records.last(), run.to, time);
  }

  /** Event time of what is next, and of all before it the latest. */
  long time() {
    return time;
  }

  boolean isEnded() {
    return ended;
  }

  void close() throws IOException {
    if (records != null) {
      records.close();
      records = null;
    }
  }

  @Override
  public int compareTo(OpenRun other) {
    int byTime = Long.compare(time, other.time);
    if (byTime == 0) {
      byTime = file.path().compareTo(other.file.path());
    }
    return byTime != 0 ? byTime : Integer.compare(number, other.number);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}

package io.windfarm.bench;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * Parts what a run takes, while it runs: its start, its first events, in which compilers have most
 * of the work, the others, and what is left to do when all have been read. It is told again and
 * again how far into the input the reading has come, and what is used belongs to the part that was
 * being read. Who reads an input twice, as the job does that looks through a file first, has both
 * passes parted, so that no part of the work on the events that are measured is taken away with the
 * first ones.
 *
 * <p>Exact to the time between two looks. What is on its way behind the reading when it passes the
 * mark is counted to the others, and as much is on its way when they have been read, which is not.
 */
final class Meter {
  private final long warmUp;
  private final long events;
  private final Used used;
  private final Map<Part, Cost> parts = new EnumMap<>(Part.class);
  private Part part = Part.START;
  private Cost before = Cost.NONE;

  private enum Part {
    START,
    WARM_UP,
    WORK,
    END
  }

  /** What a run has used since it began. */
  interface Used {
    /** So far; of no events. */
    Cost now() throws IOException, InterruptedException;
  }

  /**
   * @param warmUp events that are not measured; 0 if what follows the start is
   * @param events in the input
   */
  Meter(long warmUp, long events, Used used) {
    this.warmUp = warmUp;
    this.events = events;
    this.used = used;
    for (Part each : Part.values()) {
      parts.put(each, Cost.NONE);
    }
  }

  /**
   * So many events have been read, of those that the present pass reads.
   *
   * @return true if they are all, and were not when it was told last
   */
  boolean look(long read) throws IOException, InterruptedException {
    Part next = partAt(read);
    boolean changes = next != part;
    if (changes) {
      add();
      if (part == Part.END) { // of one pass, and not of the last
        parts.merge(Part.WORK, parts.put(Part.END, Cost.NONE), Cost::and);
      }
      part = next;
    }
    return changes && part == Part.END;
  }

  private Part partAt(long read) {
    if (part == Part.START && read == 0) {
      return Part.START;
    }
    if (read >= events) {
      return Part.END;
    }
    return read >= warmUp ? Part.WORK : Part.WARM_UP;
  }

  /**
   * All is done. What of it could not be told apart, as it was over before it was looked at, is of
   * no events: see {@link Rounds}.
   */
  Run end() throws IOException, InterruptedException {
    add();
    boolean parted = part == Part.WORK || part == Part.END;
    return new Run(
        parts.get(Part.START),
        parts.get(Part.WARM_UP).of(parted ? warmUp : events),
        parts.get(Part.WORK).of(parted ? events - warmUp : 0),
        parts.get(Part.END));
  }

  private void add() throws IOException, InterruptedException {
    Cost now = used.now();
    parts.merge(part, now.without(before), Cost::and);
    before = now;
  }
}

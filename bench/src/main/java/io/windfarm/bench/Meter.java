package io.windfarm.bench;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * Parts what a run takes, while it runs: its start, its first events, in which compilers have most
 * of the work, and the rest. It is told again and again how far into the input the reading has
 * come, and what is used belongs to the part that was being read. Who reads an input twice, as the
 * job does that looks through a file first, has both passes parted, so that no part of the work on
 * the events that are measured is taken away with the first ones.
 *
 * <p>Exact to the time between two looks, and to what is on its way behind the reading when it
 * passes the mark, which is counted to the rest; so is what there is to do at the end.
 */
final class Meter {
  private final long warmUp;
  private final Used used;
  private final Map<Part, Cost> parts = new EnumMap<>(Part.class);
  private Part part = Part.START;
  private Cost before = Cost.NONE;

  private enum Part {
    START,
    WARM_UP,
    WORK
  }

  /** What a run has used since it began. */
  interface Used {
    /** So far; of no events. */
    Cost now() throws IOException, InterruptedException;
  }

  /**
   * @param warmUp events that are not measured; 0 if what follows the start is
   */
  Meter(long warmUp, Used used) {
    this.warmUp = warmUp;
    this.used = used;
    for (Part each : Part.values()) {
      parts.put(each, Cost.NONE);
    }
  }

  /** So many events have been read, of those that the present pass reads. */
  void look(long read) throws IOException, InterruptedException {
    Part next = partAt(read);
    if (next != part) {
      add();
      part = next;
    }
  }

  private Part partAt(long read) {
    if (part == Part.START && read == 0) {
      return Part.START;
    }
    return read >= warmUp ? Part.WORK : Part.WARM_UP;
  }

  /**
   * All is done. What of it could not be told apart, as it was over before it was looked at, is of
   * no events: see {@link Rounds}.
   *
   * @param events in the input
   */
  Run end(long events) throws IOException, InterruptedException {
    add();
    boolean parted = part == Part.WORK;
    return new Run(
        parts.get(Part.START),
        parts.get(Part.WARM_UP).of(parted ? warmUp : events),
        parts.get(Part.WORK).of(parted ? events - warmUp : 0));
  }

  private void add() throws IOException, InterruptedException {
    Cost now = used.now();
    parts.merge(part, now.without(before), Cost::and);
    before = now;
  }
}

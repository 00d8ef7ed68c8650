package io.windfarm.clean;

import io.windfarm.model.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is known of a turbine without asking state: how far its readings have left, which wait, and
 * the identities of those that left last.
 */
final class Turbine {
  /** When a turbine is due of which nothing waits. */
  static final long NEVER = Long.MAX_VALUE;

  private static final int FIRST_CAPACITY = 16;

  /** Room that stays for the readings of the next turn; what an outage needed once does not. */
  private static final int LARGEST_KEPT = 64;

  final String id;

  /** Event time up to which its readings have left. */
  long released;

  /** See {@link Progress#forgetAt}. */
  long forgetAt;

  /** Whether one that has left was dated in the future; hardly ever. */
  boolean anyAhead;

  /** Some of one minute, in the first {@link #count} places: {@link Seen} does not have them. */
  long[] identities;

  int count;
  long minute;

  /** The start of the step that holds the first of those that wait. */
  long due = NEVER;

  /** Whether state has another {@link Progress}. */
  boolean changed;

  /** Whether the turbine's own state has readings that wait. */
  boolean inState;

  /** As they came; null while they are in state alone. */
  private List<Reading> waiting = new ArrayList<>(4);

  /**
   * @param progress as state has it
   */
  Turbine(String id, Progress progress) {
    this.id = id;
    this.released = progress.released;
    this.forgetAt = progress.forgetAt;
    this.anyAhead = progress.anyAhead;
    this.minute = progress.minute;
    this.identities = progress.identities.clone();
    this.count = identities.length;
  }

  /** For state to keep. */
  Progress progress() {
    return new Progress(released, forgetAt, anyAhead, minute, Arrays.copyOf(identities, count));
  }

  /** Whether its readings must be brought back by {@link #load} before they are asked for. */
  boolean isAway() {
    return waiting == null;
  }

  void load(List<Reading> kept) {
    waiting = new ArrayList<>(kept);
  }

  /** State has all that wait: they need not be here. */
  void sendAway() {
    waiting = null;
  }

  void await(Reading reading) {
    waiting.add(reading);
  }

  /** Those that wait, as they came. */
  List<Reading> waiting() {
    return waiting;
  }

  /** Whether any wait, here or in state. */
  boolean awaits() {
    return waiting == null || !waiting.isEmpty();
  }

  /** Takes out those with an event time up to {@code time}, as they came. */
  List<Reading> takeUpTo(long time) {
    int count = 0;
    for (int i = 0; i < waiting.size(); i++) {
      if (waiting.get(i).eventTime <= time) {
        count++;
      }
    }
    List<Reading> due = new ArrayList<>(count);
    int later = 0;
    for (int i = 0; i < waiting.size(); i++) {
      Reading reading = waiting.get(i);
      if (reading.eventTime <= time) {
        due.add(reading);
      } else {
        waiting.set(later++, reading);
      }
    }
    if (count > LARGEST_KEPT) {
      waiting = new ArrayList<>(waiting.subList(0, later));
    } else {
      for (int last = waiting.size() - 1; last >= later; last--) {
        waiting.remove(last);
      }
    }
    return due;
  }

  /** The event time of the first that waits; none is away. */
  long earliest() {
    long earliest = NEVER;
    for (int i = 0; i < waiting.size(); i++) {
      earliest = Math.min(earliest, waiting.get(i).eventTime);
    }
    return earliest;
  }

  void add(long identity) {
    if (count == identities.length) {
      identities = Arrays.copyOf(identities, Math.max(FIRST_CAPACITY, 2 * count));
    }
    identities[count++] = identity;
    changed = true;
  }
}

package io.windfarm.bench.baseline;

import io.windfarm.clean.ReadingOrder;
import io.windfarm.ingest.EventTimeStep;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Every reading once, a turbine's in event-time order: what {@link io.windfarm.clean.OnceInOrder}
 * promises, with a list a turbine.
 */
final class InOrder {
  private static final long MINUTE = 60_000;

  private final KeyedStates states;
  private final long memory;
  private final Consumer<List<Reading>> out;
  private final Consumer<Reading> duplicates;
  private final Map<String, Turbine> turbines = new HashMap<>();

  /** Which turbines have readings of a step, by the step's end. */
  private final NavigableMap<Long, List<Turn>> turns = new TreeMap<>();

  /** Those of the step that the latest reading was in: the next is mostly in the same. */
  private List<Turn> latestTurns = List.of();

  private long latestEnd = Long.MIN_VALUE;

  private long watermark = Long.MIN_VALUE;

  /** The readings of a turbine within one step of event time. */
  private static final class Turn {
    private final Turbine turbine;
    private final long end;
    private final List<Reading> readings = new ArrayList<>(4);

    Turn(Turbine turbine, long end) {
      this.turbine = turbine;
      this.end = end;
    }
  }

  /** What is known of one turbine. */
  private static final class Turbine {
    private final KeyedStates.OfKey remembered;

    /** What waits, by step, in the order of the first reading of each. */
    private final Deque<Turn> turns = new ArrayDeque<>();

    /** Of all turns so far, the latest. */
    private long latestEnd = Long.MIN_VALUE;

    private final Deque<Minute> seen = new ArrayDeque<>();
    private final Set<Long> ahead = new HashSet<>();
    private long released = Long.MIN_VALUE;

    Turbine(KeyedStates.OfKey remembered) {
      this.remembered = remembered;
    }
  }

  /** Identities of the readings of a minute that have left. */
  private static final class Minute {
    private final long minute;
    private long[] identities = new long[64];
    private int count;

    Minute(long minute) {
      this.minute = minute;
    }

    void add(long identity) {
      if (count == identities.length) {
        identities = Arrays.copyOf(identities, 2 * count);
      }
      identities[count++] = identity;
    }

    boolean holds(long identity) {
      for (int i = 0; i < count; i++) {
        if (identities[i] == identity) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * @param states are those of a turbine whenever its readings are handed on
   * @param memory how long a reading is known after its turn, millis
   * @param duplicates takes those that came before
   */
  InOrder(
      KeyedStates states, long memory, Consumer<List<Reading>> out, Consumer<Reading> duplicates) {
    this.states = states;
    this.memory = memory;
    this.out = out;
    this.duplicates = duplicates;
  }

  void take(Reading reading) {
    Turbine turbine = turbines.get(reading.turbineId);
    if (turbine == null) {
      turbine = new Turbine(states.of(reading.turbineId));
      turbines.put(reading.turbineId, turbine);
    }
    if (Reason.CLOCK_SKEW.in(reading.reasons)) {
      if (pass(turbine, reading, reading.arrivalTime)) {
        turbine.ahead.add(ReadingOrder.identity(reading));
      }
      return;
    }
    long progress = Math.max(turbine.released, watermark);
    if (reading.eventTime <= progress) {
      reading.reasons |= Reason.LATE.bit();
      pass(turbine, reading, Math.max(reading.eventTime, progress));
      return;
    }
    turn(turbine, EventTimeStep.end(reading.eventTime)).readings.add(reading);
  }

  private Turn turn(Turbine turbine, long end) {
    if (end > turbine.latestEnd) {
      turbine.latestEnd = end;
    } else {
      for (Iterator<Turn> latest = turbine.turns.descendingIterator(); latest.hasNext(); ) {
        Turn turn = latest.next();
        if (turn.end == end) {
          return turn;
        }
      }
    }
    Turn turn = new Turn(turbine, end);
    turbine.turns.addLast(turn);
    if (end != latestEnd) {
      latestTurns = turns.computeIfAbsent(end, none -> new ArrayList<>());
      latestEnd = end;
    }
    latestTurns.add(turn);
    return turn;
  }

  private boolean pass(Turbine turbine, Reading reading, long rememberAt) {
    long identity = ReadingOrder.identity(reading);
    for (Minute minute : turbine.seen) {
      if (minute.holds(identity)) {
        duplicates.accept(reading);
        return false;
      }
    }
    remember(turbine, rememberAt, identity);
    states.use(turbine.remembered);
    out.accept(List.of(reading));
    return true;
  }

  private void remember(Turbine turbine, long time, long identity) {
    long minute = Math.floorDiv(time, MINUTE);
    Minute last = turbine.seen.peekLast();
    if (last == null || last.minute < minute) {
      while (!turbine.seen.isEmpty()
          && (turbine.seen.getFirst().minute + 1) * MINUTE + memory <= watermark) {
        turbine.seen.removeFirst();
      }
      last = new Minute(minute);
      turbine.seen.addLast(last);
    }
    last.add(identity);
  }

  /** Event time has come here: what is not later has its turn. */
  void advance(long time) {
    watermark = time;
    while (!turns.isEmpty() && turns.firstKey() <= time) {
      for (Turn turn : turns.pollFirstEntry().getValue()) {
        if (turn == turn.turbine.turns.peekFirst()) {
          turn.turbine.turns.removeFirst();
        } else {
          turn.turbine.turns.remove(turn);
        }
        release(turn.turbine, turn.readings);
      }
    }
    if (latestEnd <= time) {
      latestEnd = Long.MIN_VALUE;
    }
  }

  private void release(Turbine turbine, List<Reading> due) {
    if (due.size() > 1) {
      due.sort(ReadingOrder.INSTANCE);
    }
    int once = 0;
    Reading previous = null;
    for (Reading reading : due) {
      if (previous != null && ReadingOrder.isSame(previous, reading)) {
        duplicates.accept(reading);
        continue;
      }
      long identity = ReadingOrder.identity(reading);
      if (!turbine.ahead.isEmpty() && turbine.ahead.contains(identity)) {
        duplicates.accept(reading);
        continue;
      }
      remember(turbine, reading.eventTime, identity);
      turbine.released = reading.eventTime;
      due.set(once++, reading);
      previous = reading;
    }
    if (once > 0) {
      due.subList(once, due.size()).clear();
      states.use(turbine.remembered);
      out.accept(due);
    }
  }
}

package io.windfarm.producers;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lane's share of the spool. Records pass from memory to the spool and back, in order: what only
 * the spool holds of the lane is younger than all that is in memory. Guarded by the lane's lock,
 * but for {@link #read}.
 */
final class Kept {
  private final Spool spool;
  private final Spooler spooler;
  private final LaneQueues queues;
  private final Set<String> turbines = ConcurrentHashMap.newKeySet();

  /** Sequence numbers of records in memory that the spool holds too. */
  private final Set<Long> twice = new HashSet<>();

  /** Records that only the spool holds, all of them above {@code readUpTo}. */
  private long behind;

  private long readUpTo;
  private boolean keepsNew;

  Kept(Spool spool, Spooler spooler, LaneQueues queues) {
    this.spool = spool;
    this.spooler = spooler;
    this.queues = queues;
  }

  /** The spool holds so many records of a turbine from an earlier run. */
  void adopt(String turbine, int records) {
    turbines.add(turbine);
    behind += records;
    keepsNew = true;
  }

  /** Takes a new record: into memory, or where that is full or has been overtaken, to the spool. */
  void accept(Waiting waiting) {
    turbines.add(waiting.record().key());
    keepsNew |= queues.isFullFor(waiting.record());
    if (keepsNew) {
      behind++;
      spooler.add(waiting);
    } else {
      queues.add(waiting);
      readUpTo = waiting.sequence();
    }
  }

  /** Whether new records go to the spool. They do in any case while older ones are there alone. */
  void keepNew(boolean so) {
    keepsNew = so || isBehind();
  }

  boolean isBehind() {
    return behind > 0;
  }

  /** Puts everything that is in memory into the spool too. */
  void keepAll() {
    queues.forEach(
        waiting -> {
          if (twice.add(waiting.sequence())) {
            spooler.add(waiting);
          }
        });
  }

  void acknowledged(Waiting waiting) {
    if (twice.remove(waiting.sequence())) {
      spooler.remove(waiting);
    }
  }

  boolean canCatchUp() {
    return isBehind() && queues.isHalfEmpty();
  }

  /** What to look for in the spool. */
  record Look(long after, int most) {}

  Look look() {
    return new Look(readUpTo, queues.room());
  }

  /** Looks into the spool, which can take a moment. */
  Spool.Found read(Look look) {
    long written = spooler.writtenUpTo();
    return look.after() < written
        ? spool.read(look.after(), written, look.most(), SendingLane.MOST_BYTES, turbines::contains)
        : spooler.unwritten(look.after(), look.most(), turbines::contains);
  }

  /** Takes what was found into memory. */
  void take(Spool.Found found) {
    List<Waiting> records = found.records();
    for (Waiting waiting : records) {
      queues.add(waiting);
      twice.add(waiting.sequence());
    }
    behind -= records.size();
    readUpTo = found.lastSequence();
  }
}

package io.windfarm.clean;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The identities of the current key's readings that have left, by minute of event time, in keyed
 * state; but for the last, which a {@link Turbine} has.
 */
final class Seen {
  private static final long MINUTE = 60_000;

  /** Minutes are forgotten some at a time, so that few timers fire. */
  private static final int STEPS_OF_FORGETTING = 16;

  private final long memory;
  private final long stride;
  private long next;
  private final MapState<Long, long[]> minutes;

  /** Those among them that were dated in the future, by minute of arrival; hardly ever any. */
  private final MapState<Long, long[]> ahead;

  /**
   * @param memory how long an identity is kept at least, in event time
   */
  Seen(Duration memory, RuntimeContext context) {
    this.memory = memory.toMillis();
    this.stride = Math.max(MINUTE, this.memory / STEPS_OF_FORGETTING / MINUTE * MINUTE);
    this.minutes = context.getMapState(descriptor("seen"));
    this.ahead = context.getMapState(descriptor("ahead"));
  }

  private static MapStateDescriptor<Long, long[]> descriptor(String name) {
    return new MapStateDescriptor<>(
        name, Types.LONG, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  static long minuteOf(long time) {
    return Math.floorDiv(time, MINUTE);
  }

  /** Whether any is one of those that were dated in the future. */
  boolean anyAhead() throws Exception {
    return !ahead.isEmpty();
  }

  boolean holds(long identity) throws Exception {
    return holds(minutes, identity);
  }

  /** Whether it is one of those that were dated in the future. */
  boolean holdsAhead(long identity) throws Exception {
    return holds(ahead, identity);
  }

  private static boolean holds(MapState<Long, long[]> memory, long identity) throws Exception {
    for (long[] minute : memory.values()) {
      for (long other : minute) {
        if (other == identity) {
          return true;
        }
      }
    }
    return false;
  }

  /** Adds the first {@code count} of {@code identities}. */
  void remember(long minute, long[] identities, int count) throws Exception {
    remember(minutes, minute, identities, count);
  }

  /** Adds one that is dated in the future. */
  void rememberAhead(long minute, long identity) throws Exception {
    remember(ahead, minute, new long[] {identity}, 1);
  }

  private static void remember(
      MapState<Long, long[]> memory, Long minute, long[] identities, int count) throws Exception {
    long[] known = memory.get(minute);
    memory.put(
        minute,
        known == null ? Arrays.copyOf(identities, count) : append(known, identities, count));
  }

  /**
   * A set with {@code identities} added, in {@code known} itself if there is room: spare places at
   * its end repeat the last identity, so that {@link #holds} need not know of them.
   */
  private static long[] append(long[] known, long[] identities, int count) {
    int used = used(known);
    int size = used + count;
    long[] more = size <= known.length ? known : Arrays.copyOf(known, size + size / 2);
    System.arraycopy(identities, 0, more, used, count);
    Arrays.fill(more, size, more.length, identities[count - 1]);
    return more;
  }

  private static int used(long[] known) {
    int used = known.length;
    while (used > 1 && known[used - 2] == known[used - 1]) {
      used--;
    }
    return used;
  }

  /** When the minute is forgotten: at the end of a stride, with others. */
  long forgetAt(long minute) {
    long over = (minute + 1) * MINUTE + memory;
    return Math.floorDiv(over + stride - 1, stride) * stride;
  }

  /** Forgets the minutes that are due, and answers how many identities that were. */
  int forget(long time) throws Exception {
    next = Progress.NONE;
    List<Long> old = new ArrayList<>();
    for (Long minute : minutes.keys()) {
      long due = forgetAt(minute);
      if (due <= time) {
        old.add(minute);
      } else {
        next = next == Progress.NONE ? due : Math.min(next, due);
      }
    }
    int forgotten = 0;
    for (Long minute : old) {
      forgotten += forget(minutes, minute);
      forgotten += forget(ahead, minute);
    }
    return forgotten;
  }

  private static int forget(MapState<Long, long[]> memory, Long minute) throws Exception {
    long[] identities = memory.get(minute);
    if (identities == null) {
      return 0;
    }
    memory.remove(minute);
    return used(identities);
  }

  /**
   * When the next are forgotten, after {@link #forget}; {@link Progress#NONE} if there are none.
   */
  long next() {
    return next;
  }
}

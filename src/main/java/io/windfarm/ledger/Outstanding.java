package io.windfarm.ledger;

import io.windfarm.model.LedgerEntry;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What was received and not accounted for yet, by minute of arrival: the ledger while it is being
 * written. Readings leave in order of event time, so when good ones of a minute have left, those
 * that arrived long enough before have left too; what is still outstanding of them is lost, or
 * counted twice if it is less than nothing. While shards or senders catch up from a different past,
 * a minute may look so and turn out well: it is lost if it stays. Part of every checkpoint, as what
 * it counts is.
 */
final class Outstanding {
  private static final String STATE = "outstanding";

  /** One minute, in a checkpoint. */
  public static class Minute {
    public long minute;
    public long readings;
  }

  private final long settles;
  private final ListState<Minute> stored;
  private final Map<Long, Long> minutes = new TreeMap<>();

  /** The latest minute of which readings left in their turn. */
  private long latest = Long.MIN_VALUE;

  /** Minutes up to this one were begun before anybody counted: nothing is known of them. */
  private long unknownThrough = Long.MIN_VALUE;

  private volatile long readings;
  private volatile long overdue;

  private Outstanding(long settles, ListState<Minute> stored) {
    this.settles = settles;
    this.stored = stored;
  }

  /**
   * As it was at the checkpoint. One from before there was a count is known by its lack of any:
   * then only minutes after the first that arrives are looked at.
   *
   * @param settles how much longer, in millis, one reading may take to leave than another
   * @param restored whether there is a checkpoint
   */
  static Outstanding restored(OperatorStateStore states, long settles, boolean restored)
      throws Exception {
    ListState<Minute> stored =
        states.getListState(new ListStateDescriptor<>(STATE, Types.POJO(Minute.class)));
    Outstanding outstanding = new Outstanding(settles, stored);
    boolean counted = false;
    for (Minute minute : stored.get()) {
      counted = true;
      if (minute.readings == 0) {
        outstanding.latest = minute.minute;
      } else {
        outstanding.minutes.put(minute.minute, minute.readings);
      }
    }
    if (restored && !counted) {
      outstanding.unknownThrough = Long.MAX_VALUE;
    }
    outstanding.sum();
    return outstanding;
  }

  /** Counts an entry of any stage. */
  void add(LedgerEntry entry) {
    if (entry.received > 0 && unknownThrough == Long.MAX_VALUE) {
      unknownThrough = entry.minute;
    }
    if (entry.good > 0) {
      latest = Math.max(latest, entry.minute);
    }
    if (entry.minute <= unknownThrough) {
      return;
    }
    long left =
        entry.rejected + entry.duplicate + entry.late + entry.good + entry.uncertain + entry.bad;
    minutes.merge(entry.minute, entry.received - left, Outstanding::sumOrNull);
  }

  /** A minute that balances is dropped from the map. */
  private static Long sumOrNull(long one, long other) {
    long sum = one + other;
    return sum == 0 ? null : sum;
  }

  /** Brings up to date what {@link #readings} and {@link #overdue} say. */
  void sum() {
    long all = 0;
    long old = 0;
    for (Map.Entry<Long, Long> minute : minutes.entrySet()) {
      all += minute.getValue();
      if (latest != Long.MIN_VALUE && minute.getKey() < latest - settles) {
        old += Math.abs(minute.getValue());
      }
    }
    readings = all;
    overdue = old;
  }

  /** Writes it to the checkpoint that is being made; the latest minute as one without readings. */
  void snapshot() throws Exception {
    stored.clear();
    for (Map.Entry<Long, Long> entry : minutes.entrySet()) {
      store(entry.getKey(), entry.getValue());
    }
    if (latest != Long.MIN_VALUE) {
      store(latest, 0);
    }
  }

  private void store(long minute, long count) throws Exception {
    Minute element = new Minute();
    element.minute = minute;
    element.readings = count;
    stored.add(element);
  }

  /** Readings received of which nothing has come yet. */
  long readings() {
    return Math.max(0, readings);
  }

  /** Readings too many or too few in minutes from which all must have left. */
  long overdue() {
    return overdue;
  }
}

package io.windfarm.metrics;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Gauge;

/**
 * How many of something are in the keyed state of a subtask. State can't be asked without its keys,
 * so they are counted as they come and go, and the count is part of every checkpoint, as the state
 * is. After a change of parallelism what the subtasks show is mixed up, and the sum is right.
 */
public final class Level implements Gauge<Long> {
  private final ListState<Long> stored;
  private long value;

  private Level(ListState<Long> stored) throws Exception {
    this.stored = stored;
    for (Long part : stored.get()) {
      value += part;
    }
  }

  /**
   * The level as it was at the checkpoint; 0 at first, and after a checkpoint from before it was
   * counted.
   *
   * @param name of the operator's state; never another's
   */
  public static Level restored(OperatorStateStore states, String name) throws Exception {
    return new Level(states.getListState(new ListStateDescriptor<>(name, Types.LONG)));
  }

  /** So many more, or fewer if it is negative. */
  public void add(long difference) {
    value += difference;
  }

  /** Writes it to the checkpoint that is being made. */
  public void snapshot() throws Exception {
    stored.clear();
    stored.add(value);
  }

  /** Never less than 0, which only what was not counted could bring about. */
  @Override
  public Long getValue() {
    return Math.max(0, value);
  }
}

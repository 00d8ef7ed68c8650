package io.windfarm.ingest;

import java.io.Serializable;
import java.util.Set;

/** Says which shards a source subtask reads, as soon as the source itself knows. */
@FunctionalInterface
public interface ShardRoster extends Serializable {
  /** The shards assigned to {@code subtask} of {@code subtasks} so far; they may become more. */
  Set<String> assignedTo(int subtask, int subtasks);

  /**
   * True if {@code subtask} has had records to give since this was last asked and nobody took any,
   * as under back-pressure: its shards are not quiet then. A source that blocks when it can't emit,
   * and this operator's clock with it, need not say so.
   */
  default boolean isHeldUp(int subtask, int subtasks) {
    return false;
  }

  /** For sources whose shards are not known before they speak. */
  static ShardRoster unknown() {
    return (subtask, subtasks) -> Set.of();
  }
}

package io.windfarm.ingest;

import java.io.Serializable;
import java.util.Set;

/** Says which shards a source subtask reads, as soon as the source itself knows. */
@FunctionalInterface
public interface ShardRoster extends Serializable {
  /** The shards assigned to {@code subtask} of {@code subtasks} so far; they may become more. */
  Set<String> assignedTo(int subtask, int subtasks);

  /** For sources whose shards are not known before they speak. */
  static ShardRoster unknown() {
    return (subtask, subtasks) -> Set.of();
  }
}

package io.windfarm.ingest;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the readers of a {@link RosteredSource} and the {@link ShardWatermarks} behind it meet.
 * Both run in one task, a job has its classes to itself, and a task makes its reader before it
 * opens what follows, so a static map does.
 */
final class SplitRoster implements ShardRoster {
  private static final long serialVersionUID = 1L;

  private static final Map<String, RosteredReader<?, ?>> READERS = new ConcurrentHashMap<>();

  private final String source;

  /**
   * @param source tells this source's readers from those of another source of the job
   */
  SplitRoster(String source) {
    this.source = source;
  }

  /** The reader of a subtask has changed: to this one. */
  void enter(RosteredReader<?, ?> reader, int subtask, int subtasks) {
    READERS.put(key(subtask, subtasks), reader);
  }

  /** The reader is no more. */
  void leave(RosteredReader<?, ?> reader) {
    READERS.values().remove(reader);
  }

  @Override
  public Set<String> assignedTo(int subtask, int subtasks) {
    RosteredReader<?, ?> reader = READERS.get(key(subtask, subtasks));
    return reader == null ? Set.of() : reader.assigned();
  }

  @Override
  public boolean isHeldUp(int subtask, int subtasks) {
    RosteredReader<?, ?> reader = READERS.get(key(subtask, subtasks));
    return reader != null && reader.isHeldUp();
  }

  private String key(int subtask, int subtasks) {
    return source + " " + subtask + "/" + subtasks;
  }
}

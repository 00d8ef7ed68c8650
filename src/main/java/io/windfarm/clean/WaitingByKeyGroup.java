package io.windfarm.clean;

import io.windfarm.model.Reading;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;

/**
 * What checkpoints keep of readings that wait: all of a key group's together. At each checkpoint
 * they are others, of up to as many turbines as there are; one by one, on disk, to tell of them
 * would hold the job up for seconds.
 *
 * <p>They are kept under a key of their group that no turbine has, and go where their group goes
 * when the parallelism changes.
 */
final class WaitingByKeyGroup {
  /** Before a number; no turbine's id begins with it. */
  private static final String NO_TURBINE = "\0waiting-";

  private final KeyedStateBackend<String> backend;
  private final ValueState<List<List<Reading>>> state;
  private final int allGroups;
  private final int firstGroup;
  private final String[] keys;

  /** Whether the state has any, by group. */
  private final boolean[] kept;

  WaitingByKeyGroup(KeyedStateBackend<String> backend, RuntimeContext context) {
    TaskInfo task = context.getTaskInfo();
    KeyGroupRange groups =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            task.getMaxNumberOfParallelSubtasks(),
            task.getNumberOfParallelSubtasks(),
            task.getIndexOfThisSubtask());
    this.backend = backend;
    this.state =
        context.getState(
            new ValueStateDescriptor<>("waiting-of-key-group", new WaitingSerializer()));
    this.allGroups = task.getMaxNumberOfParallelSubtasks();
    this.firstGroup = groups.getStartKeyGroup();
    this.keys = new String[groups.getNumberOfKeyGroups()];
    this.kept = new boolean[keys.length];
    int missing = keys.length;
    for (int number = 0; missing > 0; number++) {
      String key = NO_TURBINE + number;
      int place = place(key);
      if (place >= 0 && place < keys.length && keys[place] == null) {
        keys[place] = key;
        missing--;
      }
    }
  }

  private int place(String key) {
    return KeyGroupRangeAssignment.assignToKeyGroup(key, allGroups) - firstGroup;
  }

  /** What the checkpoint kept that the job began from: lists of a turbine each. */
  List<List<Reading>> restored() throws Exception {
    List<List<Reading>> restored = new ArrayList<>();
    for (int place = 0; place < keys.length; place++) {
      backend.setCurrentKey(keys[place]);
      List<List<Reading>> turbines = state.value();
      kept[place] = turbines != null;
      if (turbines != null) {
        restored.addAll(turbines);
      }
    }
    return restored;
  }

  /** Tells state which readings wait of {@code turbines}, and of no others. */
  void store(Iterable<Turbine> turbines) throws Exception {
    List<List<List<Reading>>> groups = new ArrayList<>();
    for (int place = 0; place < keys.length; place++) {
      groups.add(new ArrayList<>());
    }
    for (Turbine turbine : turbines) {
      if (turbine.awaits() && !turbine.isAway()) {
        groups.get(place(turbine.id)).add(new ArrayList<>(turbine.waiting()));
      }
    }
    for (int place = 0; place < keys.length; place++) {
      boolean any = !groups.get(place).isEmpty();
      if (any || kept[place]) {
        backend.setCurrentKey(keys[place]);
      }
      if (any) {
        state.update(groups.get(place));
      } else if (kept[place]) {
        state.clear();
      }
      kept[place] = any;
    }
  }
}

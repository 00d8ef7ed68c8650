package io.windfarm.clean;

import io.windfarm.model.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;

/**
 * The turns of all turbines that have not come, by step of event time, and what keyed state has of
 * them: a reading that comes and goes between two checkpoints is never written there.
 */
final class Waiting {
  /** By {@link #placeOf} the step's end. */
  static final MapStateDescriptor<Long, List<Reading>> STATE =
      new MapStateDescriptor<>(
          "waiting-by-step", LongSerializer.INSTANCE, new ReadingsSerializer());

  private final MapState<Long, List<Reading>> state;

  /** In the order in which each turbine's first reading came. */
  private final NavigableMap<Long, List<Turn>> steps = new TreeMap<>();

  private long latestEnd;
  private List<Turn> latest;

  Waiting(RuntimeContext context) {
    state = context.getMapState(STATE);
  }

  void add(Turn turn) {
    if (latest == null || turn.end != latestEnd) {
      latestEnd = turn.end;
      latest = steps.computeIfAbsent(turn.end, none -> new ArrayList<>());
    }
    latest.add(turn);
  }

  /** Takes out the turns that have come by {@code time}, the earlier first. */
  void takeUpTo(long time, Consumer<Turn> due) {
    while (!steps.isEmpty() && steps.firstKey() <= time) {
      Map.Entry<Long, List<Turn>> step = steps.pollFirstEntry();
      latest = step.getValue() == latest ? null : latest;
      step.getValue().forEach(due);
    }
  }

  /** The current key's, as state has them. */
  void load(Turn turn) throws Exception {
    turn.load(state.get(placeOf(turn.end)));
  }

  /** Tells state of the current key's turn. */
  void store(Turn turn) throws Exception {
    state.put(placeOf(turn.end), turn.store());
  }

  /** The current key's turn has come. */
  void remove(Turn turn) throws Exception {
    state.remove(placeOf(turn.end));
  }

  /**
   * Turns are whole seconds apart where turbines measure once a second; as they are, they would
   * share a few places of a hash map. Multiplied by an odd number they stay apart and are spread.
   */
  private static Long placeOf(long turn) {
    return turn * 0x9e3779b97f4a7c15L;
  }
}

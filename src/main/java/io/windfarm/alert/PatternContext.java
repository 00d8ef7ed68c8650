package io.windfarm.alert;

import io.windfarm.state.FormerState;
import io.windfarm.state.MapInOneValue;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.api.common.state.AggregatingState;
import org.apache.flink.api.common.state.AggregatingStateDescriptor;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.state.ReducingState;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.MapSerializer;
import org.apache.flink.runtime.state.KeyGroupStatePartitionStreamProvider;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StatePartitionStreamProvider;

/**
 * What Flink's operator of a pattern makes its states from, with the two maps as {@link
 * MapInOneValue} that it looks through at each of its timers: of events that wait, and of how many
 * there were at an instant. Few are in them at a time, many in a row.
 */
final class PatternContext implements StateInitializationContext, KeyedStateStore {
  /** As Flink calls them, for ever: savepoints know them by these names. */
  private static final Set<String> LOOKED_THROUGH =
      Set.of("eventQueuesStateName", "sharedBuffer-events-count");

  private final StateInitializationContext context;
  private final FormerState former;

  /**
   * @param former whether a checkpoint may have these maps as Flink makes them
   */
  PatternContext(StateInitializationContext context, FormerState former) {
    this.context = context;
    this.former = former;
  }

  @Override
  public <K, V> MapState<K, V> getMapState(MapStateDescriptor<K, V> descriptor) {
    KeyedStateStore states = context.getKeyedStateStore();
    MapState<K, V> map = states.getMapState(descriptor);
    if (!LOOKED_THROUGH.contains(descriptor.getName())) {
      return map;
    }
    ValueState<Map<K, V>> value =
        states.getState(
            new ValueStateDescriptor<>(
                descriptor.getName() + "-in-one",
                new MapSerializer<>(
                    descriptor.getKeySerializer(), descriptor.getValueSerializer())));
    return new MapInOneValue<>(value, map, former);
  }

  @Override
  public <T> ValueState<T> getState(ValueStateDescriptor<T> descriptor) {
    return context.getKeyedStateStore().getState(descriptor);
  }

  @Override
  public <T> ListState<T> getListState(ListStateDescriptor<T> descriptor) {
    return context.getKeyedStateStore().getListState(descriptor);
  }

  @Override
  public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> descriptor) {
    return context.getKeyedStateStore().getReducingState(descriptor);
  }

  @Override
  public <I, A, O> AggregatingState<I, O> getAggregatingState(
      AggregatingStateDescriptor<I, A, O> descriptor) {
    return context.getKeyedStateStore().getAggregatingState(descriptor);
  }

  @Override
  public KeyedStateStore getKeyedStateStore() {
    return this;
  }

  @Override
  public OperatorStateStore getOperatorStateStore() {
    return context.getOperatorStateStore();
  }

  @Override
  public OptionalLong getRestoredCheckpointId() {
    return context.getRestoredCheckpointId();
  }

  @Override
  public Iterable<StatePartitionStreamProvider> getRawOperatorStateInputs() {
    return context.getRawOperatorStateInputs();
  }

  @Override
  public Iterable<KeyGroupStatePartitionStreamProvider> getRawKeyedStateInputs() {
    return context.getRawKeyedStateInputs();
  }
}

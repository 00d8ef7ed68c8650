package io.windfarm.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;

/** A map in one value is the map that it would be with a state an entry. */
class MapInOneValueTest {
  private static final int STEPS = 120;

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void isAMapThroughRestoresAndFromAFormerVersionOn(
      @ForAll long seed, @ForAll boolean rocksDb, @ForAll boolean begunBefore) throws Exception {
    Random random = new Random(seed);
    Map<String, Map<Long, String>> expected = new HashMap<>();
    boolean inOne = !begunBefore;
    KeyedOneInputStreamOperatorTestHarness<String, String, String> harness =
        start(inOne, rocksDb, null);
    for (int step = 0; step < STEPS; step++) {
      if (random.nextInt(20) == 0) {
        OperatorSubtaskState state = harness.snapshot(step, step);
        harness.close();
        inOne = true;
        harness = start(inOne, rocksDb, state);
      }
      String key = "turbine-" + random.nextInt(3);
      long entry = random.nextInt(5);
      Map<Long, String> map = expected.computeIfAbsent(key, none -> new HashMap<>());
      String does = List.of("put", "remove", "drop", "clear", "look").get(random.nextInt(5));
      switch (does) {
        case "put":
          map.put(entry, "v" + step);
          break;
        case "remove":
          map.remove(entry);
          break;
        case "drop":
          map.keySet().removeIf(each -> each < entry);
          break;
        case "clear":
          if (entry == 0) {
            map.clear();
          }
          break;
        default:
          break;
      }
      harness.processElement(key + ' ' + does + ' ' + entry + " v" + step, step);
      List<String> output = harness.extractOutputValues();
      assertThat(output.get(output.size() - 1)).as(does).isEqualTo(map.toString());
    }
    harness.close();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, String, String> start(
      boolean inOne, boolean rocksDb, OperatorSubtaskState state) throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, String, String> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(inOne ? new InOne() : new AnEntryEach()),
            command -> command.split(" ", -1)[0],
            Types.STRING);
    if (rocksDb) {
      harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    }
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  /** A version before there was a map in one value. */
  private static class AnEntryEach extends KeyedProcessFunction<String, String, String>
      implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    transient MapState<Long, String> map;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      map =
          context
              .getKeyedStateStore()
              .getMapState(new MapStateDescriptor<>("map", Types.LONG, Types.STRING));
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {}

    @Override
    public void processElement(String command, Context context, Collector<String> out)
        throws Exception {
      String[] words = command.split(" ", -1);
      Long entry = Long.valueOf(words[2]);
      switch (words[1]) {
        case "put":
          map.put(entry, words[3]);
          break;
        case "remove":
          map.remove(entry);
          break;
        case "drop":
          Iterator<Long> keys = map.keys().iterator();
          while (keys.hasNext()) {
            if (keys.next() < entry) {
              keys.remove();
            }
          }
          break;
        case "clear":
          if (entry == 0) {
            map.clear();
          }
          break;
        default:
          break;
      }
      Map<Long, String> all = new HashMap<>();
      List<String> values = new ArrayList<>();
      for (Map.Entry<Long, String> each : map.entries()) {
        all.put(each.getKey(), each.getValue());
        assertThat(map.contains(each.getKey())).isTrue();
        values.add(map.get(each.getKey()));
      }
      assertThat(map.isEmpty()).isEqualTo(all.isEmpty());
      assertThat(map.values()).containsExactlyInAnyOrderElementsOf(values);
      out.collect(all.toString());
    }
  }

  private static final class InOne extends AnEntryEach {
    private static final long serialVersionUID = 1L;

    private transient FormerState former;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      super.initializeState(context);
      former = FormerState.of(context);
      map =
          new MapInOneValue<>(
              context
                  .getKeyedStateStore()
                  .getState(
                      new ValueStateDescriptor<>(
                          "map-in-one", Types.MAP(Types.LONG, Types.STRING))),
              map,
              former);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      former.snapshot();
    }
  }
}

package io.windfarm.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * Runs a function keyed by turbine as the job does: generic types forbidden, objects reused. It can
 * be stopped at any moment and go on from its snapshot. What a function takes some at a time it
 * gets one by one here, unless {@link #processTurn} is asked to.
 *
 * @param <I> an element that goes in
 * @param <O> an element that comes out
 */
public final class TurbineHarness<I, O> implements AutoCloseable {
  private final Supplier<? extends KeyedProcessFunction<String, ?, ?>> function;
  private final KeySelector<I, String> turbine;
  private final ToLongFunction<I> eventTime;
  private final boolean takesTurns;

  /** Null where the harness may find out by itself. */
  private final TypeInformation<?> output;

  private final boolean rocksDb;
  private final List<O> before = new ArrayList<>();
  private KeyedOneInputStreamOperatorTestHarness<String, Object, Object> harness;

  /** Of a function that takes elements one by one. */
  public TurbineHarness(
      Supplier<? extends KeyedProcessFunction<String, I, O>> function,
      KeySelector<I, String> turbine,
      ToLongFunction<I> eventTime,
      boolean rocksDb)
      throws Exception {
    this(function, turbine, eventTime, false, null, rocksDb);
  }

  private TurbineHarness(
      Supplier<? extends KeyedProcessFunction<String, ?, ?>> function,
      KeySelector<I, String> turbine,
      ToLongFunction<I> eventTime,
      boolean takesTurns,
      TypeInformation<?> output,
      boolean rocksDb)
      throws Exception {
    this.function = function;
    this.turbine = turbine;
    this.eventTime = eventTime;
    this.takesTurns = takesTurns;
    this.output = output;
    this.rocksDb = rocksDb;
    this.harness = start(null);
  }

  /** Of a function that takes some elements of a turbine at a time, and perhaps gives some. */
  public static <I, O> TurbineHarness<I, O> ofTurns(
      Supplier<? extends KeyedProcessFunction<String, List<I>, ?>> function,
      KeySelector<I, String> turbine,
      ToLongFunction<I> eventTime,
      TypeInformation<?> output,
      boolean rocksDb)
      throws Exception {
    return new TurbineHarness<>(function, turbine, eventTime, true, output, rocksDb);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the constructors take what fits together
  private KeyedOneInputStreamOperatorTestHarness<String, Object, Object> start(
      OperatorSubtaskState state) throws Exception {
    KeySelector<I, String> ofElement = turbine;
    KeySelector<Object, String> key =
        takesTurns
            ? turn -> ofElement.getKey(((List<I>) turn).get(0))
            : element -> ofElement.getKey((I) element);
    KeyedOneInputStreamOperatorTestHarness<String, Object, Object> started =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator(function.get()), key, Types.STRING);
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    started.getExecutionConfig().configure(configuration, getClass().getClassLoader());
    if (output != null) {
      started.setup((TypeSerializer) output.createSerializer(new SerializerConfigImpl()));
    }
    if (rocksDb) {
      started.setStateBackend(new EmbeddedRocksDBStateBackend());
    }
    if (state != null) {
      started.initializeState(state);
    }
    started.open();
    return started;
  }

  public void process(I element) throws Exception {
    harness.processElement(takesTurns ? List.of(element) : element, eventTime.applyAsLong(element));
  }

  /** Elements of one turbine, at once. */
  public void processTurn(List<I> turn) throws Exception {
    harness.processElement(turn, eventTime.applyAsLong(turn.get(turn.size() - 1)));
  }

  public void watermark(long time) throws Exception {
    harness.processWatermark(time);
  }

  public void endInput() throws Exception {
    harness.processWatermark(Long.MAX_VALUE);
  }

  /** Stops, and goes on from a snapshot in a new operator. */
  public void restart() throws Exception {
    OperatorSubtaskState state = harness.snapshot(1, 1);
    before.addAll(values());
    harness.close();
    harness = start(state);
  }

  public List<O> output() {
    List<O> all = new ArrayList<>(before);
    all.addAll(values());
    return all;
  }

  @SuppressWarnings("unchecked") // a function gives what it says, or lists of it
  private List<O> values() {
    List<O> values = new ArrayList<>();
    for (Object output : harness.extractOutputValues()) {
      if (output instanceof List) {
        values.addAll((List<O>) output);
      } else {
        values.add((O) output);
      }
    }
    return values;
  }

  /** What went to {@code tag} since the last restart. */
  public <S> List<S> side(OutputTag<S> tag) {
    List<S> all = new ArrayList<>();
    Queue<StreamRecord<S>> records = harness.getSideOutput(tag);
    if (records != null) {
      records.forEach(record -> all.add(record.getValue()));
    }
    return all;
  }

  public int timers() {
    return harness.numEventTimeTimers();
  }

  public int stateEntries() {
    return harness.numKeyedStateEntries();
  }

  @Override
  public void close() {
    try {
      harness.close();
    } catch (Exception e) {
      throw new AssertionError("The operator did not close", e);
    }
  }
}

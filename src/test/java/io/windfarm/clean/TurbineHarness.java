package io.windfarm.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.typeinfo.Types;
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
 * be stopped at any moment and go on from its snapshot.
 */
public final class TurbineHarness<I, O> implements AutoCloseable {
  private final Supplier<? extends KeyedProcessFunction<String, I, O>> function;
  private final KeySelector<I, String> turbine;
  private final ToLongFunction<I> eventTime;
  private final boolean rocksDb;
  private final List<O> before = new ArrayList<>();
  private KeyedOneInputStreamOperatorTestHarness<String, I, O> harness;

  public TurbineHarness(
      Supplier<? extends KeyedProcessFunction<String, I, O>> function,
      KeySelector<I, String> turbine,
      ToLongFunction<I> eventTime,
      boolean rocksDb)
      throws Exception {
    this.function = function;
    this.turbine = turbine;
    this.eventTime = eventTime;
    this.rocksDb = rocksDb;
    this.harness = start(null);
  }

  private KeyedOneInputStreamOperatorTestHarness<String, I, O> start(OperatorSubtaskState state)
      throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, I, O> started =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(function.get()), turbine, Types.STRING);
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    started.getExecutionConfig().configure(configuration, getClass().getClassLoader());
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
    harness.processElement(element, eventTime.applyAsLong(element));
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
    before.addAll(harness.extractOutputValues());
    harness.close();
    harness = start(state);
  }

  public List<O> output() {
    List<O> all = new ArrayList<>(before);
    all.addAll(harness.extractOutputValues());
    return all;
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

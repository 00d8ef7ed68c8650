package io.windfarm.bench.baseline;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * A stage of the job whose logic is written as a keyed function of Flink's, called directly: its
 * state is in plain collections, its timers in a tree, and what it puts out is handed on at once.
 * Nothing of Flink runs but the interfaces that the function is written against.
 */
public final class Stage<I, O> {
  private final KeyedProcessFunction<String, I, O> function;
  private final Function<I, String> key;
  private final KeyedStates states;
  private final NavigableMap<Long, Set<String>> timers = new TreeMap<>();
  private final Map<OutputTag<?>, Consumer<Object>> sideOutputs = new HashMap<>();
  private final Collector<O> out;
  private final Now now;
  private long watermark = Long.MIN_VALUE;
  private long timestamp;

  /**
   * Opens the function, with states of its own.
   *
   * @param key of an element
   * @param consumer takes what the function puts out
   */
  public Stage(
      KeyedProcessFunction<String, I, O> function, Function<I, String> key, Consumer<O> consumer)
      throws Exception {
    this(new KeyedStates(), function, key, consumer);
  }

  /**
   * Opens the function.
   *
   * @param states that it may share with other stages of the same key
   */
  Stage(
      KeyedStates states,
      KeyedProcessFunction<String, I, O> function,
      Function<I, String> key,
      Consumer<O> consumer)
      throws Exception {
    this.states = states;
    this.function = function;
    this.key = key;
    this.out =
        new Collector<>() {
          @Override
          public void collect(O element) {
            consumer.accept(element);
          }

          @Override
          public void close() {}
        };
    this.now = new Now(function);
    function.setRuntimeContext(answering(RuntimeContext.class, this::context));
    if (function instanceof CheckpointedFunction checkpointed) {
      checkpointed.initializeState(initialization());
    }
    function.open(new OpenContext() {});
  }

  /** Sends what the function puts out beside its output to {@code consumer}. */
  @SuppressWarnings("unchecked") // the tag says what comes
  <T> Stage<I, O> beside(OutputTag<T> tag, Consumer<T> consumer) {
    sideOutputs.put(tag, element -> consumer.accept((T) element));
    return this;
  }

  /** The next element. */
  public void take(I element) {
    states.use(key.apply(element));
    try {
      function.processElement(element, now, out);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** No element before this time comes any more: what waited for it happens. */
  public void advance(long time) throws Exception {
    watermark = time;
    while (!timers.isEmpty() && timers.firstKey() <= time) {
      Map.Entry<Long, Set<String>> due = timers.pollFirstEntry();
      timestamp = due.getKey();
      for (String turbine : due.getValue()) {
        states.use(turbine);
        function.onTimer(timestamp, now, out);
      }
    }
  }

  private Object context(String method) {
    return switch (method) {
      case "getState" -> states.value();
      case "getListState" -> states.list();
      case "getMapState" -> states.map();
      case "getMetricGroup" -> UnregisteredMetricsGroup.createOperatorMetricGroup();
      case "getGlobalJobParameters" -> Map.of();
      default -> throw new UnsupportedOperationException(method);
    };
  }

  /** Counts that metrics show are kept beside the state; nobody reads them here, or restores. */
  private static FunctionInitializationContext initialization() {
    OperatorStateStore store = answering(OperatorStateStore.class, method -> emptyList());
    return answering(
        FunctionInitializationContext.class,
        method -> method.equals("isRestored") ? (Object) false : store);
  }

  private static ListState<Object> emptyList() {
    List<Object> none = new ArrayList<>();
    return answering(ListState.class, method -> none);
  }

  @SuppressWarnings("unchecked") // a proxy of T is a T
  private static <T> T answering(Class<? super T> type, Function<String, Object> answer) {
    return (T)
        Proxy.newProxyInstance(
            Stage.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.apply(method.getName()));
  }

  /** What a function learns of the element or timer that it is called for. */
  private final class Now extends KeyedProcessFunction<String, I, O>.OnTimerContext {
    private final TimerService timerService = new Timers();

    Now(KeyedProcessFunction<String, I, O> function) {
      function.super();
    }

    @Override
    public TimeDomain timeDomain() {
      return TimeDomain.EVENT_TIME;
    }

    @Override
    public String getCurrentKey() {
      return states.key();
    }

    @Override
    public Long timestamp() {
      return timestamp;
    }

    @Override
    public TimerService timerService() {
      return timerService;
    }

    @Override
    public <T> void output(OutputTag<T> tag, T value) {
      Consumer<Object> consumer = sideOutputs.get(tag);
      if (consumer != null) {
        consumer.accept(value);
      }
    }
  }

  private final class Timers implements TimerService {
    @Override
    public long currentProcessingTime() {
      return System.currentTimeMillis();
    }

    @Override
    public long currentWatermark() {
      return watermark;
    }

    @Override
    public void registerEventTimeTimer(long time) {
      timers.computeIfAbsent(time, none -> new LinkedHashSet<>()).add(states.key());
    }

    @Override
    public void deleteEventTimeTimer(long time) {
      Set<String> due = timers.get(time);
      if (due != null) {
        due.remove(states.key());
        if (due.isEmpty()) {
          timers.remove(time);
        }
      }
    }

    @Override
    public void registerProcessingTimeTimer(long time) {
      throw new UnsupportedOperationException("the stages know event time alone");
    }

    @Override
    public void deleteProcessingTimeTimer(long time) {
      throw new UnsupportedOperationException("the stages know event time alone");
    }
  }
}

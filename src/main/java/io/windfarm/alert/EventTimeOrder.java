package io.windfarm.alert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * A keyed function that sees its input in event-time order, whatever order it arrived in: elements
 * wait in state until the watermark has passed them. For streams of few elements; readings are
 * ordered by {@link io.windfarm.clean.OnceInOrder}.
 */
abstract class EventTimeOrder<I, O> extends KeyedProcessFunction<String, I, O> {
  private static final long serialVersionUID = 1L;

  private final TypeInformation<I> type;
  private final Comparator<I> tieBreak;
  private transient MapState<Long, List<I>> waiting;

  /**
   * @param tieBreak orders elements of equal event time; must be serializable
   */
  EventTimeOrder(TypeInformation<I> type, Comparator<I> tieBreak) {
    this.type = type;
    this.tieBreak = tieBreak;
  }

  /** Event time of an element, epoch millis. */
  abstract long timeOf(I element);

  /** Whether an element says nothing beside those of the same event time that wait already. */
  boolean isCovered(I element, List<I> sameTime) {
    return false;
  }

  /** Called for every element in event-time order. */
  abstract void accept(I element, Context context, Collector<O> out) throws Exception;

  /** Called for the subclass's own timers, after the elements of the same instant. */
  abstract void onInstant(long time, OnTimerContext context, Collector<O> out) throws Exception;

  @Override
  public void open(Configuration parameters) throws Exception {
    waiting =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("waiting", Types.LONG, Types.LIST(type)));
  }

  @Override
  public final void processElement(I element, Context context, Collector<O> out) throws Exception {
    Long time = timeOf(element);
    List<I> sameTime = waiting.get(time);
    if (sameTime == null) {
      sameTime = new ArrayList<>(1);
      context.timerService().registerEventTimeTimer(time);
    } else if (isCovered(element, sameTime)) {
      return;
    }
    sameTime.add(element);
    waiting.put(time, sameTime);
  }

  @Override
  public final void onTimer(long timestamp, OnTimerContext context, Collector<O> out)
      throws Exception {
    Long time = timestamp;
    List<I> sameTime = waiting.get(time);
    if (sameTime != null) {
      waiting.remove(time);
      sameTime.sort(tieBreak);
      for (I element : sameTime) {
        accept(element, context, out);
      }
    }
    onInstant(timestamp, context, out);
  }
}

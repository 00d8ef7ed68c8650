package io.windfarm.stats;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gathers, by turbine and sensor, what comes in event-time order in one period after the other. A
 * period is complete when the sensor's next element or the watermark has reached its end, or the
 * input has ended.
 *
 * @param <I> what comes at a time, of one turbine
 * @param <E> an element of that
 * @param <P> a period that is not over
 * @param <O> what is made of those that are
 */
abstract class PerPeriod<I, E, P extends OpenPeriod, O> extends KeyedProcessFunction<String, I, O> {
  private static final long serialVersionUID = 1L;

  private final Periods periods;
  private final Class<P> type;

  /** By sensor. */
  private transient MapState<String, P> open;

  PerPeriod(Periods periods, Class<P> type) {
    this.periods = periods;
    this.type = type;
  }

  abstract List<E> elementsOf(I input);

  /** False for elements that are not looked at. */
  abstract boolean concerns(E element);

  abstract String sensorOf(E element);

  /** Decides on the period; epoch millis. */
  abstract long timeOf(E element);

  abstract P begin();

  /** Adds an element of the period, and returns whether that changed anything. */
  abstract boolean add(E element, P period) throws Exception;

  /** The period has ended. */
  abstract void complete(String turbineId, String sensor, P period, Collector<O> out)
      throws Exception;

  @Override
  public void open(OpenContext context) throws Exception {
    open =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("open", Types.STRING, Types.POJO(type)));
  }

  @Override
  public final void processElement(I input, Context context, Collector<O> out) throws Exception {
    for (E element : elementsOf(input)) {
      if (concerns(element)) {
        take(element, context, out);
      }
    }
  }

  private void take(E element, Context context, Collector<O> out) throws Exception {
    String sensor = sensorOf(element);
    P period = open.get(sensor);
    boolean ended = period != null && timeOf(element) >= period.end;
    if (ended) {
      complete(context.getCurrentKey(), sensor, period, out);
    }
    boolean begins = ended || period == null;
    if (begins) {
      period = begin();
      period.start = periods.startAt(timeOf(element));
      period.end = periods.endAt(timeOf(element));
      wakeAtTheFirstEnd(sensor, period.end, context);
    }
    if (add(element, period) || begins) {
      open.put(sensor, period);
    }
  }

  /** The one timer of a turbine is at the least of its periods' ends. */
  private void wakeAtTheFirstEnd(String sensor, long end, Context context) throws Exception {
    long registered = Long.MAX_VALUE;
    long first = end;
    for (Map.Entry<String, P> entry : open.entries()) {
      registered = Math.min(registered, entry.getValue().end);
      if (!entry.getKey().equals(sensor)) {
        first = Math.min(first, entry.getValue().end);
      }
    }
    if (first == registered) {
      return;
    }
    if (registered < Long.MAX_VALUE) {
      context.timerService().deleteEventTimeTimer(registered);
    }
    context.timerService().registerEventTimeTimer(first);
  }

  @Override
  public final void onTimer(long timestamp, OnTimerContext context, Collector<O> out)
      throws Exception {
    long watermark = context.timerService().currentWatermark();
    long first = Long.MAX_VALUE;
    Iterator<Map.Entry<String, P>> entries = open.iterator();
    while (entries.hasNext()) {
      Map.Entry<String, P> entry = entries.next();
      P period = entry.getValue();
      if (period.end <= watermark) {
        complete(context.getCurrentKey(), entry.getKey(), period, out);
        entries.remove();
      } else {
        first = Math.min(first, period.end);
      }
    }
    if (first < Long.MAX_VALUE) {
      context.timerService().registerEventTimeTimer(first);
    } else {
      open.clear(); // the iterator left an empty map for the turbine behind
    }
  }
}

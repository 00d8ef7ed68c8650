package io.windfarm.clean;

import io.windfarm.exchange.Exchanged;
import io.windfarm.ingest.EventTimeStep;
import io.windfarm.ingest.LastWatermark;
import io.windfarm.metrics.Level;
import io.windfarm.metrics.Metric;
import io.windfarm.metrics.Metrics;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Every reading once, a turbine's readings in event-time order: the one place where the order of
 * arrival is taken out, so that nothing behind it can depend on it.
 *
 * <p>Readings wait until the watermark has passed them and leave sorted by {@link ReadingOrder}; of
 * equal ones the first to arrive leaves and the others go to {@link #DUPLICATES}. A reading whose
 * turn is over when it arrives is late, unless one equal to it was seen within the memory given;
 * then it is a duplicate too. Late readings, marked so, and those dated in the future, which would
 * wait for their date, pass at once and out of order: {@link Reading#isAside()}. The timestamp of
 * each record that leaves is its reading's event time. Watermarks pass; a {@link LastWatermark}
 * becomes one of the input's latest event time, and the end.
 *
 * <p>A duplicate that is not late finds its twin still waiting, so only the late need the memory;
 * but for a reading from the future whose twin arrived later, when it was none.
 */
public final class OnceInOrder extends AbstractStreamOperator<Reading>
    implements OneInputStreamOperator<Reading, Reading>, Triggerable<String, VoidNamespace> {
  private static final long serialVersionUID = 1L;

  public static final OutputTag<Reading> DUPLICATES =
      new OutputTag<>("duplicates", Exchanged.READING);

  private static final long MINUTE = 60_000;

  /** Readings of a turbine in one step: a sensor each. */
  private static final int USUAL = 4;

  private final long memory;

  private transient InternalTimerService<VoidNamespace> timers;

  /** Readings that have not had their turn, as they came, by {@link #placeOf} their step's end. */
  private transient MapState<Long, List<Reading>> waiting;

  /** Identities of readings that have left, by minute of event time (arrival, if in the future). */
  private transient MapState<Long, long[]> seen;

  /** Those among them that were dated in the future; hardly ever any. */
  private transient MapState<Long, long[]> ahead;

  /** Event time up to which this turbine's readings have left: the watermark is not restored. */
  private transient ValueState<Long> releasedThrough;

  private transient Level waitingCount;
  private transient Level rememberedCount;

  /**
   * @param memory how long, in event time, a reading is remembered after its turn; to a minute
   */
  public OnceInOrder(Duration memory) {
    this.memory = memory.toMillis();
    chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    waitingCount = Level.restored(context.getOperatorStateStore(), "waiting-count");
    rememberedCount = Level.restored(context.getOperatorStateStore(), "remembered-count");
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    waitingCount.snapshot();
    rememberedCount.snapshot();
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService("turns", VoidNamespaceSerializer.INSTANCE, this);
    waiting =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "waiting-by-step", Types.LONG, Types.LIST(Types.POJO(Reading.class))));
    seen =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "seen", Types.LONG, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
    ahead =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "ahead", Types.LONG, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
    releasedThrough =
        getRuntimeContext().getState(new ValueStateDescriptor<>("released-through", Types.LONG));
    adoptWaiting();
    Metrics registered = Metrics.of(metrics, getExecutionConfig().getGlobalJobParameters());
    registered.gauge(Metric.READINGS_WAITING, waitingCount);
    registered.gauge(Metric.IDENTITIES_REMEMBERED, rememberedCount);
    registered.gauge(Metric.WATERMARK_LAG, this::watermarkLag);
  }

  /** Savepoints of version 0.1.0 hold the waiting readings of a turbine in one list. */
  private void adoptWaiting() throws Exception {
    getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new ListStateDescriptor<>("waiting", Types.POJO(Reading.class)),
            (turbine, list) -> {
              for (Reading reading : list.get()) {
                await(reading);
              }
              list.clear();
            });
  }

  /** By the clock: for metrics alone. */
  private double watermarkLag() {
    long watermark = timers.currentWatermark();
    return watermark == Long.MIN_VALUE || watermark == Long.MAX_VALUE
        ? Double.NaN
        : getProcessingTimeService().getCurrentProcessingTime() - watermark;
  }

  @Override
  public void processElement(StreamRecord<Reading> element) throws Exception {
    Reading reading = element.getValue();
    if (Reason.CLOCK_SKEW.in(reading.reasons)) {
      if (pass(reading, reading.arrivalTime)) {
        remember(ahead, reading.arrivalTime, new long[] {ReadingOrder.identity(reading)}, 1);
      }
    } else if (isLate(reading)) {
      reading.reasons |= Reason.LATE.bit();
      // Remembered from now on, however old it is.
      pass(reading, Math.max(reading.eventTime, progress()));
    } else {
      await(reading);
      waitingCount.add(1);
    }
  }

  private void await(Reading reading) throws Exception {
    long turn = EventTimeStep.end(reading.eventTime);
    Long place = placeOf(turn);
    List<Reading> step = waiting.get(place);
    if (step == null) {
      step = new ArrayList<>(USUAL);
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, turn);
    }
    step.add(reading);
    waiting.put(place, step);
  }

  /**
   * Turns are whole seconds apart where turbines measure once a second; as they are, they would
   * share a few places of a hash map. Multiplied by an odd number they stay apart and are spread.
   */
  private static Long placeOf(long turn) {
    return turn * 0x9e3779b97f4a7c15L;
  }

  private boolean isLate(Reading reading) throws Exception {
    return reading.eventTime <= progress();
  }

  /** Event time up to which this turbine's readings have had their turn. */
  private long progress() throws Exception {
    Long released = releasedThrough.value();
    return released == null
        ? timers.currentWatermark()
        : Math.max(released, timers.currentWatermark());
  }

  /** Lets a reading that has no turn pass, unless it passed before; true if it did. */
  private boolean pass(Reading reading, long rememberAt) throws Exception {
    long identity = ReadingOrder.identity(reading);
    if (holds(seen, identity)) {
      output.collect(DUPLICATES, new StreamRecord<>(reading, reading.eventTime));
      return false;
    }
    remember(seen, rememberAt, new long[] {identity}, 1);
    output.collect(new StreamRecord<>(reading, reading.eventTime));
    return true;
  }

  private static boolean holds(MapState<Long, long[]> memory, long identity) throws Exception {
    for (long[] minute : memory.values()) {
      for (long other : minute) {
        if (other == identity) {
          return true;
        }
      }
    }
    return false;
  }

  /** Keeps identities with the minute of {@code time}, and has them forgotten in due course. */
  private void remember(MapState<Long, long[]> memory, long time, long[] identities, int count)
      throws Exception {
    rememberedCount.add(count);
    Long minute = Math.floorDiv(time, MINUTE);
    long[] known = memory.get(minute);
    if (known == null) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, forgetAt(minute));
      memory.put(minute, Arrays.copyOf(identities, count));
    } else {
      memory.put(minute, append(known, identities, count));
    }
  }

  /**
   * A set with {@code identities} added, in {@code known} itself if there is room: spare places at
   * its end repeat the last identity, so that {@link #holds} need not know of them.
   */
  private static long[] append(long[] known, long[] identities, int count) {
    if (count == 0) {
      return known;
    }
    int used = used(known);
    int size = used + count;
    long[] more = size <= known.length ? known : Arrays.copyOf(known, size + size / 2);
    System.arraycopy(identities, 0, more, used, count);
    Arrays.fill(more, size, more.length, identities[count - 1]);
    return more;
  }

  private static int used(long[] known) {
    int used = known.length;
    while (used > 1 && known[used - 2] == known[used - 1]) {
      used--;
    }
    return used;
  }

  private long forgetAt(long minute) {
    return (minute + 1) * MINUTE + memory;
  }

  /** The end of the input is told in two steps: how far it came, and that it is over. */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (LastWatermark.is(mark.getTimestamp())) {
      long latest = EventTimeStep.end(LastWatermark.latest(mark.getTimestamp()));
      if (latest > timers.currentWatermark()) {
        super.processWatermark(new Watermark(latest));
      }
      super.processWatermark(Watermark.MAX_WATERMARK);
    } else {
      super.processWatermark(mark);
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    release(timer.getTimestamp());
    if (isForgetting(timer.getTimestamp())) {
      forget(timer.getTimestamp());
    }
  }

  /** Steps have their turns one after the other, each at its own timer. */
  private void release(long turn) throws Exception {
    Long place = placeOf(turn);
    List<Reading> due = waiting.get(place);
    if (due == null) {
      return;
    }
    waiting.remove(place);
    waitingCount.add(-due.size());
    due.sort(ReadingOrder.INSTANCE);
    long last = due.get(due.size() - 1).eventTime;
    releasedThrough.update(last);

    boolean anyAhead = !ahead.isEmpty();
    long[] identities = new long[due.size()];
    int count = 0;
    Reading previous = null;
    for (Reading reading : due) {
      if (previous != null && ReadingOrder.isSame(previous, reading)) {
        output.collect(DUPLICATES, new StreamRecord<>(reading, reading.eventTime));
        continue;
      }
      long identity = ReadingOrder.identity(reading);
      if (anyAhead && holds(ahead, identity)) {
        output.collect(DUPLICATES, new StreamRecord<>(reading, reading.eventTime));
        continue;
      }
      identities[count++] = identity;
      output.collect(new StreamRecord<>(reading, reading.eventTime));
      previous = reading;
    }
    // A step is within one minute.
    remember(seen, last, identities, count);
  }

  /** True of the times at which {@link #forgetAt} lets minutes be forgotten, and few others. */
  private boolean isForgetting(long time) {
    return Math.floorMod(time - memory, MINUTE) == 0;
  }

  private void forget(long time) throws Exception {
    List<Long> old = new ArrayList<>();
    for (Long minute : seen.keys()) {
      if (forgetAt(minute) <= time) {
        old.add(minute);
      }
    }
    for (Long minute : old) {
      forget(seen, minute);
      forget(ahead, minute);
    }
    if (seen.isEmpty()) {
      // Older than all that is remembered: the watermark alone says what is late.
      releasedThrough.clear();
    }
  }

  private void forget(MapState<Long, long[]> memory, Long minute) throws Exception {
    long[] identities = memory.get(minute);
    if (identities != null) {
      rememberedCount.add(-used(identities));
      memory.remove(minute);
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("OnceInOrder registers event-time timers only");
  }
}

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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
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
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.OutputTag;

/**
 * Every reading once, a turbine's readings in event-time order: the one place where the order of
 * arrival is taken out, so that nothing behind it can depend on it.
 *
 * <p>Readings wait until the watermark has passed them and leave together with those of their
 * turbine and step of event time, sorted by {@link ReadingOrder}; of equal ones the first to arrive
 * leaves and the others go to {@link #DUPLICATES}. A reading whose turn is over when it arrives is
 * late, unless one equal to it was seen within the memory given; then it is a duplicate too. Late
 * readings, marked so, and those dated in the future, which would wait for their date, pass at once
 * and out of order, alone: {@link Reading#isAside()}. The timestamp of what leaves is the event
 * time of its last reading. Watermarks pass; a {@link LastWatermark} becomes one of the input's
 * latest event time, and the end.
 *
 * <p>A duplicate that is not late finds its twin still waiting, so only the late need the memory;
 * but for a reading from the future whose twin arrived later, when it was none.
 *
 * <p>Between two checkpoints all this is in plain objects; keyed state is told before each, and
 * where they would become many.
 */
public final class OnceInOrder extends AbstractStreamOperator<List<Reading>>
    implements OneInputStreamOperator<Reading, List<Reading>>, Triggerable<String, VoidNamespace> {
  private static final long serialVersionUID = 1L;

  public static final OutputTag<Reading> DUPLICATES =
      new OutputTag<>("duplicates", Exchanged.READING);

  /** Turbines that are known without asking state: some hundred bytes each. */
  private static final int MOST_TURBINES = 1 << 16;

  /** Readings that wait in plain objects: some hundred bytes each. */
  private static final int MOST_READINGS = 1 << 18;

  private final Duration memory;
  private final int mostTurbines;
  private final int mostReadings;

  private transient InternalTimerService<VoidNamespace> timers;
  private transient Map<String, Turbine> turbines;

  /** How many turbines there are before state is told: twice as many as must be known, at least. */
  private transient int full;

  private transient Turbine latest;
  private transient Waiting waiting;
  private transient int readingsHere;
  private transient Seen seen;

  /** Event time up to which this turbine's readings have left: the watermark is not restored. */
  private transient ValueState<Long> releasedThrough;

  private transient Level waitingCount;
  private transient Level rememberedCount;

  /**
   * @param memory how long, in event time, a reading is remembered after its turn; to a minute, and
   *     up to a sixteenth longer
   */
  public OnceInOrder(Duration memory) {
    this(memory, MOST_TURBINES, MOST_READINGS);
  }

  /**
   * @param mostTurbines how many are known without asking state
   * @param mostReadings how many wait outside of state
   */
  OnceInOrder(Duration memory, int mostTurbines, int mostReadings) {
    this.memory = memory;
    this.mostTurbines = mostTurbines;
    this.mostReadings = mostReadings;
    chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    waitingCount = Level.restored(context.getOperatorStateStore(), "waiting-count");
    rememberedCount = Level.restored(context.getOperatorStateStore(), "remembered-count");
  }

  /**
   * Not with the snapshot itself: RocksDB's timers, where they are on the heap, are written before.
   */
  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    store();
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
    turbines = new HashMap<>();
    full = mostTurbines;
    waiting = new Waiting(getRuntimeContext());
    seen = new Seen(memory, getRuntimeContext());
    releasedThrough =
        getRuntimeContext().getState(new ValueStateDescriptor<>("released-through", Types.LONG));
    findWaiting();
    adoptWaiting();
    Metrics registered = Metrics.of(metrics, getExecutionConfig().getGlobalJobParameters());
    registered.gauge(Metric.READINGS_WAITING, waitingCount);
    registered.gauge(Metric.IDENTITIES_REMEMBERED, rememberedCount);
    registered.gauge(Metric.WATERMARK_LAG, this::watermarkLag);
  }

  /** Knows again whose turns are in state, after a restore. */
  private void findWaiting() throws Exception {
    List<Turn> found = new ArrayList<>();
    getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            Waiting.STATE,
            (key, steps) -> {
              for (List<Reading> step : steps.values()) {
                Reading any = step.get(0);
                found.add(Turn.inState(any.turbineId, EventTimeStep.end(any.eventTime)));
              }
            });
    for (Turn turn : found) {
      setCurrentKey(turn.turbineId);
      turbine(turn.turbineId).await(turn);
      waiting.add(turn);
    }
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
              setCurrentKey(turbine);
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
        Turbine turbine = turbine(reading.turbineId);
        storeIdentities(turbine); // what is ahead is forgotten with them
        turbine.anyAhead = true;
        seen.rememberAhead(Seen.minuteOf(reading.arrivalTime), ReadingOrder.identity(reading));
        rememberedCount.add(1);
      }
    } else if (reading.eventTime <= progress(reading)) {
      reading.reasons |= Reason.LATE.bit();
      // Remembered from now on, however old it is.
      pass(reading, Math.max(reading.eventTime, progress(reading)));
    } else {
      await(reading);
      waitingCount.add(1);
    }
  }

  /** Event time up to which its turbine's readings have had their turn. */
  private long progress(Reading reading) throws Exception {
    return Math.max(turbine(reading.turbineId).released, timers.currentWatermark());
  }

  /** What is known of the current key, of state where it must be. */
  private Turbine turbine(String id) throws Exception {
    if (latest != null && latest.id.equals(id)) {
      return latest;
    }
    Turbine turbine = turbines.get(id);
    if (turbine == null) {
      if (turbines.size() >= full) {
        store();
        setCurrentKey(id);
      }
      Long released = releasedThrough.value();
      turbine = new Turbine(id, released == null ? Long.MIN_VALUE : released, seen.anyAhead());
      turbines.put(id, turbine);
    }
    latest = turbine;
    return turbine;
  }

  private void await(Reading reading) throws Exception {
    if (readingsHere >= mostReadings) {
      sendAway();
      setCurrentKey(reading.turbineId);
    }
    Turbine turbine = turbine(reading.turbineId);
    long end = EventTimeStep.end(reading.eventTime);
    Turn turn = turbine.turn(end);
    if (turn == null) {
      turn = Turn.begun(reading.turbineId, end);
      turbine.await(turn);
      waiting.add(turn);
    } else if (turn.isAway()) {
      load(turn);
    }
    turn.add(reading);
    readingsHere++;
  }

  private void load(Turn turn) throws Exception {
    waiting.load(turn);
    readingsHere += turn.readings().size();
  }

  /** Lets a reading that has no turn pass, unless it passed before; true if it did. */
  private boolean pass(Reading reading, long rememberAt) throws Exception {
    Turbine turbine = turbine(reading.turbineId);
    storeIdentities(turbine);
    long identity = ReadingOrder.identity(reading);
    if (seen.holds(identity)) {
      output.collect(DUPLICATES, new StreamRecord<>(reading, reading.eventTime));
      return false;
    }
    remember(turbine, Seen.minuteOf(rememberAt), identity);
    output.collect(new StreamRecord<>(Collections.singletonList(reading), reading.eventTime));
    return true;
  }

  private void remember(Turbine turbine, long minute, long identity) throws Exception {
    if (turbine.count > 0 && turbine.minute != minute) {
      setCurrentKey(turbine.id);
      storeIdentities(turbine);
    }
    turbine.minute = minute;
    turbine.add(identity);
    rememberedCount.add(1);
  }

  /** Tells state what the current key's readings were since it was last told. */
  private void storeIdentities(Turbine turbine) throws Exception {
    if (turbine.count == 0) {
      return;
    }
    if (seen.isEmpty()) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, seen.forgetAt(turbine.minute));
    }
    seen.remember(turbine.minute, turbine.identities, turbine.count);
    turbine.count = 0;
  }

  /**
   * Tells state everything. Afterwards only turbines with waiting readings are known without it.
   */
  private void store() throws Exception {
    Map<String, Turbine> kept = new HashMap<>();
    for (Turbine turbine : turbines.values()) {
      setCurrentKey(turbine.id);
      storeIdentities(turbine);
      if (turbine.moved) {
        releasedThrough.update(turbine.released);
        turbine.moved = false;
      }
      for (Turn turn : turbine.turns()) {
        if (turn.isGrown()) {
          waiting.store(turn);
        }
      }
      if (!turbine.turns().isEmpty()) {
        kept.put(turbine.id, turbine);
      }
    }
    turbines = kept;
    full = Math.max(mostTurbines, 2 * kept.size());
    latest = null;
  }

  /** Leaves the waiting readings to state alone. */
  private void sendAway() throws Exception {
    store();
    for (Turbine turbine : turbines.values()) {
      turbine.turns().forEach(Turn::sendAway);
    }
    readingsHere = 0;
  }

  /** The end of the input is told in two steps: how far it came, and that it is over. */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (LastWatermark.is(mark.getTimestamp())) {
      long last = EventTimeStep.end(LastWatermark.latest(mark.getTimestamp()));
      if (last > timers.currentWatermark()) {
        advance(new Watermark(last));
      }
      advance(Watermark.MAX_WATERMARK);
    } else {
      advance(mark);
    }
  }

  private void advance(Watermark mark) throws Exception {
    waiting.takeUpTo(mark.getTimestamp(), this::release);
    super.processWatermark(mark);
  }

  private void release(Turn turn) {
    try {
      Turbine turbine = turbines.get(turn.turbineId);
      turbine.done(turn);
      release(turn, turbine);
    } catch (Exception e) {
      throw new FlinkRuntimeException("Turbine " + turn.turbineId + " could not have its turn", e);
    }
  }

  private void release(Turn turn, Turbine turbine) throws Exception {
    if (turn.isAway()) {
      setCurrentKey(turn.turbineId);
      load(turn);
    }
    if (turn.isStored()) {
      setCurrentKey(turn.turbineId);
      waiting.remove(turn);
    }
    List<Reading> due = turn.readings();
    readingsHere -= due.size();
    waitingCount.add(-due.size());
    if (due.size() > 1) {
      due.sort(ReadingOrder.INSTANCE);
    }
    turbine.released = due.get(due.size() - 1).eventTime;
    turbine.moved = true;
    // A step is within one minute.
    List<Reading> once = once(due, turbine, Seen.minuteOf(turbine.released));
    if (!once.isEmpty()) {
      output.collect(new StreamRecord<>(once, once.get(once.size() - 1).eventTime));
    }
  }

  /** Those of a turn that are no duplicates; the list itself if none is. */
  private List<Reading> once(List<Reading> due, Turbine turbine, long minute) throws Exception {
    List<Reading> once = due;
    Reading previous = null;
    for (int i = 0; i < due.size(); i++) {
      Reading reading = due.get(i);
      long identity = ReadingOrder.identity(reading);
      boolean twice = previous != null && ReadingOrder.isSame(previous, reading);
      if (!twice && turbine.anyAhead) {
        twice = passedAhead(turbine, identity);
      }
      if (twice) {
        once = once == due ? new ArrayList<>(due.subList(0, i)) : once;
        output.collect(DUPLICATES, new StreamRecord<>(reading, reading.eventTime));
        continue;
      }
      remember(turbine, minute, identity);
      if (once != due) {
        once.add(reading);
      }
      previous = reading;
    }
    return once;
  }

  private boolean passedAhead(Turbine turbine, long identity) throws Exception {
    setCurrentKey(turbine.id);
    return seen.holdsAhead(identity);
  }

  /** Time to forget some of what a turbine's readings were. */
  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    rememberedCount.add(-seen.forget(timer.getTimestamp()));
    if (!seen.isEmpty()) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, seen.nextForgetting());
      return;
    }
    Turbine turbine = turbines.get(timer.getKey());
    if (turbine == null || turbine.isSilent()) {
      // Older than all that is remembered: the watermark alone says what is late.
      releasedThrough.clear();
      turbines.remove(timer.getKey());
      latest = null;
    } else {
      turbine.anyAhead = false;
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("OnceInOrder registers event-time timers only");
  }
}

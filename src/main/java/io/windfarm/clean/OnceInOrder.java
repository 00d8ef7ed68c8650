package io.windfarm.clean;

import io.windfarm.exchange.Exchanged;
import io.windfarm.ingest.EventTimeStep;
import io.windfarm.ingest.LastWatermark;
import io.windfarm.metrics.Level;
import io.windfarm.metrics.Metric;
import io.windfarm.metrics.Metrics;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import io.windfarm.state.FormerState;
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
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.OutputTag;

/**
 * Every reading once, a turbine's readings in event-time order: the one place where the order of
 * arrival is taken out, so that nothing behind it can depend on it.
 *
 * <p>Readings wait until the watermark has passed them; those of a turbine that leave together are
 * sorted by {@link ReadingOrder}; of equal ones the first to arrive leaves and the others go to
 * {@link #DUPLICATES}. A reading that the watermark has passed when it arrives is late, unless one
 * equal to it was seen within the memory given; then it is a duplicate too. Late readings, marked
 * so, and those dated in the future, which would wait for their date, pass at once and out of
 * order, alone: {@link Reading#isAside()}. The timestamp of what leaves is the event time of its
 * last reading. Watermarks pass; a {@link LastWatermark} becomes one of the input's latest event
 * time, and the end.
 *
 * <p>Far behind the clock, in a replay or after an outage, watermarks are held for a moment, so
 * that more of a turbine's readings leave together: what a turn costs is mostly to fetch the
 * turbine's state into the processor's cache. What leaves, and in which order, is the same.
 *
 * <p>A duplicate that is not late finds its twin still waiting, so only the late need the memory;
 * but for a reading from the future whose twin arrived later, when it was none.
 *
 * <p>Between two checkpoints all this is in plain objects; state is told before each, and where
 * they would become many.
 */
public final class OnceInOrder extends AbstractStreamOperator<List<Reading>>
    implements OneInputStreamOperator<Reading, List<Reading>>, Triggerable<String, VoidNamespace> {
  private static final long serialVersionUID = 1L;

  public static final OutputTag<Reading> DUPLICATES =
      new OutputTag<>("duplicates", Exchanged.READING);

  private static final ValueStateDescriptor<List<Reading>> WAITING =
      new ValueStateDescriptor<>("waiting-readings", new ReadingsSerializer());

  /** Turbines that are known without asking state: some hundred bytes each. */
  private static final int MOST_TURBINES = 1 << 16;

  /** Readings that wait in plain objects, some hundred bytes each: more than a slot gets in 5 s. */
  private static final int MOST_READINGS = 1 << 19;

  /** A watermark so far behind the clock is one of the past; millis. */
  private static final long CATCHING_UP = 60_000;

  /** Readings that come before held watermarks pass: what a core's cache has room for. */
  private static final int RELEASED_TOGETHER = 1 << 13;

  /** How long a watermark is held at most, by the clock; millis. */
  private static final long LONGEST_HELD = 100;

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

  /** The latest watermark that came. */
  private transient long reached;

  /** Readings that came since a watermark passed. */
  private transient int readingsSince;

  private transient boolean holding;
  private transient boolean waking;

  /** Also how far a turbine's readings have left: the watermark is not restored. */
  private transient ValueState<Progress> progress;

  /** As version 0.1.0 kept how far they have left. */
  private transient ValueState<Long> releasedThrough;

  private transient FormerState former;

  /** Of turbines for whose readings there is no room outside of state. */
  private transient ValueState<List<Reading>> waitingReadings;

  /** The others, as of the last checkpoint. */
  private transient WaitingByKeyGroup waitingByKeyGroup;

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
    former = FormerState.of(context);
    waitingCount = Level.restored(context.getOperatorStateStore(), "waiting-count");
    rememberedCount = Level.restored(context.getOperatorStateStore(), "remembered-count");
  }

  /**
   * Not with the snapshot itself: RocksDB's timers, where they are on the heap, are written before.
   */
  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    letGo();
    store();
    waitingByKeyGroup.store(turbines.values());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    former.snapshot();
    waitingCount.snapshot();
    rememberedCount.snapshot();
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService("turns", VoidNamespaceSerializer.INSTANCE, this);
    turbines = new HashMap<>();
    full = mostTurbines;
    waiting = new Waiting();
    seen = new Seen(memory, getRuntimeContext());
    reached = Long.MIN_VALUE;
    progress =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("progress", new ProgressSerializer()));
    releasedThrough =
        getRuntimeContext().getState(new ValueStateDescriptor<>("released-through", Types.LONG));
    waitingReadings = getRuntimeContext().getState(WAITING);
    waitingByKeyGroup = new WaitingByKeyGroup(getKeyedStateBackend(), getRuntimeContext());
    findWaiting();
    for (List<Reading> turbine : waitingByKeyGroup.restored()) {
      awaitAgain(turbine);
    }
    adoptWaiting();
    Metrics registered = Metrics.of(metrics, getExecutionConfig().getGlobalJobParameters());
    registered.gauge(Metric.READINGS_WAITING, waitingCount);
    registered.gauge(Metric.IDENTITIES_REMEMBERED, rememberedCount);
    registered.gauge(Metric.WATERMARK_LAG, this::watermarkLag);
  }

  /** Knows again of which turbines readings wait in state of their own, after a restore. */
  private void findWaiting() throws Exception {
    Map<String, Long> found = new HashMap<>();
    this.<String>getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            WAITING,
            (turbine, readings) -> {
              for (Reading reading : readings.value()) {
                found.merge(turbine, EventTimeStep.start(reading.eventTime), Math::min);
              }
            });
    for (Map.Entry<String, Long> due : found.entrySet()) {
      setCurrentKey(due.getKey());
      Turbine turbine = turbine(due.getKey());
      turbine.inState = true;
      turbine.sendAway();
      waiting.add(turbine, due.getValue());
    }
  }

  /** Savepoints of version 0.1.0 hold the waiting readings of a turbine in a list of POJOs. */
  private void adoptWaiting() throws Exception {
    this.<String>getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new ListStateDescriptor<>("waiting", Types.POJO(Reading.class)),
            (turbine, list) -> {
              awaitAgain(list.get());
              setCurrentKey(turbine);
              list.clear();
            });
  }

  private void awaitAgain(Iterable<Reading> ofTurbine) throws Exception {
    for (Reading reading : ofTurbine) {
      setCurrentKey(reading.turbineId);
      await(reading);
    }
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
    readingsSince++;
    if (Reason.CLOCK_SKEW.in(reading.reasons)) {
      if (pass(reading, reading.arrivalTime)) {
        Turbine turbine = turbine(reading.turbineId);
        storeIdentities(turbine); // what is ahead is forgotten with them
        turbine.anyAhead = true;
        turbine.changed = true;
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
    return Math.max(turbine(reading.turbineId).released, reached);
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
      Progress kept = progress.value();
      turbine = new Turbine(id, kept == null ? formerProgress() : kept);
      turbines.put(id, turbine);
    }
    latest = turbine;
    return turbine;
  }

  private Progress formerProgress() throws Exception {
    if (!former.isPossible()) {
      return Progress.BEFORE_THE_FIRST;
    }
    Long released = releasedThrough.value();
    return new Progress(
        released == null ? Progress.NONE : released,
        Progress.NONE,
        seen.anyAhead(),
        0,
        new long[0]);
  }

  private void await(Reading reading) throws Exception {
    if (readingsHere >= mostReadings) {
      sendAway();
      setCurrentKey(reading.turbineId);
    }
    Turbine turbine = turbine(reading.turbineId);
    if (turbine.isAway()) {
      load(turbine);
    }
    turbine.await(reading);
    readingsHere++;
    if (reading.eventTime < turbine.due) {
      schedule(turbine, reading.eventTime);
    }
  }

  /** The first of a turbine's readings that wait has that event time. */
  private void schedule(Turbine turbine, long earliest) {
    long step = EventTimeStep.start(earliest);
    if (step < turbine.due) {
      waiting.add(turbine, step);
    }
  }

  /** The current key's. */
  private void load(Turbine turbine) throws Exception {
    turbine.load(waitingReadings.value());
    readingsHere += turbine.waiting().size();
  }

  /** Lets a reading that has no turn pass, unless it passed before; true if it did. */
  private boolean pass(Reading reading, long rememberAt) throws Exception {
    if (holding) {
      letGo();
      setCurrentKey(reading.turbineId);
    }
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
    if (turbine.forgetAt == Progress.NONE) {
      setCurrentKey(turbine.id);
      forgetAt(seen.forgetAt(minute), turbine);
    }
  }

  private void forgetAt(long time, Turbine turbine) {
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time);
    turbine.forgetAt = time;
    turbine.changed = true;
  }

  /** Makes place for the identities of another minute of the current key. */
  private void storeIdentities(Turbine turbine) throws Exception {
    if (turbine.count > 0) {
      seen.remember(turbine.minute, turbine.identities, turbine.count);
      turbine.count = 0;
      turbine.changed = true;
    }
  }

  /**
   * Tells state of all turbines. Afterwards only those with waiting readings are known without it.
   */
  private void store() throws Exception {
    Map<String, Turbine> kept = new HashMap<>();
    for (Turbine turbine : turbines.values()) {
      store(turbine);
      if (turbine.awaits()) {
        kept.put(turbine.id, turbine);
      }
    }
    turbines = kept;
    full = Math.max(mostTurbines, 2 * kept.size());
    latest = null;
  }

  /** Tells state of a turbine, but for what waits. */
  private void store(Turbine turbine) throws Exception {
    if (turbine.changed) {
      setCurrentKey(turbine.id);
      progress.update(turbine.progress());
      turbine.changed = false;
      if (former.isPossible()) {
        releasedThrough.clear();
      }
    }
    if (turbine.inState && !turbine.isAway()) {
      setCurrentKey(turbine.id);
      waitingReadings.clear();
      turbine.inState = false;
    }
  }

  /** Leaves the waiting readings to state alone. */
  private void sendAway() throws Exception {
    store();
    for (Turbine turbine : turbines.values()) {
      if (!turbine.isAway()) {
        setCurrentKey(turbine.id);
        waitingReadings.update(turbine.waiting());
        turbine.inState = true;
        turbine.sendAway();
      }
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
    if (mark.getTimestamp() == Long.MAX_VALUE) {
      letGo(); // how far the input came is told before its end
    }
    reached = mark.getTimestamp();
    holding = true;
    if (readingsSince < RELEASED_TOGETHER && mayHaveSeveral() && isCatchingUp()) {
      wakeLater();
    } else {
      letGo();
    }
  }

  /** Of more turbines hardly two readings that leave together are of the same. */
  private boolean mayHaveSeveral() {
    return turbines.size() < RELEASED_TOGETHER;
  }

  /** Decides on what is done at a time, never on what leaves. */
  private boolean isCatchingUp() {
    return reached < getProcessingTimeService().getCurrentProcessingTime() - CATCHING_UP;
  }

  /** What goes wrong then fails the task; the future would say it again. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private void wakeLater() {
    if (!waking) {
      waking = true;
      getProcessingTimeService()
          .registerTimer(
              getProcessingTimeService().getCurrentProcessingTime() + LONGEST_HELD,
              now -> {
                waking = false;
                letGo();
              });
    }
  }

  /** A source that rests may do so for long. */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    letGo();
    super.processWatermarkStatus(status);
  }

  /** Lets the watermark pass that is held, and before it what it releases. */
  private void letGo() throws Exception {
    if (holding) {
      holding = false;
      readingsSince = 0;
      waiting.takeUpTo(reached).forEach(this::release);
      super.processWatermark(new Watermark(reached));
    }
  }

  private void release(Turbine turbine) {
    try {
      if (turbine.isAway()) {
        setCurrentKey(turbine.id);
        load(turbine);
      }
      release(turbine, turbine.takeUpTo(reached));
      if (turbine.awaits()) {
        schedule(turbine, turbine.earliest());
      }
      if (turbines.size() > mostTurbines) {
        dismiss(turbine);
      }
    } catch (Exception e) {
      throw new FlinkRuntimeException("Turbine " + turbine.id + " could not have its turn", e);
    }
  }

  /**
   * Tells state of one of more turbines than are known without it: of all at once, before a
   * checkpoint, would take too long. If nothing waits of it, from now on only state knows it.
   */
  private void dismiss(Turbine turbine) throws Exception {
    store(turbine);
    if (!turbine.awaits()) {
      turbines.remove(turbine.id);
      latest = null;
    }
  }

  private void release(Turbine turbine, List<Reading> due) throws Exception {
    if (due.isEmpty()) {
      return;
    }
    readingsHere -= due.size();
    waitingCount.add(-due.size());
    if (due.size() > 1) {
      due.sort(ReadingOrder.INSTANCE);
    }
    turbine.released = due.get(due.size() - 1).eventTime;
    turbine.changed = true;
    List<Reading> once = once(due, turbine);
    if (!once.isEmpty()) {
      output.collect(new StreamRecord<>(once, once.get(once.size() - 1).eventTime));
    }
  }

  /** Those of a turn that are no duplicates; the list itself if none is. */
  private List<Reading> once(List<Reading> due, Turbine turbine) throws Exception {
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
        once = once == due ? upTo(i, due) : once;
        output.collect(DUPLICATES, new StreamRecord<>(reading, reading.eventTime));
        continue;
      }
      remember(turbine, Seen.minuteOf(reading.eventTime), identity);
      if (once != due) {
        once.add(reading);
      }
      previous = reading;
    }
    return once;
  }

  /** A copy of the first {@code count}, with room for the others. */
  private static List<Reading> upTo(int count, List<Reading> due) {
    List<Reading> some = new ArrayList<>(due.size());
    some.addAll(due.subList(0, count));
    return some;
  }

  private boolean passedAhead(Turbine turbine, long identity) throws Exception {
    setCurrentKey(turbine.id);
    return seen.holdsAhead(identity);
  }

  /** Time to forget some of what a turbine's readings were. */
  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    Turbine turbine = turbine(timer.getKey());
    turbine.forgetAt = Progress.NONE;
    turbine.changed = true;
    rememberedCount.add(-seen.forget(timer.getTimestamp()));
    long next = seen.next();
    if (turbine.count > 0) {
      long due = seen.forgetAt(turbine.minute);
      if (due <= timer.getTimestamp()) {
        rememberedCount.add(-turbine.count);
        turbine.count = 0;
      } else {
        next = next == Progress.NONE ? due : Math.min(next, due);
      }
    }
    if (next != Progress.NONE) {
      forgetAt(next, turbine);
    } else {
      turbine.anyAhead = false;
    }
    if (turbine.awaits()) {
      return;
    }
    if (next == Progress.NONE) {
      // Older than all that is remembered: the watermark alone says what is late.
      turbine.changed = false;
      progress.clear();
      releasedThrough.clear();
    }
    if (next == Progress.NONE || turbines.size() > mostTurbines) {
      dismiss(turbine);
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("OnceInOrder registers event-time timers only");
  }
}

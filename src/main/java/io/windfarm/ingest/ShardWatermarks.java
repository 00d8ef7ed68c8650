package io.windfarm.ingest;

import io.windfarm.metrics.Metric;
import io.windfarm.metrics.Metrics;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Watermarks from the slowest of the shards that a source subtask reads. The Kinesis consumer's own
 * do not hold for a shard that has not spoken yet, so that after a backlog or a restore whole
 * shards would be late; and a strategy behind the source sees its shards merged.
 *
 * <p>The watermark stays {@code outOfOrderness} behind the slowest active shard and moves in steps
 * ({@link EventTimeStep}). Every shard that the {@link ShardRoster} knows or that has spoken holds
 * it until it has been quiet for {@code idleTimeout}, which is measured in processing time, the one
 * thing that can tell quiet from slow, and not while the subtask is held up by back-pressure. With
 * every shard idle the subtask is, and holds up no other. Readings of skewed clocks move nothing.
 * When all shards are idle, the watermark first moves to the last reading. When the input ends, it
 * is followed by a {@link LastWatermark}, for {@link io.windfarm.clean.OnceInOrder} to understand.
 */
public final class ShardWatermarks extends AbstractStreamOperator<Reading>
    implements OneInputStreamOperator<Reading, Reading>, BoundedOneInput, ProcessingTimeCallback {
  private static final long serialVersionUID = 1L;

  /** How often idleness is looked at, millis: every alert behind a shard fallen silent waits so. */
  private static final long TICK = 50;

  /**
   * The most that a tick may count for, millis: a subtask that could not run was not waiting for
   * its shards.
   */
  private static final long MOST_COUNTED = 400;

  private final long outOfOrderness;
  private final long idleTimeout;
  private final ShardRoster roster;
  private final boolean live;

  private transient Map<String, Progress> shards;
  private transient Map<String, ShardMark> restored;
  private transient ListState<ShardMark> marks;
  private transient Progress current;
  private transient String currentShard;
  private transient long lastTick;
  private transient long sinceStart;
  private transient long emitted;
  private transient int subtask;
  private transient int subtasks;

  /** The latest event time of any shard. */
  private transient long latest;

  private transient boolean idle;
  private transient boolean ended;
  private transient Metrics registered;

  /** For metrics, which another thread reads. */
  private transient volatile int known;

  private transient volatile int quiet;

  /** How far a shard has come, in a checkpoint. */
  public static class ShardMark {
    public String shard;
    public long maxEventTime;
  }

  private static final class Progress {
    long maxEventTime = Long.MIN_VALUE;
    long quiet;
    boolean active = true;

    /** NaN before its first reading, and of a shard that is idle, as closed ones are for ever. */
    double lag(long now) {
      return !active || maxEventTime == Long.MIN_VALUE ? Double.NaN : now - maxEventTime;
    }
  }

  private ShardWatermarks(
      Duration outOfOrderness, Duration idleTimeout, ShardRoster roster, boolean live) {
    this.outOfOrderness = outOfOrderness.toMillis();
    this.idleTimeout = idleTimeout.toMillis();
    this.roster = roster;
    this.live = live;
    chainingStrategy = ChainingStrategy.ALWAYS;
  }

  /** Watermarks for a source that goes on for ever. */
  public static ShardWatermarks live(
      Duration outOfOrderness, Duration idleTimeout, ShardRoster roster) {
    return new ShardWatermarks(outOfOrderness, idleTimeout, roster, true);
  }

  /**
   * The source's own watermarks, in steps, for a source that puts all it reads in order of event
   * time; a source without any is taken to be complete at its end. Event time stands still where
   * there is nothing to read.
   */
  public static ShardWatermarks ofSource() {
    return new ShardWatermarks(Duration.ZERO, Duration.ZERO, ShardRoster.unknown(), false);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    shards = new HashMap<>();
    restored = new HashMap<>();
    latest = Long.MIN_VALUE;
    // Union: which subtask reads a shard after a restore is the source's business.
    marks =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("shard-marks", Types.POJO(ShardMark.class)));
    for (ShardMark mark : marks.get()) {
      restored.merge(mark.shard, mark, (a, b) -> a.maxEventTime >= b.maxEventTime ? a : b);
      latest = Math.max(latest, mark.maxEventTime);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    marks.clear();
    for (Map.Entry<String, Progress> shard : shards.entrySet()) {
      ShardMark mark = new ShardMark();
      mark.shard = shard.getKey();
      mark.maxEventTime = shard.getValue().maxEventTime;
      marks.add(mark);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    emitted = Long.MIN_VALUE;
    subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    if (live) {
      registered = Metrics.of(metrics, getExecutionConfig().getGlobalJobParameters());
      registered.gauge(Metric.SHARDS, () -> known);
      registered.gauge(Metric.SHARDS_IDLE, () -> quiet);
    }
    meetNewShards();
    if (live) {
      lastTick = getProcessingTimeService().getCurrentProcessingTime();
      tickAgain();
    }
  }

  @Override
  public void processElement(StreamRecord<Reading> element) {
    Reading reading = element.getValue();
    if (!Reason.CLOCK_SKEW.in(reading.reasons)) {
      Progress shard = progress(reading.shard);
      shard.quiet = 0;
      boolean wakes = !shard.active;
      shard.active = true;
      latest = Math.max(latest, reading.eventTime);
      // A clock that runs ahead, though not far enough to be CLOCK_SKEW, makes nobody else late.
      long reached = live ? Math.min(reading.eventTime, reading.arrivalTime) : reading.eventTime;
      boolean moves = live && EventTimeStep.end(reached) > EventTimeStep.end(shard.maxEventTime);
      shard.maxEventTime = Math.max(shard.maxEventTime, reached);
      if (wakes || idle) {
        wake();
      }
      output.collect(element);
      if (moves) {
        advance();
      }
      return;
    }
    output.collect(element);
  }

  /** The shard's progress; most readings come from the shard of the one before. */
  private Progress progress(String shard) {
    if (!shard.equals(currentShard)) {
      meetNewShards();
      current = shards.computeIfAbsent(shard, this::progressOf);
      currentShard = shard;
    }
    return current;
  }

  /** Counts in the shards that the source has found since. */
  private void meetNewShards() {
    for (String shard : roster.assignedTo(subtask, subtasks)) {
      shards.computeIfAbsent(shard, this::progressOf);
    }
  }

  /** Where a shard stood at the checkpoint. One that was quiet may have filled up since: wait. */
  private Progress progressOf(String shard) {
    Progress progress = new Progress();
    ShardMark mark = restored.get(shard);
    if (mark != null) {
      progress.maxEventTime = mark.maxEventTime;
    }
    if (live) {
      registered.gauge(
          Metric.SHARD_LAG,
          shard,
          () -> progress.lag(getProcessingTimeService().getCurrentProcessingTime()));
    }
    return progress;
  }

  private void wake() {
    if (idle) {
      idle = false;
      output.emitWatermarkStatus(WatermarkStatus.ACTIVE);
    }
  }

  private void advance() {
    long slowest = slowest();
    // A shard at the beginning of time is one that has not spoken yet.
    if (slowest != Long.MAX_VALUE && slowest != Long.MIN_VALUE) {
      emit(EventTimeStep.endBefore(slowest - outOfOrderness));
    }
  }

  /** How far the slowest active shard has come; the end of time if none is active. */
  private long slowest() {
    long slowest = Long.MAX_VALUE;
    for (Progress shard : shards.values()) {
      if (shard.active) {
        slowest = Math.min(slowest, shard.maxEventTime);
      }
    }
    return slowest;
  }

  /** Moves past {@code eventTime}, if there was any. */
  private void moveTo(long eventTime) {
    if (eventTime != Long.MIN_VALUE) {
      emit(EventTimeStep.end(eventTime));
    }
  }

  private void emit(long watermark) {
    if (watermark > emitted) {
      emitted = watermark;
      output.emitWatermark(new Watermark(watermark));
    }
  }

  @Override
  public void onProcessingTime(long now) {
    long passed =
        Math.min(getProcessingTimeService().getCurrentProcessingTime() - lastTick, MOST_COUNTED);
    // While records wait to be taken, it is not the shards that are quiet.
    long waited = roster.isHeldUp(subtask, subtasks) ? 0 : passed;
    lastTick = getProcessingTimeService().getCurrentProcessingTime();
    sinceStart += waited;
    meetNewShards();
    int active = 0;
    for (Progress shard : shards.values()) {
      shard.quiet += waited;
      shard.active &= shard.quiet < idleTimeout;
      active += shard.active ? 1 : 0;
    }
    known = shards.size();
    quiet = shards.size() - active;
    advance();
    if (active == 0 && !idle && sinceStart >= idleTimeout) {
      rest();
    }
    tickAgain();
  }

  /** Nothing more is coming for now: what is waiting need not wait for it. */
  private void rest() {
    shards.values().forEach(shard -> moveTo(shard.maxEventTime));
    idle = true;
    output.emitWatermarkStatus(WatermarkStatus.IDLE);
  }

  /** What goes wrong in a tick fails the task; the future would say it again. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private void tickAgain() {
    getProcessingTimeService().registerTimer(lastTick + TICK, this);
  }

  /** Of a live source only the one that ends the input means something. */
  @Override
  public void processWatermark(Watermark mark) {
    if (mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp()) {
      end();
    } else if (!live && mark.getTimestamp() > Long.MIN_VALUE + EventTimeStep.MILLIS) {
      emit(EventTimeStep.endBefore(mark.getTimestamp() + 1));
    }
  }

  /** A source that is idle when it is drained says so no more: its last watermark is dropped. */
  @Override
  public void endInput() {
    end();
  }

  private void end() {
    if (ended) {
      return;
    }
    ended = true;
    wake();
    emit(latest == Long.MIN_VALUE ? Long.MAX_VALUE : LastWatermark.of(latest));
  }

  /**
   * A shard's idleness is ours to judge, but a source that has no shard at all knows it first; it
   * holds up nobody. One that has read its shards to their end says the same, and it is not so:
   * those that follow after a split or a merge are found a while later.
   */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) {
    meetNewShards();
    if (live && status.isIdle() && !idle && shards.isEmpty()) {
      rest();
    }
  }
}

package io.windfarm.clean;

import io.windfarm.config.Sensors;
import io.windfarm.metrics.Level;
import io.windfarm.metrics.Metric;
import io.windfarm.metrics.Metrics;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.Quality;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives every reading of a turbine its verdict. Takes readings keyed by turbine, once and in
 * event-time order, and lets each go exactly once, in that order for each sensor, at the latest
 * when the watermark has passed its event time + look-ahead; with them go the rows that fill gaps.
 * Follow it by {@link HoldBack} with the same look-ahead, or what waited here is late there.
 */
public class Clean extends KeyedProcessFunction<String, Reading, CleanedReading>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** For input that ends: a verdict waits for the readings that it needs, however long. */
  public static final Duration UNLIMITED = Duration.ZERO;

  /** A sensor silent for a day, in event time, is forgotten: ids may be many and never return. */
  private static final long FORGET = 24 * 3_600_000L;

  private final Sensors sensors;
  private final OutlierPolicy policy;
  private final long maxLookahead;
  private final int fillLimit;

  private transient Judge judge;
  private transient MapState<String, SensorTrack> tracks;

  /** When the one registered timer fires; null if there is none. */
  private transient ValueState<Long> timer;

  private transient Level tracked;

  /**
   * @param maxLookahead how far beyond a reading, in event time, its verdict may look; zero or
   *     negative for no limit, which is for bounded input: the last readings wait for its end
   * @param fillLimit how many missing readings in a row are filled in; 0 for none
   */
  public Clean(Sensors sensors, OutlierPolicy policy, Duration maxLookahead, int fillLimit) {
    this.sensors = sensors;
    this.policy = policy;
    this.maxLookahead = maxLookahead.toMillis();
    this.fillLimit = fillLimit;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    tracked = Level.restored(context.getOperatorStateStore(), "tracked-count");
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    tracked.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    judge = new Judge(sensors, policy, maxLookahead, fillLimit);
    tracks =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("tracks", Types.STRING, Types.POJO(SensorTrack.class)));
    timer = getRuntimeContext().getState(new ValueStateDescriptor<>("timer", Types.LONG));
    Metrics.of(getRuntimeContext().getMetricGroup(), getRuntimeContext().getGlobalJobParameters())
        .gauge(Metric.SENSORS_TRACKED, tracked);
  }

  @Override
  public void processElement(Reading reading, Context context, Collector<CleanedReading> out)
      throws Exception {
    if (reading.isAside()) {
      out.collect(aside(reading));
      return;
    }
    SensorTrack track = tracks.get(reading.sensor);
    if (track == null) {
      track = new SensorTrack();
      tracked.add(1);
    }
    judge.receive(track, reading);
    settle(track, reading.eventTime, out);
    tracks.put(reading.sensor, track);
    wakeAt(deadline(track), context);
  }

  /** When there is something to do about a sensor: judge what waits, or forget it. */
  private long deadline(SensorTrack track) {
    return track.size > 0 ? judge.deadline(track) : track.last.eventTime + FORGET;
  }

  /** A reading that comes out of order is judged by what it says of itself alone. */
  private CleanedReading aside(Reading reading) {
    CleanedReading cleaned = new CleanedReading();
    cleaned.reading = reading;
    cleaned.value = reading.value;
    cleaned.reasons = reading.reasons;
    if (HardRange.excludes(sensors.get(reading.sensor, reading.farmId), reading.value)) {
      cleaned.reasons |= Reason.OUT_OF_RANGE.bit();
    }
    boolean usable =
        !reading.isMissing()
            && !Reason.CLOCK_SKEW.in(cleaned.reasons)
            && !Reason.OUT_OF_RANGE.in(cleaned.reasons);
    cleaned.quality = usable ? Quality.UNCERTAIN : Quality.BAD;
    return cleaned;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<CleanedReading> out)
      throws Exception {
    long watermark = context.timerService().currentWatermark();
    long earliest = Long.MAX_VALUE;
    boolean waiting = false;
    Iterator<Map.Entry<String, SensorTrack>> entries = tracks.iterator();
    while (entries.hasNext()) {
      Map.Entry<String, SensorTrack> entry = entries.next();
      SensorTrack track = entry.getValue();
      int before = track.size;
      settle(track, watermark, out);
      if (track.size < before) {
        entry.setValue(track);
      }
      if (track.size == 0 && deadline(track) <= timestamp) {
        entries.remove();
        tracked.add(-1);
        continue;
      }
      waiting = true;
      earliest = Math.min(earliest, deadline(track));
    }
    timer.clear();
    if (waiting) {
      wakeAt(earliest, context);
    } else {
      tracks.clear(); // On the heap an emptied map would stay behind.
    }
  }

  private void settle(SensorTrack track, long known, Collector<CleanedReading> out) {
    for (CleanedReading next = judge.next(track, known);
        next != null;
        next = judge.next(track, known)) {
      out.collect(next);
    }
  }

  /**
   * A timer that is too early is left to fire: it finds the next deadline, which is cheaper than to
   * move it with every reading.
   */
  private void wakeAt(long deadline, Context context) throws Exception {
    Long registered = timer.value();
    if (registered != null && registered <= deadline) {
      return;
    }
    if (registered != null) {
      context.timerService().deleteEventTimeTimer(registered);
    }
    context.timerService().registerEventTimeTimer(deadline);
    timer.update(deadline);
  }
}

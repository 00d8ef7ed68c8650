package io.windfarm.clean;

import io.windfarm.config.Sensors;
import io.windfarm.metrics.Level;
import io.windfarm.metrics.Metric;
import io.windfarm.metrics.Metrics;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.Quality;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import io.windfarm.state.FormerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * event-time order, some of a turbine's at a time, and lets each go exactly once, in that order for
 * each sensor, at the latest when the watermark has passed its event time + look-ahead; with them
 * go the rows that fill gaps. What goes at a time is one turbine's, and never empty. Follow it by
 * {@link HoldBack} with the same look-ahead, or what waited here is late there.
 */
public class Clean extends KeyedProcessFunction<String, List<Reading>, List<CleanedReading>>
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
  private transient ValueState<SensorTracks> turbines;

  /** A turbine as version 0.1.0 kept it. */
  private transient MapState<String, SensorTrack> formerTracks;

  private transient ValueState<Long> formerTimer;

  private transient FormerState former;

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
    former = FormerState.of(context);
    tracked = Level.restored(context.getOperatorStateStore(), "tracked-count");
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    former.snapshot();
    tracked.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    judge = new Judge(sensors, policy, maxLookahead, fillLimit);
    turbines =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("sensor-tracks", new SensorTracksSerializer()));
    formerTracks =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("tracks", Types.STRING, Types.POJO(SensorTrack.class)));
    formerTimer = getRuntimeContext().getState(new ValueStateDescriptor<>("timer", Types.LONG));
    Metrics.of(getRuntimeContext().getMetricGroup(), getRuntimeContext().getGlobalJobParameters())
        .gauge(Metric.SENSORS_TRACKED, tracked);
  }

  @Override
  public void processElement(
      List<Reading> turn, Context context, Collector<List<CleanedReading>> out) throws Exception {
    List<CleanedReading> verdicts = new ArrayList<>(turn.size());
    SensorTracks tracks = null;
    long earliest = Long.MAX_VALUE;
    for (Reading reading : turn) {
      if (reading.isAside()) {
        verdicts.add(aside(reading));
        continue;
      }
      tracks = tracks == null ? tracks() : tracks;
      Track track = tracks.get(reading.sensor);
      if (track == null) {
        track = tracks.add(reading.sensor, new Track());
        tracked.add(1);
      }
      judge.receive(track, reading);
      settle(track, reading.eventTime, verdicts);
      earliest = Math.min(earliest, deadline(track));
    }
    if (tracks != null) {
      wakeAt(earliest, tracks, context);
      turbines.update(tracks);
    }
    if (!verdicts.isEmpty()) {
      out.collect(verdicts);
    }
  }

  /** The current turbine's; those of a turbine that is new are empty. */
  private SensorTracks tracks() throws Exception {
    SensorTracks tracks = turbines.value();
    if (tracks == null) {
      tracks = new SensorTracks();
      if (former.isPossible()) {
        adopt(tracks);
      }
    }
    return tracks;
  }

  private void adopt(SensorTracks tracks) throws Exception {
    for (Map.Entry<String, SensorTrack> track : formerTracks.entries()) {
      tracks.add(track.getKey(), track.getValue().toTrack());
    }
    Long timer = formerTimer.value();
    tracks.timer = timer == null ? SensorTracks.NONE : timer;
    formerTracks.clear();
    formerTimer.clear();
  }

  /** When there is something to do about a sensor: judge what waits, or forget it. */
  private long deadline(Track track) {
    return track.size() > 0 ? judge.deadline(track) : track.lastTime + FORGET;
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
  public void onTimer(long timestamp, OnTimerContext context, Collector<List<CleanedReading>> out)
      throws Exception {
    long watermark = context.timerService().currentWatermark();
    SensorTracks tracks = tracks();
    List<CleanedReading> verdicts = new ArrayList<>();
    long earliest = Long.MAX_VALUE;
    for (int place = 0; place < tracks.size(); place++) {
      Track track = tracks.values[place];
      settle(track, watermark, verdicts);
      if (track.size() == 0 && deadline(track) <= timestamp) {
        tracks.remove(place--);
        tracked.add(-1);
      } else {
        earliest = Math.min(earliest, deadline(track));
      }
    }
    tracks.timer = SensorTracks.NONE;
    if (tracks.size() > 0) {
      wakeAt(earliest, tracks, context);
      turbines.update(tracks);
    } else {
      turbines.clear();
    }
    if (!verdicts.isEmpty()) {
      out.collect(verdicts);
    }
  }

  private void settle(Track track, long known, List<CleanedReading> verdicts) {
    for (CleanedReading next = judge.next(track, known);
        next != null;
        next = judge.next(track, known)) {
      verdicts.add(next);
    }
  }

  /**
   * A timer that is too early is left to fire: it finds the next deadline, which is cheaper than to
   * move it with every reading.
   */
  private static void wakeAt(long deadline, SensorTracks tracks, Context context) {
    boolean waking = tracks.timer != SensorTracks.NONE;
    if (waking && tracks.timer <= deadline) {
      return;
    }
    if (waking) {
      context.timerService().deleteEventTimeTimer(tracks.timer);
    }
    context.timerService().registerEventTimeTimer(deadline);
    tracks.timer = deadline;
  }
}

package io.windfarm.stats;

import static io.windfarm.stats.ClosedPanes.DAY;
import static io.windfarm.stats.ClosedPanes.MINUTE;
import static io.windfarm.stats.ClosedPanes.multipleAfter;
import static io.windfarm.stats.ClosedPanes.multipleAt;

import io.windfarm.model.CleanedReading;
import io.windfarm.model.Statistic;
import io.windfarm.state.FormerState;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Statistics of every sensor of a turbine: over one minute; over ten minutes, rolling each minute;
 * over an hour, rolling each five minutes; over a day, rolling each hour. Windows are half open,
 * their ends aligned to UTC.
 *
 * <p>Takes cleaned readings keyed by turbine, some of a turbine's at a time, in event-time order
 * for each sensor. A window leaves when its sensor's next reading or the watermark has reached its
 * end, if it holds at least one value or BAD reading, also long after the sensor fell silent. What
 * it says depends on event times alone.
 *
 * <p>Quantiles are exact, as SQL's {@code quantile_cont} defines them, as long as no pane of the
 * window (a minute's for up to ten minutes, a five-minute one's for the hour, an hour's for the
 * day) holds more than 256 values. Otherwise they come from a DDSketch and are within 0.5 % of the
 * value of their rank.
 *
 * <p>At the end of input the minutes up to the turbine's last reading are closed as ever; of the
 * windows that would end later only the aligned ones that hold the sensor's last reading follow.
 */
public class Statistics extends KeyedProcessFunction<String, List<CleanedReading>, Statistic>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private static final double P50 = 0.5;
  private static final double P95 = 0.95;
  private static final double P99 = 0.99;

  private final boolean rolling;

  /** Read and written with every turn. */
  private transient ValueState<OpenPanes> openPanes;

  /** A turbine's open panes as version 0.1.0 kept them. */
  private transient MapState<String, OpenPane> formerPanes;

  private transient FormerState former;

  /** By sensor. Read and written once a minute. */
  private transient MapState<String, ClosedPanes> closedPanes;

  /** Of the window that is being completed. */
  private transient Quantiles quantiles;

  /**
   * @param rolling false for aligned windows alone
   */
  public Statistics(boolean rolling) {
    this.rolling = rolling;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    former = FormerState.of(context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    former.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    quantiles = new Quantiles();
    openPanes =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("open-panes", new OpenPanesSerializer()));
    formerPanes =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("open", Types.STRING, Types.POJO(OpenPane.class)));
    closedPanes =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "closed", StringSerializer.INSTANCE, new ClosedPanesSerializer()));
  }

  @Override
  public void processElement(List<CleanedReading> turn, Context context, Collector<Statistic> out)
      throws Exception {
    OpenPanes panes = null;
    for (CleanedReading cleaned : turn) {
      if (!cleaned.reading.isAside()) {
        panes = panes == null ? panes() : panes;
        add(cleaned, panes, context, out);
      }
    }
    if (panes != null) {
      openPanes.update(panes);
    }
  }

  /** The current turbine's; those of a turbine that is new are empty. */
  private OpenPanes panes() throws Exception {
    OpenPanes panes = openPanes.value();
    if (panes == null) {
      panes = new OpenPanes();
      if (former.isPossible()) {
        adopt(panes);
      }
    }
    return panes;
  }

  private void adopt(OpenPanes panes) throws Exception {
    for (Map.Entry<String, OpenPane> open : formerPanes.entries()) {
      panes.add(open.getKey(), open.getValue());
    }
    formerPanes.clear();
  }

  private void add(
      CleanedReading cleaned, OpenPanes panes, Context context, Collector<Statistic> out)
      throws Exception {
    String sensor = cleaned.reading.sensor;
    OpenPane open = panes.get(sensor);
    if (open == null) {
      open = panes.add(sensor, new OpenPane());
    }
    long minute = multipleAt(cleaned.reading.eventTime, MINUTE);
    if (open.pane.isEmpty() || minute > open.pane.start) {
      startMinute(minute, sensor, open, panes, context, out);
    }
    open.add(cleaned);
  }

  private void startMinute(
      long minute,
      String sensor,
      OpenPane open,
      OpenPanes panes,
      Context context,
      Collector<Statistic> out)
      throws Exception {
    ClosedPanes closed = closedPanes.get(sensor);
    if (closed == null) {
      closed = new ClosedPanes(minute);
    }
    open.advance(minute, closed, windows(context.getCurrentKey(), sensor, open, out));
    open.pane = closed.begun(Math.max(minute, closed.done));
    closedPanes.put(sensor, closed);
    wakeAt(open.pane.start + MINUTE, open, panes, context);
  }

  /**
   * A timer of this sensor's that is too early is left to fire: it finds the next end. The
   * registered timer is the least of all that are due, so it needs no state of its own.
   */
  private static void wakeAt(long end, OpenPane open, OpenPanes panes, Context context) {
    if (open.due <= end) {
      return;
    }
    long registered = open.due;
    for (OpenPane other : panes.values) {
      registered = Math.min(registered, other.due);
    }
    open.due = end;
    if (end < registered) {
      if (registered < Long.MAX_VALUE) {
        context.timerService().deleteEventTimeTimer(registered);
      }
      context.timerService().registerEventTimeTimer(end);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Statistic> out)
      throws Exception {
    long watermark = context.timerService().currentWatermark();
    if (watermark == Long.MAX_VALUE) {
      finish(context.getCurrentKey(), out);
      return;
    }
    OpenPanes panes = panes();
    long next = Long.MAX_VALUE;
    for (int place = 0; place < panes.size(); place++) {
      OpenPane open = panes.values[place];
      if (open.due <= watermark) {
        String sensor = panes.sensors[place];
        ClosedPanes closed = closedPanes.get(sensor);
        open.advance(watermark, closed, windows(context.getCurrentKey(), sensor, open, out));
        open.due = open.next(closed);
        if (open.due == Long.MAX_VALUE) {
          panes.remove(place--);
          closedPanes.remove(sensor);
          continue;
        }
        closedPanes.put(sensor, closed);
      }
      next = Math.min(next, open.due);
    }
    if (next < Long.MAX_VALUE) {
      context.timerService().registerEventTimeTimer(next);
      openPanes.update(panes);
    } else {
      openPanes.clear();
      closedPanes.clear(); // on the heap an emptied map would stay behind
    }
  }

  /** Completes what the end of input leaves open, and forgets the turbine. */
  private void finish(String turbineId, Collector<Statistic> out) throws Exception {
    OpenPanes panes = panes();
    long latest = Long.MIN_VALUE;
    for (OpenPane open : panes.values) {
      latest = Math.max(latest, open.latest);
    }
    for (int place = 0; place < panes.size(); place++) {
      OpenPane open = panes.values[place];
      String sensor = panes.sensors[place];
      ClosedPanes closed = closedPanes.get(sensor);
      ClosedPanes.Windows windows = windows(turbineId, sensor, open, out);
      open.advance(multipleAfter(latest, MINUTE), closed, windows);
      closed.advance(multipleAfter(open.latest, DAY), thatHold(open.latest, windows));
    }
    openPanes.clear();
    closedPanes.clear();
  }

  private ClosedPanes.Windows windows(
      String turbineId, String sensor, OpenPane latest, Collector<Statistic> out) {
    return windows(rolling, quantiles, turbineId, sensor, latest, out);
  }

  /**
   * Rows of the windows of a sensor.
   *
   * @param quantiles used for one window after another
   */
  static ClosedPanes.Windows windows(
      boolean rolling,
      Quantiles quantiles,
      String turbineId,
      String sensor,
      OpenPane latest,
      Collector<Statistic> out) {
    return new ClosedPanes.Windows() {
      @Override
      public void complete(long length, long end, List<Pane> panes) {
        out.collect(statistic(quantiles, turbineId, sensor, latest, length, end, panes));
      }

      @Override
      public boolean wants(long length, long end) {
        return rolling || end % length == 0;
      }
    };
  }

  /** Of {@code windows} the aligned ones that hold {@code time}. */
  private static ClosedPanes.Windows thatHold(long time, ClosedPanes.Windows windows) {
    return new ClosedPanes.Windows() {
      @Override
      public void complete(long length, long end, List<Pane> panes) {
        windows.complete(length, end, panes);
      }

      @Override
      public boolean wants(long length, long end) {
        return end == multipleAfter(time, length);
      }
    };
  }

  private static Statistic statistic(
      Quantiles quantiles,
      String turbineId,
      String sensor,
      OpenPane latest,
      long length,
      long end,
      List<Pane> panes) {
    Pane content = panes.size() == 1 ? panes.get(0) : Pane.moments(end - length, panes);
    Statistic statistic = new Statistic();
    statistic.turbineId = turbineId;
    statistic.farmId = latest.farmId;
    statistic.region = latest.region;
    statistic.countryCode = latest.countryCode;
    statistic.sensor = sensor;
    statistic.unit = latest.unit;
    statistic.windowMillis = length;
    statistic.windowStart = end - length;
    statistic.windowEnd = end;
    statistic.aligned = end % length == 0;
    statistic.count = content.count;
    statistic.uncertainCount = content.uncertain;
    statistic.badCount = content.bad;
    statistic.cadence = content.cadence;
    boolean paced = content.cadence > 0;
    statistic.expectedCount =
        paced ? Math.max(1, Math.round((double) length / content.cadence)) : 0;
    statistic.completeness =
        paced ? Math.min(1, (double) content.count / statistic.expectedCount) : Double.NaN;
    statistic.min = content.min;
    statistic.max = content.max;
    statistic.mean = content.count > 0 ? content.mean : Double.NaN;
    statistic.stddev =
        content.count > 1 ? Math.sqrt(content.squares / (content.count - 1)) : Double.NaN;
    quantiles.take(panes, content.min, content.max);
    statistic.p50 = quantiles.at(P50);
    statistic.p95 = quantiles.at(P95);
    statistic.p99 = quantiles.at(P99);
    statistic.first = content.first;
    statistic.last = content.last;
    return statistic;
  }
}

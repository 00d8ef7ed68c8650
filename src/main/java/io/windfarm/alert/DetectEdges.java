package io.windfarm.alert;

import io.windfarm.config.Sensor;
import io.windfarm.config.Sensors;
import io.windfarm.exchange.Exchanged;
import io.windfarm.model.Condition;
import io.windfarm.model.Edge;
import io.windfarm.model.Reading;
import io.windfarm.state.FormerState;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Turns a turbine's readings, which come in event-time order and some at a time, into the few edges
 * that can start, continue or end an alert; a healthy reading leaves none. Also watches for
 * silence: a sensor that has not reported for {@value #SILENT_CADENCES} cadences gives an edge of
 * {@link Condition#SENSOR_SILENT} dated at that moment. Once in {@link #HEARTBEAT} a sign of life
 * goes to {@link #HEARTBEATS}.
 */
public final class DetectEdges extends KeyedProcessFunction<String, List<Reading>, Edge>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** Signs of life, so that a farm whose link is down is not taken for many silent turbines. */
  public static final OutputTag<Edge> HEARTBEATS = new OutputTag<>("heartbeats", Exchanged.EDGE);

  static final int SILENT_CADENCES = 10;

  /** Event-time millis between a turbine's signs of life; turbines take turns within it. */
  static final long HEARTBEAT = 5_000;

  /** A sensor whose cadence was never learned is forgotten when silent for a day. */
  static final long FORGET = 24 * 3_600_000L;

  /** A fall by this much within {@link SensorTrace#FALL_WINDOW}, in bar, is a loss of pressure. */
  static final double FALL_BAR = 10;

  /** A battery that stays hot says so again after this long, millis. */
  static final long HOT_REPORTED = 1_000;

  /** Readings of other sensors older than this, millis, contradict nothing. */
  static final long FRESH = 60_000;

  /** A rotor that turns faster than this, rpm, is driven by something. */
  static final double TURNING_RPM = 3;

  /** Wind below this, m/s, drives no rotor; cut-in is 3 m/s, inertia carries it below. */
  static final double CALM = 1;

  /** A rotor slower than this, rpm, produces nothing. */
  static final double STANDING_RPM = 0.5;

  /** Output above this, kW, is production and not metering noise. */
  static final double PRODUCING_KW = 50;

  private final Sensors sensors;

  private transient ValueState<SensorTraces> turbines;

  /** A turbine as version 0.1.0 kept it. */
  private transient MapState<String, SensorTrace> formerTraces;

  private transient ValueState<Long> formerCheck;

  private transient FormerState former;

  public DetectEdges(Sensors sensors) {
    this.sensors = sensors;
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
  public void open(Configuration parameters) {
    turbines =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("sensor-traces", new SensorTracesSerializer()));
    formerTraces =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("traces", Types.STRING, Types.POJO(SensorTrace.class)));
    formerCheck =
        getRuntimeContext().getState(new ValueStateDescriptor<>("next-check", Types.LONG));
  }

  @Override
  public void processElement(List<Reading> turn, Context context, Collector<Edge> out)
      throws Exception {
    SensorTraces traces = null;
    for (Reading reading : turn) {
      if (!reading.isAside()) {
        traces = traces == null ? traces() : traces;
        take(reading, traces, context, out);
      }
    }
    if (traces != null) {
      turbines.update(traces);
    }
  }

  /** The current turbine's; those of a turbine that is new are empty. */
  private SensorTraces traces() throws Exception {
    SensorTraces traces = turbines.value();
    if (traces == null) {
      traces = new SensorTraces();
      if (former.isPossible()) {
        adopt(traces);
      }
    }
    return traces;
  }

  private void adopt(SensorTraces traces) throws Exception {
    for (Map.Entry<String, SensorTrace> trace : formerTraces.entries()) {
      traces.add(trace.getKey(), trace.getValue());
    }
    Long check = formerCheck.value();
    traces.nextCheck = check == null ? Long.MAX_VALUE : check;
    formerTraces.clear();
    formerCheck.clear();
  }

  private void take(Reading reading, SensorTraces traces, Context context, Collector<Edge> out) {
    settle(reading.eventTime, context.getCurrentKey(), traces, context.timerService(), out);
    Sensor sensor = sensors.get(reading.sensor, reading.farmId);
    SensorTrace trace = traces.get(reading.sensor);
    if (trace == null) {
      trace = traces.add(reading.sensor, new SensorTrace());
    }
    heartbeat(reading, trace, traces, context);
    boolean paceChanged = trace.heard(reading);
    if (Condition.SENSOR_SILENT.in(trace.holding)) {
      set(Condition.SENSOR_SILENT, false, trace, reading, out);
    }
    if (!reading.isMissing() && sensor.inRange(reading.value)) {
      trace.add(reading.eventTime, reading.value);
      judge(sensor, trace, reading, traces, out);
    }
    if (paceChanged || trace.watchedCadence == 0) {
      watch(sensor, trace, traces, context);
    }
  }

  /** The first of a turbine's readings in its {@link #HEARTBEAT} speaks for all its sensors. */
  private static void heartbeat(
      Reading reading, SensorTrace trace, SensorTraces traces, Context context) {
    long beat = beat(reading.eventTime, reading);
    if (beat(trace.lastTime, reading) == beat) {
      return;
    }
    for (int place = 0; place < traces.size(); place++) {
      SensorTrace other = traces.values[place];
      if (beat(other.lastTime, reading) == beat && reading.farmId.equals(other.farmId)) {
        return;
      }
    }
    context.output(HEARTBEATS, signOfLife(reading));
  }

  /** The number of the {@link #HEARTBEAT} of a reading's turbine that {@code time} is in. */
  private static long beat(long time, Reading reading) {
    return Math.floorDiv(
        time + Math.floorMod(reading.turbineId.hashCode(), (int) HEARTBEAT), HEARTBEAT);
  }

  /** One rule of thumb a sensor: which conditions does this value make true or false? */
  private static void judge(
      Sensor sensor, SensorTrace trace, Reading reading, SensorTraces traces, Collector<Edge> out) {
    switch (reading.sensor) {
      case "hydraulic_pressure":
        set(Condition.PRESSURE_LOW, reading.value < sensor.criticalBelow, trace, reading, out);
        set(Condition.PRESSURE_FALLING, trace.fall() >= FALL_BAR, trace, reading, out);
        break;
      case "battery_temperature":
        rise(sensor, trace, reading, out);
        hot(trace.isHot(sensor), trace, reading, out);
        break;
      case "power_factor":
        set(
            Condition.POWER_FACTOR_LOW,
            Math.abs(reading.value) < sensor.criticalBelow,
            trace,
            reading,
            out);
        break;
      case "rotor_speed":
        set(Condition.ROTOR_FAST, reading.value > sensor.criticalAbove, trace, reading, out);
        contradict(trace, reading, traces, out);
        break;
      case "vibration":
      case "vibration_x":
      case "vibration_y":
      case "vibration_z":
        set(Condition.VIBRATION_HIGH, reading.value > sensor.criticalAbove, trace, reading, out);
        break;
      case "wind_speed":
      case "power_output":
        contradict(trace, reading, traces, out);
        break;
      default:
        break;
    }
  }

  /** Emits an edge while the condition holds, and one more when it has ceased to. */
  private static void set(
      Condition condition, boolean holds, SensorTrace trace, Reading reading, Collector<Edge> out) {
    boolean held = condition.in(trace.holding);
    if (!holds && !held) {
      return;
    }
    if (holds && !held) {
      trace.holding |= condition.bit();
      if (condition != Condition.PRESSURE_FALLING) {
        trace.holdingSince = reading.eventTime;
      }
    } else if (!holds) {
      trace.holding &= ~condition.bit();
    }
    long since = condition == Condition.PRESSURE_FALLING ? trace.fallSince() : trace.holdingSince;
    Edge edge = edge(condition, holds, reading, Math.min(since, reading.eventTime));
    edge.changes = holds != held;
    out.collect(edge);
  }

  /** A rise is an event, not a state: it opens a pattern, at most one a second. */
  private static void rise(Sensor sensor, SensorTrace trace, Reading reading, Collector<Edge> out) {
    long second = Math.floorDiv(reading.eventTime, 1_000);
    if (trace.risesFrom(sensor.warnAbove) && second != trace.riseReported) {
      trace.riseReported = second;
      trace.hotReported = Long.MIN_VALUE;
      out.collect(edge(Condition.BATTERY_RISING, true, reading, trace.riseSince()));
    }
  }

  /**
   * A hot battery opens a pattern at every reading and seldom completes one: the first such reading
   * counts, the first after a rise, and else one a second.
   */
  private static void hot(boolean holds, SensorTrace trace, Reading reading, Collector<Edge> out) {
    boolean goesOn = holds && Condition.BATTERY_HOT.in(trace.holding);
    if (goesOn
        && trace.hotReported != Long.MIN_VALUE
        && reading.eventTime - trace.hotReported < HOT_REPORTED) {
      return;
    }
    trace.hotReported = reading.eventTime;
    set(Condition.BATTERY_HOT, holds, trace, reading, out);
  }

  /** Holds sensors of one turbine against each other; kept with the rotor, which both concern. */
  private static void contradict(
      SensorTrace trace, Reading reading, SensorTraces traces, Collector<Edge> out) {
    SensorTrace rotor = reading.sensor.equals("rotor_speed") ? trace : traces.get("rotor_speed");
    if (rotor == null || stale(rotor, reading)) {
      return;
    }
    SensorTrace wind = reading.sensor.equals("wind_speed") ? trace : traces.get("wind_speed");
    SensorTrace power = reading.sensor.equals("power_output") ? trace : traces.get("power_output");
    if (!reading.sensor.equals("power_output") && wind != null && !stale(wind, reading)) {
      set(
          Condition.ROTATION_WITHOUT_WIND,
          rotor.last() > TURNING_RPM && wind.last() < CALM,
          rotor,
          reading,
          out);
    }
    if (!reading.sensor.equals("wind_speed") && power != null && !stale(power, reading)) {
      set(
          Condition.POWER_WITHOUT_ROTATION,
          power.last() > PRODUCING_KW && rotor.last() < STANDING_RPM,
          rotor,
          reading,
          out);
    }
  }

  private static boolean stale(SensorTrace trace, Reading reading) {
    return Double.isNaN(trace.last()) || reading.eventTime - trace.lastValueTime > FRESH;
  }

  /** Makes sure that silence of this sensor would be noticed as soon as it is one. */
  private static void watch(
      Sensor sensor, SensorTrace trace, SensorTraces traces, Context context) {
    long cadence = trace.cadence(sensor);
    if (cadence == 0) {
      schedule(trace.lastTime + FORGET, traces, context.timerService());
      return;
    }
    if (cadence == trace.watchedCadence) {
      return;
    }
    trace.watchedCadence = cadence;
    schedule(trace.lastTime + SILENT_CADENCES * cadence, traces, context.timerService());
  }

  private static void schedule(long deadline, SensorTraces traces, TimerService timers) {
    if (traces.nextCheck <= deadline) {
      return; // The check before will look again.
    }
    if (traces.nextCheck < Long.MAX_VALUE) {
      timers.deleteEventTimeTimer(traces.nextCheck);
    }
    traces.nextCheck = deadline;
    timers.registerEventTimeTimer(deadline);
  }

  /**
   * Finds the silences that were complete before {@code time}. A reading may come before the timer
   * of an earlier check has fired, and must not hide what that check would have found.
   */
  private static void settle(
      long time, String turbineId, SensorTraces traces, TimerService timers, Collector<Edge> out) {
    while (traces.nextCheck < time) {
      long due = traces.nextCheck;
      timers.deleteEventTimeTimer(due);
      check(due, turbineId, traces, timers, out);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Edge> out)
      throws Exception {
    SensorTraces traces = traces();
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      traces.nextCheck = Long.MAX_VALUE; // The input has ended, which is no silence.
    } else {
      check(timestamp, context.getCurrentKey(), traces, context.timerService(), out);
    }
    if (traces.size() > 0) {
      turbines.update(traces);
    } else {
      turbines.clear();
    }
  }

  private static void check(
      long time, String turbineId, SensorTraces traces, TimerService timers, Collector<Edge> out) {
    traces.nextCheck = Long.MAX_VALUE;
    long next = Long.MAX_VALUE;
    for (int place = 0; place < traces.size(); place++) {
      SensorTrace trace = traces.values[place];
      if (trace.holding != 0 && trace.watchedCadence == 0) {
        continue; // Something is open about it, which its next reading must find.
      }
      if (trace.watchedCadence == 0) {
        if (trace.lastTime + FORGET <= time) {
          traces.remove(place--);
        } else {
          next = Math.min(next, trace.lastTime + FORGET);
        }
        continue;
      }
      long patience = SILENT_CADENCES * trace.watchedCadence;
      long deadline = trace.lastTime + patience;
      if (deadline > time) {
        next = Math.min(next, deadline);
        continue;
      }
      trace.holding |= Condition.SENSOR_SILENT.bit();
      trace.watchedCadence = 0;
      out.collect(silence(turbineId, traces.sensors[place], trace, time, patience));
    }
    if (next != Long.MAX_VALUE) {
      schedule(next, traces, timers);
    }
  }

  private static Edge edge(Condition condition, boolean holds, Reading reading, long since) {
    Edge edge = new Edge();
    edge.condition = condition;
    edge.holds = holds;
    edge.turbineId = reading.turbineId;
    edge.farmId = reading.farmId;
    edge.region = reading.region;
    edge.countryCode = reading.countryCode;
    edge.sensor = reading.sensor;
    edge.value = reading.value;
    edge.readingId = reading.id;
    edge.eventTime = reading.eventTime;
    edge.since = since;
    return edge;
  }

  private static Edge signOfLife(Reading reading) {
    Edge edge = edge(Condition.SENSOR_SILENT, false, reading, reading.eventTime);
    edge.readingId = ""; // nobody asks which it was
    return edge;
  }

  private static Edge silence(
      String turbineId, String sensor, SensorTrace trace, long time, long patience) {
    Edge edge = new Edge();
    edge.condition = Condition.SENSOR_SILENT;
    edge.holds = true;
    edge.turbineId = turbineId;
    edge.farmId = trace.farmId;
    edge.region = trace.region;
    edge.countryCode = trace.countryCode;
    edge.sensor = sensor;
    edge.value = trace.last();
    edge.readingId = "";
    edge.eventTime = time;
    edge.since = trace.lastTime;
    edge.patience = patience;
    edge.changes = true;
    return edge;
  }
}

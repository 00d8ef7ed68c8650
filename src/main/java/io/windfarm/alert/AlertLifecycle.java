package io.windfarm.alert;

import io.windfarm.model.Alert;
import io.windfarm.model.AlertState;
import io.windfarm.model.Signal;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.util.Collector;

/**
 * Gives alerts their life: RAISED by the first match of a rule, ESCALATED by a pitch emergency,
 * CLEARED when the rule's condition has been away for a while (for silence and statistics: at
 * once). One alert a turbine and rule is open at a time, whatever the rule goes on matching. Every
 * change goes to the output; those beyond the hourly limit with {@code notified} false.
 */
final class AlertLifecycle extends EventTimeOrder<Signal, Alert> implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private static final String BOTH_PARTS = "both parts";

  private final long clearAfter;
  private final int notificationsPerHour;
  private transient MapState<String, AlertTrack> tracks;
  private transient AlertMetrics metrics;

  AlertLifecycle(Duration clearAfter, int notificationsPerHour) {
    super(
        Types.POJO(Signal.class),
        (Comparator<Signal> & Serializable)
            (a, b) -> {
              int byKind = a.kind.compareTo(b.kind);
              int byRule = byKind != 0 ? byKind : Rule.of(a.rule).compareTo(Rule.of(b.rule));
              int bySource = byRule != 0 ? byRule : a.source.compareTo(b.source);
              return bySource != 0 ? bySource : Long.compare(a.since, b.since);
            });
    this.clearAfter = clearAfter.toMillis();
    this.notificationsPerHour = notificationsPerHour;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    metrics = AlertMetrics.restored(context.getOperatorStateStore());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    metrics.snapshot();
  }

  @Override
  public void open(Configuration parameters) throws Exception {
    super.open(parameters);
    metrics.register(getRuntimeContext());
    tracks =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("tracks", Types.STRING, Types.POJO(AlertTrack.class)));
  }

  @Override
  long timeOf(Signal signal) {
    return signal.eventTime;
  }

  @Override
  void accept(Signal signal, Context context, Collector<Alert> out) throws Exception {
    Rule rule = Rule.of(signal.rule);
    AlertTrack track = track(rule);
    boolean wasPending = track.isPending();
    switch (signal.kind) {
      case PRESENT:
        track.appear(signal.source);
        break;
      case ABSENT:
        track.disappear(signal.source, signal.eventTime);
        // A whole period was well: that is known also where the input ends with it.
        if (rule == Rule.STATISTICAL_ANOMALY && track.isOpen() && !track.isPresent()) {
          clear(rule, track, context, out);
        }
        break;
      case MATCH:
        if (!track.isOpen()) {
          raise(rule, track, signal, context, out);
        }
        break;
    }
    metrics.pending(wasPending, track.isPending());
    tracks.put(rule.id(), track);
    emergency(signal, out);
    if (signal.kind != Signal.Kind.PRESENT) {
      context.timerService().registerEventTimeTimer(signal.eventTime + patience(rule));
    }
  }

  private void raise(
      Rule rule, AlertTrack track, Signal signal, Context context, Collector<Alert> out) {
    track.alertId =
        signal.turbineId + '/' + rule.id() + '/' + Instant.ofEpochMilli(signal.since).toString();
    track.farmId = signal.farmId;
    track.region = signal.region;
    track.countryCode = signal.countryCode;
    track.startTime = signal.since;
    track.raisedTime = signal.eventTime;
    track.severity = rule.severity();
    track.evidence = signal.evidence;
    track.escalated = false;
    if (!track.isPresent()) {
      track.absentSince = signal.eventTime;
    }
    // Who is told that an alert was raised will be told that it is over.
    track.muted = !track.mayNotify(signal.eventTime, notificationsPerHour, 1);
    change(rule, track, AlertState.RAISED, signal.turbineId, signal.eventTime, signal.message, out);
    long now = context.timerService().currentProcessingTime();
    metrics.raised(rule, track.severity, now - signal.eventTime);
  }

  /** A pitch emergency is present while both of its parts are, and escalates both. */
  private void emergency(Signal signal, Collector<Alert> out) throws Exception {
    AlertTrack pitch = tracks.get(Rule.PITCH_EMERGENCY.id());
    if (pitch == null || !pitch.isOpen()) {
      return;
    }
    boolean present = true;
    for (Rule part : List.of(Rule.HYDRAULIC_PRESSURE_LOSS, Rule.BATTERY_THERMAL_RUNAWAY)) {
      AlertTrack track = track(part);
      present &= track.isPresent();
      if (track.isOpen() && !track.escalated) {
        track.escalated = true;
        String message = part.id() + " is part of a pitch emergency";
        boolean muted = track.muted;
        track.muted = muted || !track.mayNotify(signal.eventTime, notificationsPerHour, 1);
        change(part, track, AlertState.ESCALATED, signal.turbineId, signal.eventTime, message, out);
        track.muted = muted;
        tracks.put(part.id(), track);
      }
    }
    if (present) {
      pitch.appear(BOTH_PARTS);
    } else {
      pitch.disappear(BOTH_PARTS, signal.eventTime);
    }
    tracks.put(Rule.PITCH_EMERGENCY.id(), pitch);
  }

  @Override
  void onInstant(long time, OnTimerContext context, Collector<Alert> out) throws Exception {
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return; // What the input did not live to see is not known to be over.
    }
    List<String> forgotten = new ArrayList<>();
    for (Map.Entry<String, AlertTrack> entry : tracks.entries()) {
      Rule rule = Rule.of(entry.getKey());
      AlertTrack track = entry.getValue();
      if (track.isOpen() && !track.isPresent() && track.absentSince + patience(rule) <= time) {
        clear(rule, track, context, out);
      }
      if (track.isOpen() && track.muted) {
        unmute(rule, track, time, context, out);
      }
      entry.setValue(track);
      if (track.isIdle() && track.forgettableAt() <= time) {
        forgotten.add(entry.getKey());
      }
    }
    for (String rule : forgotten) {
      tracks.remove(rule);
    }
  }

  private void clear(Rule rule, AlertTrack track, Context context, Collector<Alert> out) {
    long due = track.absentSince + patience(rule);
    if (!track.muted) {
      track.mayNotify(due, notificationsPerHour, 0);
    }
    String message = rule.id() + " is over";
    change(rule, track, AlertState.CLEARED, context.getCurrentKey(), due, message, out);
    metrics.cleared(track.severity);
    track.alertId = "";
    track.muted = false;
    context.timerService().registerEventTimeTimer(Math.max(due, track.forgettableAt()));
  }

  /** An alert that is still open when there is something left to say is told of after all. */
  private void unmute(
      Rule rule, AlertTrack track, long time, OnTimerContext context, Collector<Alert> out) {
    if (track.mayNotify(time, notificationsPerHour, 1)) {
      track.muted = false;
      String message = rule.id() + " is still open";
      change(rule, track, AlertState.RAISED, context.getCurrentKey(), time, message, out);
    } else {
      context.timerService().registerEventTimeTimer(track.notificationFreeAt());
    }
  }

  private static void change(
      Rule rule,
      AlertTrack track,
      AlertState state,
      String turbineId,
      long time,
      String message,
      Collector<Alert> out) {
    Alert alert = new Alert();
    alert.alertId = track.alertId;
    alert.rule = rule.id();
    alert.ruleVersion = Rule.VERSION;
    alert.turbineId = turbineId;
    alert.farmId = track.farmId;
    alert.region = track.region;
    alert.countryCode = track.countryCode;
    alert.severity = track.severity;
    alert.state = state;
    alert.startTime = track.startTime;
    alert.eventTime = time;
    alert.raisedTime = track.raisedTime;
    alert.evidence = track.evidence;
    alert.message = message;
    alert.notified = !track.muted;
    out.collect(alert);
  }

  private AlertTrack track(Rule rule) throws Exception {
    AlertTrack track = tracks.get(rule.id());
    return track == null ? new AlertTrack() : track;
  }

  private long patience(Rule rule) {
    return rule == Rule.SENSOR_SILENCE || rule == Rule.STATISTICAL_ANOMALY ? 0 : clearAfter;
  }
}

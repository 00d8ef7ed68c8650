package io.windfarm.alert;

import io.windfarm.model.Edge;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.Collector;

/**
 * Keyed by farm: lets the silence of a sensor through only while its farm reports. A farm whose
 * link is down is one event and not hundreds; once it reports again, a sensor is given the patience
 * that it always has before its silence counts. Takes silences, their ends, and heartbeats.
 */
final class FarmSilence extends EventTimeOrder<Edge, Edge> {
  private static final long serialVersionUID = 1L;

  private transient ValueState<Long> lastHeard;

  /** Silences that wait for their farm, by turbine and sensor. */
  private transient MapState<String, Suspect> suspects;

  /**
   * A silence, and the moment at which it counts; {@link Long#MAX_VALUE} until the farm reports.
   */
  public static class Suspect {
    public Edge silence;
    public long due = Long.MAX_VALUE;
  }

  FarmSilence() {
    super(
        Types.POJO(Edge.class),
        // What ends a silence comes before what it would otherwise confirm.
        (Comparator<Edge> & Serializable)
            (a, b) -> {
              int byKind = Boolean.compare(a.holds, b.holds);
              return byKind != 0 ? byKind : key(a).compareTo(key(b));
            });
  }

  @Override
  public void open(Configuration parameters) throws Exception {
    super.open(parameters);
    lastHeard = getRuntimeContext().getState(new ValueStateDescriptor<>("last-heard", Types.LONG));
    suspects =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("suspects", Types.STRING, Types.POJO(Suspect.class)));
  }

  @Override
  long timeOf(Edge edge) {
    return edge.eventTime;
  }

  /**
   * Of the signs of life of an instant one is enough: that a silent sensor is back, an edge of its
   * own says. Where the turbines of a farm report by the same clock they are hundreds.
   */
  @Override
  boolean isCovered(Edge edge, List<Edge> sameTime) {
    return isHeartbeat(edge) && sameTime.stream().anyMatch(FarmSilence::isHeartbeat);
  }

  private static boolean isHeartbeat(Edge edge) {
    return !edge.holds && !edge.changes;
  }

  @Override
  void accept(Edge edge, Context context, Collector<Edge> out) throws Exception {
    if (!edge.holds) {
      heard(edge, context);
      return;
    }
    Long heard = lastHeard.value();
    // Two cadences after the last reading the next was surely due, and others did report.
    if (heard != null && heard > edge.since + 2 * edge.patience / DetectEdges.SILENT_CADENCES) {
      out.collect(edge);
      return;
    }
    Suspect suspect = new Suspect();
    suspect.silence = edge;
    suspects.put(key(edge), suspect);
  }

  private void heard(Edge sign, Context context) throws Exception {
    lastHeard.update(sign.eventTime);
    if (suspects.isEmpty()) {
      return;
    }
    suspects.remove(key(sign));
    for (Map.Entry<String, Suspect> entry : suspects.entries()) {
      Suspect suspect = entry.getValue();
      if (suspect.due == Long.MAX_VALUE) {
        suspect.due = sign.eventTime + suspect.silence.patience;
        entry.setValue(suspect);
        context.timerService().registerEventTimeTimer(suspect.due);
      }
    }
  }

  @Override
  void onInstant(long time, OnTimerContext context, Collector<Edge> out) throws Exception {
    if (suspects.isEmpty() || context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    Iterator<Map.Entry<String, Suspect>> entries = suspects.iterator();
    while (entries.hasNext()) {
      Suspect suspect = entries.next().getValue();
      if (suspect.due <= time) {
        entries.remove();
        suspect.silence.eventTime = time;
        out.collect(suspect.silence);
      }
    }
  }

  private static String key(Edge edge) {
    return edge.turbineId + '\n' + edge.sensor;
  }
}

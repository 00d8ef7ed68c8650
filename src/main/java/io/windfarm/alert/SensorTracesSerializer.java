package io.windfarm.alert;

import io.windfarm.exchange.BlockReader;
import io.windfarm.exchange.BlockWriter;
import io.windfarm.state.Compact;
import io.windfarm.state.Names;
import io.windfarm.state.StateSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Writes what edge detection remembers of a turbine. */
final class SensorTracesSerializer extends StateSerializer<SensorTraces> {
  private static final long serialVersionUID = 1L;

  private static final int FORMAT = 1;

  SensorTracesSerializer() {
    super(FORMAT);
  }

  @Override
  protected void write(SensorTraces traces, BlockWriter out, Names names) {
    out.add(traces.nextCheck);
    out.addVarint(traces.size());
    for (int i = 0; i < traces.size(); i++) {
      names.write(traces.sensors[i], out);
      write(traces.values[i], out, names);
    }
  }

  private static void write(SensorTrace trace, BlockWriter out, Names names) {
    names.write(trace.farmId, out);
    names.write(trace.region, out);
    names.write(trace.countryCode, out);
    out.add(trace.lastTime);
    // Near the latest reading where they were ever set, and at one end of time where not.
    Compact.addSigned(trace.lastTime - trace.lastValueTime, out);
    Compact.addDoubles(trace.latest, trace.latest.length, out);
    Compact.addLongs(trace.latestTimes, out);
    Compact.addDoubles(trace.peaks, trace.peakCount(), out);
    Compact.addLongs(trace.peakTimes, trace.peakCount(), out);
    Compact.addLongs(trace.intervals, out);
    Compact.addSigned(trace.together, out);
    Compact.addSigned(trace.holding, out);
    Compact.addSigned(trace.holdingSince, out);
    Compact.addSigned(trace.watchedCadence, out);
    out.add(trace.riseReported);
    out.add(trace.hotReported);
  }

  @Override
  protected SensorTraces read(BlockReader in, Names names, int format) {
    SensorTraces traces = new SensorTraces();
    traces.nextCheck = in.whole();
    int size = (int) in.varint();
    traces.sensors = new String[size];
    traces.values = new SensorTrace[size];
    for (int i = 0; i < size; i++) {
      traces.sensors[i] = names.read(in);
      traces.values[i] = trace(in, names);
    }
    return traces;
  }

  private static SensorTrace trace(BlockReader in, Names names) {
    SensorTrace trace = new SensorTrace();
    trace.farmId = names.read(in);
    trace.region = names.read(in);
    trace.countryCode = names.read(in);
    trace.lastTime = in.whole();
    trace.lastValueTime = trace.lastTime - Compact.signed(in);
    trace.latest = Compact.doubles(in);
    trace.latestTimes = Compact.longs(in);
    trace.peaks = Compact.doubles(in);
    trace.peakTimes = Compact.longs(in);
    trace.intervals = Compact.longs(in);
    trace.together = (int) Compact.signed(in);
    trace.holding = (int) Compact.signed(in);
    trace.holdingSince = Compact.signed(in);
    trace.watchedCadence = Compact.signed(in);
    trace.riseReported = in.whole();
    trace.hotReported = in.whole();
    return trace;
  }

  @Override
  public SensorTraces copy(SensorTraces from) {
    SensorTraces copy = new SensorTraces();
    copy.nextCheck = from.nextCheck;
    copy.sensors = from.sensors.clone();
    copy.values = new SensorTrace[from.values.length];
    for (int i = 0; i < copy.values.length; i++) {
      copy.values[i] = from.values[i].copy();
    }
    return copy;
  }

  @Override
  public SensorTraces createInstance() {
    return new SensorTraces();
  }

  @Override
  public TypeSerializer<SensorTraces> duplicate() {
    return new SensorTracesSerializer();
  }

  @Override
  public TypeSerializerSnapshot<SensorTraces> snapshotConfiguration() {
    return new Snapshot();
  }

  /** See {@link StateSerializer.Snapshot}. */
  public static final class Snapshot extends StateSerializer.Snapshot<SensorTraces> {
    public Snapshot() {
      super(SensorTracesSerializer::new);
    }
  }
}

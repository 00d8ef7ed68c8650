package io.windfarm.clean;

import io.windfarm.exchange.BlockReader;
import io.windfarm.exchange.BlockWriter;
import io.windfarm.state.Compact;
import io.windfarm.state.Names;
import io.windfarm.state.StateSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Writes what cleaning remembers of a turbine. */
final class SensorTracksSerializer extends StateSerializer<SensorTracks> {
  private static final long serialVersionUID = 1L;

  private static final int FORMAT = 1;

  SensorTracksSerializer() {
    super(FORMAT);
  }

  @Override
  protected void write(SensorTracks tracks, BlockWriter out, Names names) {
    out.add(tracks.timer);
    out.addVarint(tracks.size());
    for (int i = 0; i < tracks.size(); i++) {
      names.write(tracks.sensors[i], out);
      write(tracks.values[i], out, names);
    }
  }

  private static void write(Track track, BlockWriter out, Names names) {
    out.addVarint(track.size());
    for (int i = 0; i < track.size(); i++) {
      ReadingFormat.write(track.reading(i), out, names);
      out.addVarint(track.cadence(i));
      Compact.addSigned(track.run(i), out);
    }
    if (track.size() == 0) { // else it is the one that came last
      ReadingFormat.writeOrigin(track.last, out, names);
      out.add(track.lastTime);
      out.add(track.lastValue);
    }
    Compact.addDoubles(track.judged, track.judged.length, out);
    Compact.addLongs(track.intervals, out);
    out.addVarint(track.cadence);
    out.addVarint(track.run);
    out.add(track.anchorValue);
    out.add(track.anchorTime);
  }

  @Override
  protected SensorTracks read(BlockReader in, Names names, int format) {
    SensorTracks tracks = new SensorTracks();
    tracks.timer = in.whole();
    int size = (int) in.varint();
    tracks.sensors = new String[size];
    tracks.values = new Track[size];
    for (int i = 0; i < size; i++) {
      tracks.sensors[i] = names.read(in);
      tracks.values[i] = readTrack(in, names);
    }
    return tracks;
  }

  private static Track readTrack(BlockReader in, Names names) {
    Track track = new Track();
    int size = (int) in.varint();
    for (int i = 0; i < size; i++) {
      track.last = ReadingFormat.read(in, names);
      track.lastTime = track.last.eventTime;
      track.lastValue = track.last.value;
      long cadence = in.varint();
      track.append(track.last, cadence, (int) Compact.signed(in));
    }
    if (size == 0) {
      track.last = ReadingFormat.readOrigin(in, names);
      track.lastTime = in.whole();
      track.lastValue = in.number();
    }
    track.judged = Compact.doubles(in);
    track.intervals = Compact.longs(in);
    track.cadence = in.varint();
    track.run = (int) in.varint();
    track.anchorValue = in.number();
    track.anchorTime = in.whole();
    return track;
  }

  @Override
  public SensorTracks copy(SensorTracks from) {
    SensorTracks copy = new SensorTracks();
    copy.timer = from.timer;
    copy.sensors = from.sensors.clone();
    copy.values = new Track[from.values.length];
    for (int i = 0; i < copy.values.length; i++) {
      copy.values[i] = from.values[i].copy();
    }
    return copy;
  }

  @Override
  public SensorTracks createInstance() {
    return new SensorTracks();
  }

  @Override
  public TypeSerializer<SensorTracks> duplicate() {
    return new SensorTracksSerializer();
  }

  @Override
  public TypeSerializerSnapshot<SensorTracks> snapshotConfiguration() {
    return new Snapshot();
  }

  /** See {@link StateSerializer.Snapshot}. */
  public static final class Snapshot extends StateSerializer.Snapshot<SensorTracks> {
    public Snapshot() {
      super(SensorTracksSerializer::new);
    }
  }
}

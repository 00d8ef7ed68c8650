package io.windfarm.stats;

import io.windfarm.exchange.BlockReader;
import io.windfarm.exchange.BlockWriter;
import io.windfarm.state.Names;
import io.windfarm.state.StateSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Writes the minutes of a turbine that readings enter now. */
final class OpenPanesSerializer extends StateSerializer<OpenPanes> {
  private static final long serialVersionUID = 1L;

  private static final int FORMAT = 1;

  /** Places for the values of the turn that state was read for, and of some more. */
  private static final int SPARE = 4;

  OpenPanesSerializer() {
    super(FORMAT);
  }

  @Override
  protected void write(OpenPanes panes, BlockWriter out, Names names) {
    out.addVarint(panes.size());
    for (int i = 0; i < panes.size(); i++) {
      OpenPane open = panes.values[i];
      names.write(panes.sensors[i], out);
      names.write(open.farmId, out);
      names.write(open.region, out);
      names.write(open.countryCode, out);
      names.write(open.unit, out);
      out.add(open.latest);
      out.add(open.due);
      PaneFormat.write(open.pane, open.latest, out);
    }
  }

  @Override
  protected OpenPanes read(BlockReader in, Names names, int format) {
    OpenPanes panes = new OpenPanes();
    int size = (int) in.varint();
    panes.sensors = new String[size];
    panes.values = new OpenPane[size];
    for (int i = 0; i < size; i++) {
      OpenPane open = new OpenPane();
      panes.sensors[i] = names.read(in);
      panes.values[i] = open;
      open.farmId = names.read(in);
      open.region = names.read(in);
      open.countryCode = names.read(in);
      open.unit = names.read(in);
      open.latest = in.whole();
      open.due = in.whole();
      open.pane = PaneFormat.read(in, open.latest, SPARE);
    }
    return panes;
  }

  @Override
  public OpenPanes copy(OpenPanes from) {
    OpenPanes copy = new OpenPanes();
    copy.sensors = from.sensors.clone();
    copy.values = new OpenPane[from.values.length];
    for (int i = 0; i < copy.values.length; i++) {
      copy.values[i] = from.values[i].copy();
    }
    return copy;
  }

  @Override
  public OpenPanes createInstance() {
    return new OpenPanes();
  }

  @Override
  public TypeSerializer<OpenPanes> duplicate() {
    return new OpenPanesSerializer();
  }

  @Override
  public TypeSerializerSnapshot<OpenPanes> snapshotConfiguration() {
    return new Snapshot();
  }

  /** See {@link StateSerializer.Snapshot}. */
  public static final class Snapshot extends StateSerializer.Snapshot<OpenPanes> {
    public Snapshot() {
      super(OpenPanesSerializer::new);
    }
  }
}

package io.windfarm.stats;

import io.windfarm.exchange.BlockReader;
import io.windfarm.exchange.BlockWriter;
import io.windfarm.state.Names;
import io.windfarm.state.StateSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Writes the closed panes of a sensor. */
final class ClosedPanesSerializer extends StateSerializer<ClosedPanes> {
  private static final long serialVersionUID = 1L;

  private static final int FORMAT = 1;

  ClosedPanesSerializer() {
    super(FORMAT);
  }

  @Override
  protected void write(ClosedPanes closed, BlockWriter out, Names names) {
    out.add(closed.done);
    write(closed.minutes, closed.done, out);
    write(closed.fiveMinutes, closed.done, out);
    write(closed.hours, closed.done, out);
  }

  private static void write(Pane[] panes, long done, BlockWriter out) {
    out.addVarint(panes.length);
    for (Pane pane : panes) {
      PaneFormat.write(pane, done, out);
    }
  }

  @Override
  protected ClosedPanes read(BlockReader in, Names names, int format) {
    ClosedPanes closed = new ClosedPanes(in.whole());
    closed.minutes = panes(in, closed.done);
    closed.fiveMinutes = panes(in, closed.done);
    closed.hours = panes(in, closed.done);
    return closed;
  }

  private static Pane[] panes(BlockReader in, long done) {
    Pane[] panes = new Pane[(int) in.varint()];
    for (int i = 0; i < panes.length; i++) {
      panes[i] = PaneFormat.read(in, done, 0);
    }
    return panes;
  }

  @Override
  public ClosedPanes copy(ClosedPanes from) {
    return from.copy();
  }

  @Override
  public ClosedPanes createInstance() {
    return new ClosedPanes();
  }

  @Override
  public TypeSerializer<ClosedPanes> duplicate() {
    return new ClosedPanesSerializer();
  }

  @Override
  public TypeSerializerSnapshot<ClosedPanes> snapshotConfiguration() {
    return new Snapshot();
  }

  /** See {@link StateSerializer.Snapshot}. */
  public static final class Snapshot extends StateSerializer.Snapshot<ClosedPanes> {
    public Snapshot() {
      super(ClosedPanesSerializer::new);
    }
  }
}

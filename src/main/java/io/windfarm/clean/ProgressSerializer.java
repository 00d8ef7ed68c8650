package io.windfarm.clean;

import io.windfarm.exchange.BlockReader;
import io.windfarm.exchange.BlockWriter;
import io.windfarm.state.Compact;
import io.windfarm.state.Names;
import io.windfarm.state.StateSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Writes how far a turbine's readings have left. */
final class ProgressSerializer extends StateSerializer<Progress> {
  private static final long serialVersionUID = 1L;

  private static final int FORMAT = 1;
  private static final int ANY_AHEAD = 1;

  ProgressSerializer() {
    super(FORMAT);
  }

  @Override
  protected void write(Progress progress, BlockWriter out, Names names) {
    out.add(progress.released);
    out.add(progress.forgetAt);
    out.add(progress.anyAhead ? ANY_AHEAD : 0);
    out.addVarint(progress.identities.length);
    if (progress.identities.length > 0) {
      Compact.addSigned(progress.minute, out);
    }
    for (long identity : progress.identities) {
      out.add(identity);
    }
  }

  @Override
  protected Progress read(BlockReader in, Names names, int format) {
    long released = in.whole();
    long forgetAt = in.whole();
    boolean anyAhead = in.small() == ANY_AHEAD;
    long[] identities = new long[(int) in.varint()];
    long minute = identities.length > 0 ? Compact.signed(in) : 0;
    for (int i = 0; i < identities.length; i++) {
      identities[i] = in.whole();
    }
    return new Progress(released, forgetAt, anyAhead, minute, identities);
  }

  /** The same: none changes. */
  @Override
  public Progress copy(Progress from) {
    return from;
  }

  @Override
  public Progress createInstance() {
    return Progress.BEFORE_THE_FIRST;
  }

  @Override
  public TypeSerializer<Progress> duplicate() {
    return new ProgressSerializer();
  }

  @Override
  public TypeSerializerSnapshot<Progress> snapshotConfiguration() {
    return new Snapshot();
  }

  /** See {@link StateSerializer.Snapshot}. */
  public static final class Snapshot extends StateSerializer.Snapshot<Progress> {
    public Snapshot() {
      super(ProgressSerializer::new);
    }
  }
}

package io.windfarm.clean;

import io.windfarm.exchange.BlockReader;
import io.windfarm.exchange.BlockWriter;
import io.windfarm.model.Reading;
import io.windfarm.state.Names;
import io.windfarm.state.StateSerializer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Writes readings that wait for their turn. A copy shares them: once they wait, none changes. */
final class ReadingsSerializer extends StateSerializer<List<Reading>> {
  private static final long serialVersionUID = 1L;

  private static final int FORMAT = 1;

  ReadingsSerializer() {
    super(FORMAT);
  }

  @Override
  protected void write(List<Reading> readings, BlockWriter out, Names names) {
    out.addVarint(readings.size());
    for (Reading reading : readings) {
      ReadingFormat.write(reading, out, names);
    }
  }

  @Override
  protected List<Reading> read(BlockReader in, Names names, int format) {
    int size = (int) in.varint();
    List<Reading> readings = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      readings.add(ReadingFormat.read(in, names));
    }
    return readings;
  }

  @Override
  public List<Reading> copy(List<Reading> from) {
    return new ArrayList<>(from);
  }

  @Override
  public List<Reading> createInstance() {
    return new ArrayList<>();
  }

  @Override
  public TypeSerializer<List<Reading>> duplicate() {
    return new ReadingsSerializer();
  }

  @Override
  public TypeSerializerSnapshot<List<Reading>> snapshotConfiguration() {
    return new Snapshot();
  }

  /** See {@link StateSerializer.Snapshot}. */
  public static final class Snapshot extends StateSerializer.Snapshot<List<Reading>> {
    public Snapshot() {
      super(ReadingsSerializer::new);
    }
  }
}

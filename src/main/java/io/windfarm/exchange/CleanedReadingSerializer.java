package io.windfarm.exchange;

import io.windfarm.model.CleanedReading;
import io.windfarm.model.Quality;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes cleaned readings as {@link ReadingSerializer} writes readings. */
final class CleanedReadingSerializer extends TypeSerializer<CleanedReading> {
  private static final long serialVersionUID = 1L;

  private static final Quality[] QUALITIES = Quality.values();

  private final ReadingSerializer readings = new ReadingSerializer();
  private transient BlockWriter out;
  private transient BlockReader in;

  @Override
  @SuppressWarnings("EnumOrdinal") // read by the job that wrote it
  public void serialize(CleanedReading cleaned, DataOutputView target) throws IOException {
    if (out == null) {
      out = new BlockWriter();
    }
    out.clear();
    readings.write(cleaned.reading, out);
    out.add(cleaned.value);
    out.add(cleaned.quality.ordinal());
    out.addVarint(cleaned.reasons);
    out.addVarint(cleaned.cadence);
    out.add(cleaned.synthetic ? 1 : 0);
    out.writeTo(target);
  }

  @Override
  public CleanedReading deserialize(DataInputView source) throws IOException {
    if (in == null) {
      in = new BlockReader();
    }
    in.readFrom(source);
    CleanedReading cleaned = new CleanedReading();
    cleaned.reading = readings.read(in);
    cleaned.value = in.number();
    cleaned.quality = QUALITIES[in.small()];
    cleaned.reasons = (int) in.varint();
    cleaned.cadence = in.varint();
    cleaned.synthetic = in.small() != 0;
    return cleaned;
  }

  @Override
  public CleanedReading copy(CleanedReading from) {
    CleanedReading copy = new CleanedReading();
    copy.reading = readings.copy(from.reading);
    copy.value = from.value;
    copy.quality = from.quality;
    copy.reasons = from.reasons;
    copy.cadence = from.cadence;
    copy.synthetic = from.synthetic;
    return copy;
  }

  @Override
  public CleanedReading copy(CleanedReading from, CleanedReading reuse) {
    return copy(from);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    byte[] block = new byte[source.readInt()];
    source.readFully(block);
    target.writeInt(block.length);
    target.write(block);
  }

  @Override
  public CleanedReading createInstance() {
    return new CleanedReading();
  }

  @Override
  public CleanedReading deserialize(CleanedReading reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public TypeSerializer<CleanedReading> duplicate() {
    return new CleanedReadingSerializer();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CleanedReadingSerializer;
  }

  @Override
  public int hashCode() {
    return CleanedReadingSerializer.class.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<CleanedReading> snapshotConfiguration() {
    return new Snapshot();
  }

  /** All are alike. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CleanedReading> {
    public Snapshot() {
      super(CleanedReadingSerializer::new);
    }
  }
}

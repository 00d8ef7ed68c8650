package io.windfarm.exchange;

import io.windfarm.model.CleanedReading;
import io.windfarm.model.Quality;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Writes cleaned readings as {@link ReadingSerializer} writes readings. */
final class CleanedReadingSerializer extends BlockSerializer<CleanedReading> {
  private static final long serialVersionUID = 1L;

  private static final Quality[] QUALITIES = Quality.values();

  private final ReadingSerializer readings = new ReadingSerializer();

  @Override
  @SuppressWarnings("EnumOrdinal") // read by the job that wrote it
  protected void write(CleanedReading cleaned, BlockWriter out) {
    readings.write(cleaned.reading, out);
    out.add(cleaned.value);
    out.add(cleaned.quality.ordinal());
    out.addVarint(cleaned.reasons);
    out.addVarint(cleaned.cadence);
    out.add(cleaned.synthetic ? 1 : 0);
  }

  @Override
  protected CleanedReading read(BlockReader in) {
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
  public CleanedReading createInstance() {
    return new CleanedReading();
  }

  @Override
  public TypeSerializer<CleanedReading> duplicate() {
    return new CleanedReadingSerializer();
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

package io.windfarm.exchange;

import io.windfarm.model.Condition;
import io.windfarm.model.Edge;
import io.windfarm.pool.Pool;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Writes edges as {@link ReadingSerializer} writes readings. */
final class EdgeSerializer extends BlockSerializer<Edge> {
  private static final long serialVersionUID = 1L;

  private static final Condition[] CONDITIONS = Condition.values();
  private static final int NONE = -1;
  private static final int HOLDS = 1;
  private static final int CHANGES = 2;

  /** Several times the turbines, and what else repeats, that one subtask sees of a large fleet. */
  private static final int SLOTS = 1 << 15;

  private transient Pool<String> texts;

  @Override
  @SuppressWarnings("EnumOrdinal") // read by the job that wrote it
  protected void write(Edge edge, BlockWriter block) {
    block.add(edge.condition == null ? NONE : edge.condition.ordinal());
    block.add((edge.holds ? HOLDS : 0) | (edge.changes ? CHANGES : 0));
    block.addRepeated(edge.turbineId);
    block.addRepeated(edge.farmId);
    block.addRepeated(edge.region);
    block.addRepeated(edge.countryCode);
    block.addRepeated(edge.sensor);
    block.add(edge.readingId);
    block.add(edge.value);
    block.add(edge.eventTime);
    block.add(edge.since);
    block.add(edge.patience);
  }

  @Override
  protected Edge read(BlockReader block) {
    if (texts == null) {
      texts = BlockReader.texts(SLOTS);
    }
    Edge edge = new Edge();
    int condition = block.small();
    edge.condition = condition == NONE ? null : CONDITIONS[condition];
    int flags = block.small();
    edge.holds = (flags & HOLDS) != 0;
    edge.changes = (flags & CHANGES) != 0;
    edge.turbineId = block.repeated(texts);
    edge.farmId = block.repeated(texts);
    edge.region = block.repeated(texts);
    edge.countryCode = block.repeated(texts);
    edge.sensor = block.repeated(texts);
    edge.readingId = block.text();
    edge.value = block.number();
    edge.eventTime = block.whole();
    edge.since = block.whole();
    edge.patience = block.whole();
    return edge;
  }

  @Override
  public Edge copy(Edge from) {
    Edge copy = new Edge();
    copy.condition = from.condition;
    copy.holds = from.holds;
    copy.changes = from.changes;
    copy.turbineId = from.turbineId;
    copy.farmId = from.farmId;
    copy.region = from.region;
    copy.countryCode = from.countryCode;
    copy.sensor = from.sensor;
    copy.readingId = from.readingId;
    copy.value = from.value;
    copy.eventTime = from.eventTime;
    copy.since = from.since;
    copy.patience = from.patience;
    return copy;
  }

  @Override
  public Edge createInstance() {
    return new Edge();
  }

  @Override
  public TypeSerializer<Edge> duplicate() {
    return new EdgeSerializer();
  }

  @Override
  public TypeSerializerSnapshot<Edge> snapshotConfiguration() {
    return new Snapshot();
  }

  /** All are alike. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Edge> {
    public Snapshot() {
      super(EdgeSerializer::new);
    }
  }
}

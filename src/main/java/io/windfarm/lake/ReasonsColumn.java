package io.windfarm.lake;

import io.windfarm.model.Reason;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * A set of {@link Reason} bits as a list of their names, in declaration order; never null, for no
 * reason at all the list is empty. The type is the format's list of three levels, which every
 * engine reads as a list of text.
 */
final class ReasonsColumn<T> extends Column<T> {
  /** By declaration order. */
  private static final Reason[] REASONS = Reason.values();

  private static final Binary[] NAMES = new Binary[REASONS.length];

  static {
    for (int i = 0; i < REASONS.length; i++) {
      NAMES[i] = utf8(REASONS[i].name());
    }
  }

  private final Small<T> field;

  ReasonsColumn(String name, Small<T> field) {
    super(name);
    this.field = field;
  }

  @Override
  Type type() {
    return Types.requiredList()
        .requiredElement(PrimitiveTypeName.BINARY)
        .as(LogicalTypeAnnotation.stringType())
        .named(name());
  }

  @Override
  void write(T row, int index, RecordConsumer out) {
    int reasons = field.applyAsInt(row);
    out.startField(name(), index);
    out.startGroup();
    // An empty list has no field at all: Parquet forbids a field that was started without a value.
    boolean started = false;
    for (int i = 0; i < REASONS.length; i++) {
      if (REASONS[i].in(reasons)) {
        if (!started) {
          out.startField("list", 0);
          started = true;
        }
        out.startGroup();
        out.startField("element", 0);
        out.addBinary(NAMES[i]);
        out.endField("element", 0);
        out.endGroup();
      }
    }
    if (started) {
      out.endField("list", 0);
    }
    out.endGroup();
    out.endField(name(), index);
  }
}

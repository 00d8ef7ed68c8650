package io.windfarm.lake;

import io.windfarm.lake.parquet.ColumnChunk;
import io.windfarm.model.Reason;
import java.io.IOException;
import java.util.List;
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
  void write(List<T> rows, int from, int to, ColumnChunk out) throws IOException {
    for (int row = from; row < to; row++) {
      write(field.applyAsInt(rows.get(row)), out);
    }
  }

  private static void write(int reasons, ColumnChunk out) throws IOException {
    int repetition = 0;
    for (int i = 0; i < REASONS.length; i++) {
      if (REASONS[i].in(reasons)) {
        out.add(REASONS[i].name(), repetition, 1);
        repetition = 1;
      }
    }
    if (repetition == 0) {
      out.addNull(0, 0);
    }
  }
}

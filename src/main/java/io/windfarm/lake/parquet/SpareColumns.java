package io.windfarm.lake.parquet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;

/**
 * Columns of row groups that have been written, for those of the next files of the same table: by
 * then their buffers have grown, and would be garbage. Not thread-safe.
 */
public final class SpareColumns {
  /** A live stream writes to a file a region at a time. */
  private static final int MOST = 8;

  private final Deque<ColumnChunk[]> spare = new ArrayDeque<>();

  /** Where a page is put together, of one column after another. */
  private final LittleEndianBytes page = new LittleEndianBytes();

  /**
   * In the order of the schema.
   *
   * @param rows of the same schema with each call
   */
  ColumnChunk[] take(ParquetRows<?> rows) {
    return spare.isEmpty() ? columns(rows) : spare.pop();
  }

  private ColumnChunk[] columns(ParquetRows<?> rows) {
    List<ColumnDescriptor> descriptors = rows.schema().getColumns();
    ColumnChunk[] columns = new ColumnChunk[descriptors.size()];
    for (int i = 0; i < columns.length; i++) {
      ColumnDescriptor column = descriptors.get(i);
      columns[i] = ColumnChunk.of(column, rows.repeats(column), page);
    }
    return columns;
  }

  /** Takes columns whose row group has been written. */
  void give(ColumnChunk[] columns) {
    page.clear(ColumnChunk.USUAL_BYTES);
    if (spare.size() < MOST) {
      for (ColumnChunk column : columns) {
        column.forgetRowGroup();
      }
      spare.push(columns);
    }
  }
}

package io.windfarm.lake.parquet;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;

/**
 * What the rows of one file are, and how they become columns. Keeps no row.
 *
 * @param <R> the row
 */
public interface ParquetRows<R> {
  MessageType schema();

  /** False if a dictionary of the column's values would not pay, since nearly all are new. */
  boolean repeats(ColumnDescriptor column);

  /**
   * Adds the rows from {@code from} to before {@code to} to all columns: of each column as many
   * rows, and all of them.
   *
   * @param columns in the order of the schema's leaves
   */
  void write(List<R> rows, int from, int to, ColumnChunk[] columns) throws IOException;

  /** What the footer says of the file, asked when all rows are written. */
  Map<String, String> facts();
}

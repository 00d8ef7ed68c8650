package io.windfarm.lake.parquet;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;

/** Rows that a file buffers until it writes them, a chunk a column. */
final class RowGroup {
  private final ColumnChunkPageWriteStore pages;
  private final SpareColumns spare;
  private final ColumnChunk[] columns;
  private long rows;

  /**
   * @param spare of the same schema
   */
  RowGroup(ParquetRows<?> rows, ZstdPages compressor, SpareColumns spare) {
    this.pages =
        new ColumnChunkPageWriteStore(
            compressor,
            rows.schema(),
            new HeapByteBufferAllocator(),
            ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
            ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED);
    this.spare = spare;
    this.columns = spare.take(rows);
    List<ColumnDescriptor> descriptors = rows.schema().getColumns();
    for (int i = 0; i < columns.length; i++) {
      columns[i].startRowGroup(pages.getPageWriter(descriptors.get(i)));
    }
  }

  /** In the order of the schema; the caller says with {@link #count} how many rows it added. */
  ColumnChunk[] columns() {
    return columns;
  }

  void count(int more) {
    rows += more;
  }

  long rows() {
    return rows;
  }

  long bufferedBytes() {
    long bytes = 0;
    for (ColumnChunk column : columns) {
      bytes += column.bufferedBytes();
    }
    return bytes;
  }

  /** After this the columns are another's. */
  void writeTo(ParquetFileWriter file) throws IOException {
    if (rows > 0) {
      file.startBlock(rows);
      for (ColumnChunk column : columns) {
        column.end();
      }
      pages.flushToFileWriter(file);
      file.endBlock();
    }
    pages.close();
    spare.give(columns);
  }
}

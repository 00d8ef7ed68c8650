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
  private final ColumnChunk[] columns;
  private long rows;

  RowGroup(ParquetRows<?> rows, ZstdPages compressor, LittleEndianBytes page) {
    this.pages =
        new ColumnChunkPageWriteStore(
            compressor,
            rows.schema(),
            new HeapByteBufferAllocator(),
            ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
            ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED);
    List<ColumnDescriptor> descriptors = rows.schema().getColumns();
    this.columns = new ColumnChunk[descriptors.size()];
    for (int i = 0; i < columns.length; i++) {
      ColumnDescriptor column = descriptors.get(i);
      columns[i] = ColumnChunk.of(column, rows.repeats(column), pages.getPageWriter(column), page);
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
  }
}

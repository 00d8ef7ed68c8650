package io.windfarm.lake;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.formats.parquet.ParquetBuilder;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/**
 * Opens the Parquet files of one table for one subtask of its sink.
 *
 * <p>A file buffers one row group, and a sink holds one file open per partition. So the subtask has
 * a budget ({@value #BUDGET_BYTES} bytes) that the files which are open share: a file opened as the
 * n-th gets the n-th part of it as its row group, within {@value #SMALLEST_ROW_GROUP_BYTES} bytes
 * and the configured size. A live stream has a few partitions open and full row groups; a replay
 * over a year has thousands and small ones.
 *
 * <p>Encodings are those of format version 1 (plain, dictionary, run length), which every engine
 * reads; {@code docs/data-dictionary.md} has the figures that the others were weighed by.
 */
final class ParquetFiles<T> implements ParquetBuilder<T> {
  static final long BUDGET_BYTES = 64L << 20;

  /** Below this the dictionaries and headers of some twenty columns outweigh the values. */
  static final long SMALLEST_ROW_GROUP_BYTES = 1L << 20;

  /** A page is what a reader decompresses to get at one value. */
  private static final int PAGE_BYTES = 256 << 10;

  /**
   * A row may be a megabyte of payload, so that size is looked at after few rows; Parquet's own
   * habit of waiting for 100 to 10,000 of them could buffer gigabytes.
   */
  private static final int FEWEST_ROWS_BETWEEN_SIZE_CHECKS = 4;

  private static final int MOST_ROWS_BETWEEN_SIZE_CHECKS = 64;

  /** Measured: sorted rows get a sixth smaller than at level 1, and not much smaller at level 5. */
  private static final int ZSTD_LEVEL = 3;

  private final Table<T> table;
  private final long rowGroupBytes;
  private final String jobVersion;

  /** Of this subtask: each has its own copy of this object. */
  private transient AtomicInteger open;

  private transient Configuration configuration;

  ParquetFiles(Table<T> table, long rowGroupBytes, String jobVersion) {
    this.table = table;
    this.rowGroupBytes = rowGroupBytes;
    this.jobVersion = jobVersion;
  }

  @Override
  public ParquetWriter<T> createWriter(OutputFile file) throws IOException {
    if (open == null) {
      open = new AtomicInteger();
      configuration = configuration();
    }
    AtomicInteger files = open;
    long share = rowGroupShare(files.incrementAndGet());
    return open(
        file,
        new TableWriteSupport<>(table, jobVersion, files::decrementAndGet),
        table,
        share,
        configuration);
  }

  /** Without Hadoop's defaults: parsing them costs more than a small file does. */
  static Configuration configuration() {
    Configuration configuration = new Configuration(false);
    configuration.setInt(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, ZSTD_LEVEL);
    return configuration;
  }

  /**
   * A file as all files of a table are.
   *
   * @param support of its rows
   * @param table whose columns it has
   */
  static <R> ParquetWriter<R> open(
      OutputFile file,
      WriteSupport<R> support,
      Table<?> table,
      long rowGroupBytes,
      Configuration configuration)
      throws IOException {
    Builder<R> builder =
        new Builder<>(file, support)
            .withConf(configuration)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(rowGroupBytes)
            .withPageSize(PAGE_BYTES)
            .withDictionaryPageSize(PAGE_BYTES)
            .withMinRowCountForPageSizeCheck(FEWEST_ROWS_BETWEEN_SIZE_CHECKS)
            .withMaxRowCountForPageSizeCheck(MOST_ROWS_BETWEEN_SIZE_CHECKS)
            .withDictionaryEncoding(true);
    for (Column<?> column : table.columns()) {
      if (!column.repeats()) {
        builder.withDictionaryEncoding(column.name(), false);
      }
    }
    return builder.build();
  }

  /** The row group of the file that is opened as the {@code openFiles}-th, in bytes. */
  long rowGroupShare(int openFiles) {
    long share = Math.max(SMALLEST_ROW_GROUP_BYTES, BUDGET_BYTES / openFiles);
    return Math.min(rowGroupBytes, share);
  }

  private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
    private final WriteSupport<T> rows;

    Builder(OutputFile file, WriteSupport<T> rows) {
      super(file);
      this.rows = rows;
    }

    @Override
    protected Builder<T> self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract, though deprecated
    protected WriteSupport<T> getWriteSupport(Configuration configuration) {
      return rows;
    }

    @Override
    protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
      return rows;
    }
  }
}

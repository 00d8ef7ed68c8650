package io.windfarm.lake.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetFileWriter.Mode;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.OutputFile;

/**
 * One Parquet file of format version 1, written column by column: a block of rows, small enough to
 * stay in a processor's cache, goes to one column after another. Buffers one row group. A row that
 * could not be written leaves a file that can't be finished.
 *
 * @param <R> the row
 */
public final class ParquetFile<R> implements RunWriter<R> {
  /**
   * A row may be a megabyte of payload, so that size is looked at after few rows; Parquet's own
   * habit of waiting for 100 to 10,000 of them could buffer gigabytes.
   */
  private static final int FEWEST_ROWS_BETWEEN_LOOKS = 4;

  private static final int MOST_ROWS_BETWEEN_LOOKS = 64;

  /** Of checksums and of how bounds are cut. */
  private static final ParquetProperties DEFAULTS = ParquetProperties.builder().build();

  private final ParquetFileWriter file;
  private final ParquetRows<R> rows;
  private final long rowGroupBytes;
  private final ZstdPages compressor;
  private final SpareColumns spare;

  /** The one that is added alone. */
  private final List<R> single = new ArrayList<>(1);

  private RowGroup rowGroup;
  private int rowsBeforeLook = FEWEST_ROWS_BETWEEN_LOOKS;
  private boolean isBroken;

  /**
   * Begins a file.
   *
   * @param rowGroupBytes what is buffered, as a rule
   * @param zstdLevel of all pages
   * @param spare of files with the same schema, which the caller's thread alone uses
   */
  public ParquetFile(
      OutputFile out, ParquetRows<R> rows, long rowGroupBytes, int zstdLevel, SpareColumns spare)
      throws IOException {
    this.file =
        new ParquetFileWriter(
            out,
            rows.schema(),
            Mode.CREATE,
            rowGroupBytes,
            ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
            null,
            DEFAULTS);
    this.rows = rows;
    this.rowGroupBytes = rowGroupBytes;
    this.compressor = new ZstdPages(zstdLevel);
    this.spare = spare;
    this.rowGroup = new RowGroup(rows, compressor, spare);
    this.single.add(null);
    file.start();
  }

  @Override
  public void addElement(R row) throws IOException {
    single.set(0, row);
    addElements(single);
    single.set(0, null);
  }

  @Override
  public void addElements(List<R> run) throws IOException {
    refuseIfBroken();
    isBroken = true;
    try {
      for (int from = 0; from < run.size(); ) {
        int to = Math.min(run.size(), from + rowsBeforeLook);
        rows.write(run, from, to, rowGroup.columns());
        rowGroup.count(to - from);
        rowsBeforeLook -= to - from;
        if (rowsBeforeLook == 0) {
          look();
        }
        from = to;
      }
      isBroken = false;
    } finally {
      compressor.release();
    }
  }

  /** Ends the row group if it is as large as it may be, or decides when to look again. */
  private void look() throws IOException {
    long bytes = rowGroup.bufferedBytes();
    long bytesOfRow = Math.max(1, bytes / rowGroup.rows());
    long left = Math.min(rowGroupBytes, file.getNextRowGroupSize()) - bytes;
    if (left < 2 * bytesOfRow) {
      rowGroup.writeTo(file);
      rowGroup = new RowGroup(rows, compressor, spare);
      rowsBeforeLook = FEWEST_ROWS_BETWEEN_LOOKS;
    } else {
      rowsBeforeLook =
          (int)
              Math.max(
                  FEWEST_ROWS_BETWEEN_LOOKS,
                  Math.min(MOST_ROWS_BETWEEN_LOOKS, left / bytesOfRow / 2));
    }
  }

  /** Does nothing: rows are written by row groups. */
  @Override
  public void flush() {}

  @Override
  public void finish() throws IOException {
    refuseIfBroken();
    try {
      rowGroup.writeTo(file);
      rowGroup = null;
      Map<String, String> facts = new HashMap<>(rows.facts());
      facts.put(ParquetWriter.OBJECT_MODEL_NAME_PROP, "windfarm");
      file.end(facts);
    } finally {
      compressor.release();
    }
  }

  private void refuseIfBroken() {
    if (isBroken) {
      throw new IllegalStateException(
          "A row could not be written, so that the file can't be continued: write another.");
    }
  }
}

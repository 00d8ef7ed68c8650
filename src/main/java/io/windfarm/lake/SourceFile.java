package io.windfarm.lake;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/**
 * A committed file that is compacted. A small one is fetched as a whole, since in S3 each look into
 * it costs as much as that.
 */
final class SourceFile implements Closeable {
  /** Larger ones are read as they are needed. */
  private static final long MOST_BYTES_IN_MEMORY = 8L << 20;

  /** What becomes of the rows. */
  interface Rows {
    void take(StoredRow row) throws IOException;
  }

  private final Path path;
  private final ParquetFileReader reader;

  private SourceFile(Path path, ParquetFileReader reader) {
    this.path = path;
    this.reader = reader;
  }

  /**
   * Opens a file and reads its footer.
   *
   * @throws IOException that names it, if it can't be read
   */
  static SourceFile open(FileStatus file) throws IOException {
    Path path = file.getPath();
    FileSystem files = path.getFileSystem();
    try {
      InputFile input =
          file.getLen() > MOST_BYTES_IN_MEMORY
              ? new FlinkInputFile(files, path, file.getLen())
              : new FetchedFile(path.toString(), fetch(files, file));
      return new SourceFile(
          path,
          ParquetFileReader.open(
              input, ParquetReadOptions.builder(new PlainParquetConfiguration()).build()));
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          path + " can't be read, so that nothing of its partition was compacted: " + e, e);
    }
  }

  private static byte[] fetch(FileSystem files, FileStatus file) throws IOException {
    byte[] bytes = new byte[(int) file.getLen()];
    try (FSDataInputStream in = files.open(file.getPath())) {
      new DataInputStream(in).readFully(bytes);
    }
    return bytes;
  }

  String name() {
    return path.getName();
  }

  MessageType schema() {
    return reader.getFileMetaData().getSchema();
  }

  /** What its writer says in the footer of it. */
  Map<String, String> facts() {
    return reader.getFileMetaData().getKeyValueMetaData();
  }

  /** How many rows the footer says it has. */
  long rows() {
    return reader.getRecordCount();
  }

  /**
   * Reads all rows, once.
   *
   * @throws IOException also if there are others than the footer says
   */
  void read(Rows rows) throws IOException {
    long read = 0;
    MessageType schema = schema();
    for (PageReadStore group = reader.readNextRowGroup();
        group != null;
        group = reader.readNextRowGroup()) {
      RecordReader<StoredRow> records =
          new ColumnIOFactory()
              .getColumnIO(schema)
              .getRecordReader(group, new StoredRow.Materializer(schema));
      for (long left = group.getRowCount(); left > 0; left--) {
        rows.take(records.read());
        read++;
      }
    }
    String written = facts().get(TableRows.ROWS);
    if (read != rows() || (written != null && read != Long.parseLong(written))) {
      throw new IOException(
          path
              + " has "
              + read
              + " rows, and its footer says "
              + rows()
              + (written == null ? "" : ", its writer " + written)
              + ": nothing of its partition was compacted. Restore the file from a version or a copy"
              + " of it, or make the partition again from raw.");
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}

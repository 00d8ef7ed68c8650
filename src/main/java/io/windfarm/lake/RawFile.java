package io.windfarm.lake;

import io.windfarm.model.Arrival;
import io.windfarm.model.Source;
import java.io.Closeable;
import java.io.IOException;
import javax.annotation.Nullable;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/** Reads a file of the {@code raw} table back: the records as they were received. */
public final class RawFile implements Closeable {
  private final ParquetFileReader file;
  private final MessageType schema;
  private final MessageColumnIO columns;
  private RecordReader<Group> rows;
  private long left;
  private long read;

  private RawFile(ParquetFileReader file) {
    this.file = file;
    this.schema = file.getFileMetaData().getSchema();
    this.columns = new ColumnIOFactory().getColumnIO(schema);
  }

  /**
   * Opens a file of any file system that Flink knows.
   *
   * @param skip rows to leave out at the beginning
   * @throws IOException also if the file belongs to another table
   */
  public static RawFile open(String path, long length, long skip) throws IOException {
    Path place = new Path(path);
    FileSystem files = place.getFileSystem();
    RawFile raw = new RawFile(ParquetFileReader.open(new FlinkInputFile(files, place, length)));
    try {
      raw.checkIsRaw(path);
      raw.skip(skip);
      return raw;
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private void checkIsRaw(String path) throws IOException {
    if (!schema.containsField("payload") || schema.containsField("reason")) {
      throw new IOException(
          path
              + " is no file of the table 'raw', but holds "
              + schema.getName()
              + ": name the folder <root>/raw of a lake.");
    }
  }

  private void skip(long count) throws IOException {
    for (BlockMetaData group : file.getRowGroups()) {
      if (read + group.getRowCount() > count) {
        break;
      }
      file.skipNextRowGroup();
      read += group.getRowCount();
    }
    while (read < count && next() != null) {
      // Rows of the group in which to go on.
    }
  }

  /** Rows that were read or skipped. */
  public long rows() {
    return read;
  }

  /** The next row's record, or null after the last. */
  @Nullable
  public Arrival next() throws IOException {
    while (left == 0) {
      PageReadStore group = file.readNextRowGroup();
      if (group == null) {
        return null;
      }
      left = group.getRowCount();
      rows = columns.getRecordReader(group, new GroupRecordConverter(schema));
    }
    left--;
    read++;
    return arrival(rows.read());
  }

  private static Arrival arrival(Group row) {
    Arrival arrival = new Arrival();
    arrival.payload = row.getBinary("payload", 0).getBytes();
    arrival.source = Source.valueOf(text(row, "source"));
    arrival.stream = text(row, "stream");
    arrival.shard = text(row, "shard");
    arrival.sequence = text(row, "sequence");
    arrival.partitionKey = text(row, "partition_key");
    arrival.arrivalTime = row.getLong("arrival_time", 0);
    return arrival;
  }

  private static String text(Group row, String column) {
    return row.getFieldRepetitionCount(column) == 0 ? "" : row.getString(column, 0);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

package io.windfarm.ingest;

import io.windfarm.model.Arrival;
import io.windfarm.model.Source;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import javax.annotation.Nullable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.IteratorResultIterator;

/**
 * Lines as records, byte for byte, so that a line that is no text is rejected and not repaired. A
 * record's stream is the file's name, its sequence the number of the line, its arrival the file's
 * modification time. Lines of nothing but white space are no records. A file's name ending in
 * {@code .gz} is unpacked.
 */
final class LineFormat implements BulkFormat<Arrival, FileSourceSplit> {
  private static final long serialVersionUID = 1L;

  /** Lines handed over at a time. */
  private static final int BATCH = 512;

  @Override
  public Reader<Arrival> createReader(Configuration config, FileSourceSplit split)
      throws IOException {
    return new Lines(split, 0);
  }

  @Override
  public Reader<Arrival> restoreReader(Configuration config, FileSourceSplit split)
      throws IOException {
    return new Lines(
        split,
        split.getReaderPosition().map(CheckpointedPosition::getRecordsAfterOffset).orElse(0L));
  }

  @Override
  public boolean isSplittable() {
    return false;
  }

  @Override
  public TypeInformation<Arrival> getProducedType() {
    return Types.POJO(Arrival.class);
  }

  private static final class Lines implements Reader<Arrival> {
    private final FileSourceSplit split;
    private final InputStream bytes;
    private long line;
    private long records;

    Lines(FileSourceSplit split, long skip) throws IOException {
      this.split = split;
      InputStream file = split.path().getFileSystem().open(split.path());
      this.bytes =
          new BufferedInputStream(
              split.path().getName().endsWith(".gz") ? new GZIPInputStream(file) : file, 1 << 16);
      while (records < skip && next() != null) {
        // Read past what was delivered before the checkpoint.
      }
    }

    @Nullable
    @Override
    public RecordIterator<Arrival> readBatch() throws IOException {
      long before = records;
      List<Arrival> batch = new ArrayList<>(BATCH);
      while (batch.size() < BATCH) {
        Arrival arrival = next();
        if (arrival == null) {
          break;
        }
        batch.add(arrival);
      }
      return batch.isEmpty()
          ? null
          : new IteratorResultIterator<>(batch.iterator(), CheckpointedPosition.NO_OFFSET, before);
    }

    /** The next line that is a record, or null at the end of the file. */
    @Nullable
    private Arrival next() throws IOException {
      ByteArrayOutputStream text = new ByteArrayOutputStream(256);
      while (true) {
        int next = bytes.read();
        if (next >= 0 && next != '\n') {
          text.write(next);
          continue;
        }
        line++;
        if (!isBlank(text)) {
          records++;
          return arrival(text.toByteArray());
        }
        if (next < 0) {
          return null;
        }
        text.reset();
      }
    }

    private static boolean isBlank(ByteArrayOutputStream text) {
      return text.size() == 0 || text.toString(StandardCharsets.ISO_8859_1).isBlank();
    }

    private Arrival arrival(byte[] payload) {
      Arrival arrival = new Arrival();
      arrival.source = Source.FILE;
      arrival.stream = split.path().getName();
      arrival.shard = "";
      arrival.sequence = Long.toString(line);
      arrival.partitionKey = "";
      arrival.arrivalTime = split.fileModificationTime();
      arrival.payload = payload;
      return arrival;
    }

    @Override
    public void close() throws IOException {
      bytes.close();
    }
  }
}

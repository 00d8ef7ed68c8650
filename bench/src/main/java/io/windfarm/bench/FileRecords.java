package io.windfarm.bench;

import io.windfarm.ingest.files.Lines;
import io.windfarm.model.Arrival;
import io.windfarm.model.Source;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import javax.annotation.Nullable;

/**
 * The lines of one file as records, with nothing looked at but line ends: what can't be left out.
 * They say of where they come from what the job's own source says.
 */
public final class FileRecords implements Closeable {
  private final Lines lines;
  private final String name;
  private final long arrivalTime;

  /**
   * @param text of the file
   * @param name the file's: stream and shard
   * @param arrivalTime when it arrived, epoch millis
   */
  public FileRecords(InputStream text, String name, long arrivalTime) {
    this.lines = Lines.of(text);
    this.name = name;
    this.arrivalTime = arrivalTime;
  }

  /** The next record; null at the end. */
  @Nullable
  public Arrival next() throws IOException {
    while (lines.next()) {
      if (!lines.isBlank()) {
        Arrival arrival = new Arrival();
        arrival.source = Source.FILE;
        arrival.stream = name;
        arrival.shard = name;
        arrival.number(lines.number());
        arrival.partitionKey = "";
        arrival.arrivalTime = arrivalTime;
        arrival.payload = lines.copy();
        return arrival;
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}

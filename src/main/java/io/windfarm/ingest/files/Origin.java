package io.windfarm.ingest.files;

import io.windfarm.model.Arrival;
import io.windfarm.model.Source;

/**
 * Says of records that they come from a file: its name is stream and shard, the number of the line
 * the sequence, its modification time the arrival.
 */
final class Origin {
  private final String name;
  private final long modified;

  Origin(FilePart file) {
    this.name = file.path.substring(file.path.lastIndexOf('/') + 1);
    this.modified = file.modified;
  }

  /** When the file was written last, epoch millis. */
  long arrivalTime() {
    return modified;
  }

  Arrival arrival(byte[] payload, long line) {
    Arrival arrival = new Arrival();
    arrival.source = Source.FILE;
    arrival.stream = name;
    arrival.shard = name;
    arrival.number(line);
    arrival.partitionKey = "";
    arrival.arrivalTime = modified;
    arrival.payload = payload;
    return arrival;
  }
}

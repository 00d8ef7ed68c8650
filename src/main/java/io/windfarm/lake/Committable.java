package io.windfarm.lake;

import org.apache.flink.connector.file.sink.FileSinkCommittable;

/** A file that waits to be committed, and the checkpoint that it belongs to. */
final class Committable {
  /** Of a file that the end of the input closed, or that an earlier version has left. */
  static final long NO_CHECKPOINT = -1;

  private final FileSinkCommittable file;
  private final long checkpointId;

  Committable(FileSinkCommittable file, long checkpointId) {
    this.file = file;
    this.checkpointId = checkpointId;
  }

  FileSinkCommittable file() {
    return file;
  }

  long checkpointId() {
    return checkpointId;
  }
}

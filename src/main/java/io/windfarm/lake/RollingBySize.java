package io.windfarm.lake;

import java.io.IOException;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;

/**
 * Closes every file at a checkpoint, as a Parquet file must be to be committed with it, and between
 * two checkpoints once it has reached a size. What the open row group buffers does not count yet,
 * so a file may end larger by that much.
 */
final class RollingBySize<T> extends CheckpointRollingPolicy<T, String> {
  private final long bytes;

  RollingBySize(long bytes) {
    this.bytes = bytes;
  }

  @Override
  public boolean shouldRollOnEvent(PartFileInfo<String> file, T row) throws IOException {
    return file.getSize() >= bytes;
  }

  @Override
  public boolean shouldRollOnProcessingTime(PartFileInfo<String> file, long now) {
    return false;
  }
}

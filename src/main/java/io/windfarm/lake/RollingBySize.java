package io.windfarm.lake;

import java.io.IOException;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;

/**
 * Closes every file at a checkpoint, as a Parquet file must be to be committed with it, and between
 * two checkpoints once it has reached a size, or has got no row for a while. What the open row
 * group buffers does not count yet, so a file may end larger by that much.
 */
final class RollingBySize<T> extends CheckpointRollingPolicy<T, String> {
  static final long NEVER = Long.MAX_VALUE;

  /**
   * How many rows go by between two looks at a size, which is a call of the operating system where
   * files are local. Prime: rows of several files take turns.
   */
  private static final int ROWS_BETWEEN_LOOKS = 61;

  private final long bytes;
  private final long quiet;
  private transient int rows;

  /**
   * @param quiet after how many millis without a row a file is closed; {@link #NEVER} for not
   *     before its checkpoint
   */
  RollingBySize(long bytes, long quiet) {
    this.bytes = bytes;
    this.quiet = quiet;
  }

  @Override
  public boolean shouldRollOnEvent(PartFileInfo<String> file, T row) throws IOException {
    rows = rows == ROWS_BETWEEN_LOOKS - 1 ? 0 : rows + 1;
    return rows == 0 && file.getSize() >= bytes;
  }

  @Override
  public boolean shouldRollOnProcessingTime(PartFileInfo<String> file, long now) {
    return now - file.getLastUpdateTime() > quiet;
  }
}

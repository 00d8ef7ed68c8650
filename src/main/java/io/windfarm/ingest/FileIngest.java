package io.windfarm.ingest;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Files of JSON lines, plain or compressed, read once to their end. */
public final class FileIngest {
  private FileIngest() {}

  /** The lines of {@code path}, a file or a folder, as records. */
  public static Ingest of(StreamExecutionEnvironment environment, String path) {
    return Ingest.primary(
        environment
            .fromSource(
                FileSource.forBulkFileFormat(new LineFormat(), new Path(path)).build(),
                WatermarkStrategy.noWatermarks(),
                "Files")
            .uid("source-files"),
        ShardWatermarks.bounded());
  }
}

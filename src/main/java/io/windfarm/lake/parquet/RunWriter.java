package io.windfarm.lake.parquet;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/**
 * A file that takes many rows at a time more cheaply than one by one.
 *
 * @param <R> the row
 */
public interface RunWriter<R> extends BulkWriter<R> {
  /** Adds rows in their order. */
  void addElements(List<R> rows) throws IOException;

  /**
   * Opens such files.
   *
   * @param <R> the row
   */
  interface Factory<R> extends BulkWriter.Factory<R> {
    @Override
    RunWriter<R> create(FSDataOutputStream out) throws IOException;
  }
}

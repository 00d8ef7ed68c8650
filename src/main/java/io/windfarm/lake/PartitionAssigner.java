package io.windfarm.lake;

import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/**
 * Sends a row to the partition of its region and its own time: the same one in every replay,
 * whatever the clock or the watermark says.
 */
final class PartitionAssigner<T> implements BucketAssigner<T, String> {
  private final Table<T> table;
  private transient PartitionPaths paths;

  PartitionAssigner(Table<T> table) {
    this.table = table;
  }

  @Override
  public String getBucketId(T row, Context context) {
    if (paths == null) {
      paths = new PartitionPaths(table.grain());
    }
    return paths.pathOf(table.regionOf(row), table.timeOf(row));
  }

  @Override
  public SimpleVersionedSerializer<String> getSerializer() {
    return SimpleVersionedStringSerializer.INSTANCE;
  }
}

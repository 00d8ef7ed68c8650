package io.windfarm.lake;

import java.util.List;
import org.apache.flink.api.common.functions.Partitioner;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Sends the rows of one partition to the same few subtasks: each writes a file of its own at every
 * checkpoint. Partitions follow one another around the subtasks, by region and hour or day, since a
 * hash of so few would heap them up. Of a partition with several writers each takes some turbines.
 *
 * <p>Rows that come from one subtask need none of it, and are spared the exchange.
 */
final class PartitionWriters<T> {
  private final Table<T> table;
  private final List<String> regions;
  private final int writers;

  /**
   * @param regions those that are known, in any order that stays
   * @param writers the most subtasks that write a partition
   */
  PartitionWriters(Table<T> table, List<String> regions, int writers) {
    this.table = table;
    this.regions = regions;
    this.writers = writers;
  }

  DataStream<T> gather(DataStream<T> rows) {
    return rows.getParallelism() == 1
        ? rows
        : rows.partitionCustom(new InTurn(), new Turn<>(table, regions, writers));
  }

  /** Where among all partitions' writers a row's writer stands. */
  static final class Turn<T> implements KeySelector<T, Integer> {
    private static final long serialVersionUID = 1L;

    private final Table<T> table;
    private final List<String> regions;
    private final int writers;

    Turn(Table<T> table, List<String> regions, int writers) {
      this.table = table;
      this.regions = regions;
      this.writers = writers;
    }

    @Override
    public Integer getKey(T row) {
      String region = PartitionPaths.nameOf(table.regionOf(row));
      int place = regions.indexOf(region);
      long partition =
          (place < 0 ? region.hashCode() : place) + table.grain().indexOf(table.timeOf(row));
      String cluster = table.clusterOf(row);
      int writer = cluster == null ? 0 : Math.floorMod(cluster.hashCode(), writers);
      return (int) Math.floorMod(partition * writers + writer, (long) Integer.MAX_VALUE);
    }
  }

  /** One subtask after another. */
  static final class InTurn implements Partitioner<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public int partition(Integer turn, int subtasks) {
      return turn % subtasks;
    }
  }
}

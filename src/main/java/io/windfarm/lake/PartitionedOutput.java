package io.windfarm.lake;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Writes a table of the lake: gathers the rows of a partition on as few writers as configured, so
 * that a checkpoint leaves few files, and gives regions that have a root of their own a sink of
 * their own. A region's uid is that of the table and its name, whatever other regions do.
 */
final class PartitionedOutput<T> implements TableOutput<T> {
  private final Table<T> table;
  private final LakeRoots roots;
  private final PartitionWriters<T> writers;
  private final Function<Path, Sink<T>> sinks;

  /**
   * @param sinks the sink for a table's folder
   */
  PartitionedOutput(
      Table<T> table, LakeRoots roots, PartitionWriters<T> writers, Function<Path, Sink<T>> sinks) {
    this.table = table;
    this.roots = roots;
    this.writers = writers;
    this.sinks = sinks;
  }

  @Override
  public void write(DataStream<T> rows, String uid, String name) {
    DataStream<T> gathered = writers.gather(rows);
    Map<String, String> apart = roots.apart(table.name());
    Path folder = roots.folder(table.name());
    if (apart.isEmpty()) {
      sink(gathered, folder, uid, name);
      return;
    }
    Set<String> regions = new TreeSet<>(apart.keySet());
    sink(of(gathered, regions, false, uid + "-rows", name + ", rows"), folder, uid, name);
    for (String region : regions) {
      sink(
          of(gathered, Set.of(region), true, uid + "-rows-" + region, name + ", rows, " + region),
          roots.folder(table.name(), region),
          uid + "-" + region,
          name + ", " + region);
    }
  }

  private DataStream<T> of(
      DataStream<T> rows, Set<String> regions, boolean inside, String uid, String name) {
    SingleOutputStreamOperator<T> some =
        rows.filter(new OfRegions<>(table, regions, inside)).uid(uid).name(name);
    return TableOutput.comesFromOne(rows) ? some.setParallelism(1) : some;
  }

  private void sink(DataStream<T> rows, Path folder, String uid, String name) {
    TableOutput.to(sinks.apply(folder)).write(rows, uid, name);
  }
}

package io.windfarm.lake;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Where the rows of a table go.
 *
 * @param <T> the row
 */
@FunctionalInterface
public interface TableOutput<T> {
  /**
   * Adds what writes {@code rows} to the graph.
   *
   * @param uid of the sink that takes them; that of any other operator begins with it
   * @param name for people, likewise
   */
  void write(DataStream<T> rows, String uid, String name);

  /** Writes to one sink, as it is. */
  static <T> TableOutput<T> to(Sink<T> sink) {
    return (rows, uid, name) -> rows.sinkTo(sink).uid(uid).name(name);
  }
}

package io.windfarm.lake;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

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

  /**
   * False if they go nowhere: what makes rows for this output alone has no place in the graph then.
   */
  default boolean takesRows() {
    return true;
  }

  /** Writes nothing and adds nothing to the graph. */
  static <T> TableOutput<T> none() {
    return new TableOutput<>() {
      @Override
      public void write(DataStream<T> rows, String uid, String name) {}

      @Override
      public boolean takesRows() {
        return false;
      }
    };
  }

  /** Writes to one sink: rows that come from one subtask go to one, in the same chain. */
  static <T> TableOutput<T> to(Sink<T> sink) {
    return (rows, uid, name) -> {
      DataStreamSink<T> end = rows.sinkTo(sink).uid(uid).name(name);
      if (comesFromOne(rows)) {
        end.setParallelism(1);
      }
    };
  }

  /** Such rows are not spread again: each writer leaves a file. */
  static boolean comesFromOne(DataStream<?> rows) {
    return rows.getParallelism() == 1 && rows.getExecutionEnvironment().getParallelism() != 1;
  }
}

package io.windfarm.ingest;

import io.windfarm.model.Arrival;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** A source: its records, and the watermarks that its shards need. */
public final class Ingest {
  private final String name;
  private final boolean inOneTask;
  private final DataStream<Arrival> arrivals;
  private final ShardWatermarks watermarks;

  private Ingest(
      String name, boolean inOneTask, DataStream<Arrival> arrivals, ShardWatermarks watermarks) {
    this.name = name;
    this.inOneTask = inOneTask;
    this.arrivals = arrivals;
    this.watermarks = watermarks;
  }

  /** The only source of a job, or the first. */
  public static Ingest primary(DataStream<Arrival> arrivals, ShardWatermarks watermarks) {
    return new Ingest("", false, arrivals, watermarks);
  }

  /** The only source of a job, whose records come in an order that one subtask alone can keep. */
  public static Ingest inOneTask(DataStream<Arrival> arrivals, ShardWatermarks watermarks) {
    return new Ingest("", true, arrivals, watermarks);
  }

  /**
   * A source that may stand beside the first.
   *
   * @param name tells its operators from the other's; in lower case
   */
  public static Ingest named(
      String name, DataStream<Arrival> arrivals, ShardWatermarks watermarks) {
    return new Ingest(name, false, arrivals, watermarks);
  }

  public DataStream<Arrival> arrivals() {
    return arrivals;
  }

  public ShardWatermarks watermarks() {
    return watermarks;
  }

  /** {@code operator}, which is to be chained to this source. */
  public <T> SingleOutputStreamOperator<T> beside(SingleOutputStreamOperator<T> operator) {
    return inOneTask ? operator.setParallelism(1) : operator;
  }

  /** The uid of this source's operator of a kind, such as {@code decode}. */
  public String uid(String operator) {
    return name.isEmpty() ? operator : operator + "-" + name;
  }

  /** The name of this source's operator of a kind, such as {@code Decode}. */
  public String title(String operator) {
    return name.isEmpty() ? operator : operator + " (" + name + ")";
  }
}

package io.windfarm.ingest;

import io.windfarm.model.Arrival;
import org.apache.flink.streaming.api.datastream.DataStream;

/** A source: its records, and the watermarks that its shards need. */
public final class Ingest {
  private final String name;
  private final DataStream<Arrival> arrivals;
  private final ShardWatermarks watermarks;

  private Ingest(String name, DataStream<Arrival> arrivals, ShardWatermarks watermarks) {
    this.name = name;
    this.arrivals = arrivals;
    this.watermarks = watermarks;
  }

  /** The only source of a job, or the first. */
  public static Ingest primary(DataStream<Arrival> arrivals, ShardWatermarks watermarks) {
    return new Ingest("", arrivals, watermarks);
  }

  /**
   * A source that may stand beside the first.
   *
   * @param name tells its operators from the other's; in lower case
   */
  public static Ingest named(
      String name, DataStream<Arrival> arrivals, ShardWatermarks watermarks) {
    return new Ingest(name, arrivals, watermarks);
  }

  public DataStream<Arrival> arrivals() {
    return arrivals;
  }

  public ShardWatermarks watermarks() {
    return watermarks;
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

package io.windfarm.model;

import java.util.List;

/**
 * One record as a source delivered it: the bytes, untouched, and where they came from. A record
 * holds one event or several; decoding finds out.
 */
public class Arrival {
  public Source source;

  /** Kinesis stream, Kafka topic, or the file's name. */
  public String stream;

  /** Kinesis shard id, Kafka partition, or the file's name. */
  public String shard;

  /**
   * Kinesis sequence number in hexadecimal, Kafka offset, or line number: unique within the shard.
   */
  public String sequence;

  public String partitionKey;

  /**
   * When the source took the record, epoch millis: Kinesis' approximate arrival, Kafka's timestamp,
   * a file's modification time. Part of the record, so the same after every replay.
   */
  public long arrivalTime;

  public byte[] payload;

  /** Why the source can make no event of the payload; null if it is for the decoder to judge. */
  public String fault;

  /**
   * The {@link Reading}s and {@link Rejected} in it, in order, where the source had to decode the
   * record to know its time, so that nobody has to again; null elsewhere. Not part of the record:
   * no copy has it.
   */
  public transient List<Object> decoded;
}

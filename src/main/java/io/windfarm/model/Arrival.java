package io.windfarm.model;

import java.util.Arrays;
import java.util.List;

/**
 * One record as a source delivered it: the bytes, untouched, and where they came from. A record
 * holds one event or several; decoding finds out.
 *
 * <p>A source may fill the same object again with its next record. Who keeps one keeps a copy,
 * {@link #with} bytes of its own.
 */
public class Arrival {
  public Source source;

  /** Kinesis stream, Kafka topic, or the file's name. */
  public String stream;

  /** Kinesis shard id, Kafka partition, or the file's name. */
  public String shard;

  /**
   * Kinesis sequence number in hexadecimal, Kafka offset, or line number: unique within the shard.
   * Null where {@link #sequenceNumber} has it: ask {@link #sequence()}.
   */
  public String sequence;

  /** The sequence where it is a number above 0, so that no string is made of it; else 0. */
  public int sequenceNumber;

  public String partitionKey;

  /**
   * When the source took the record, epoch millis: Kinesis' approximate arrival, Kafka's timestamp,
   * a file's modification time. Part of the record, so the same after every replay.
   */
  public long arrivalTime;

  /**
   * Holds the bytes: those behind the first {@link #before} and ahead of the last {@link #behind}.
   */
  public byte[] payload;

  /**
   * So many bytes of {@link #payload} are those of neighbours, where a record is read as it lies.
   */
  public int before;

  public int behind;

  /** Why the source can make no event of the payload; null if it is for the decoder to judge. */
  public String fault;

  /**
   * The {@link Reading}s and {@link Rejected} in it, in order, where the source had to decode the
   * record to know its time, so that nobody has to again; null elsewhere. Not part of the record:
   * no copy has it.
   */
  public transient List<Object> decoded;

  /** Takes a number as the sequence. */
  public void number(long number) {
    boolean hasRoom = number > 0 && number <= Integer.MAX_VALUE;
    sequenceNumber = hasRoom ? (int) number : 0;
    sequence = hasRoom ? null : Long.toString(number);
  }

  /** The sequence as a text. */
  public String sequence() {
    return sequenceNumber == 0 ? sequence : Integer.toString(sequenceNumber);
  }

  /** A copy of the record's bytes. */
  public byte[] bytes() {
    return Arrays.copyOfRange(payload, before, payload.length - behind);
  }

  /** A record that says of itself what this one says, with other bytes. */
  public Arrival with(byte[] bytes) {
    Arrival copy = new Arrival();
    copy.source = source;
    copy.stream = stream;
    copy.shard = shard;
    copy.sequence = sequence;
    copy.sequenceNumber = sequenceNumber;
    copy.partitionKey = partitionKey;
    copy.arrivalTime = arrivalTime;
    copy.payload = bytes;
    copy.fault = fault;
    return copy;
  }
}

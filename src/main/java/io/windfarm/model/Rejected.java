package io.windfarm.model;

/** Bytes that are no reading of ours, with the reason: a row of the {@code rejected} table. */
public class Rejected {
  /** The part of the record that could not be read, byte for byte. */
  public byte[] payload;

  public RejectReason reason;

  /** One line, without payload text, CR or LF. */
  public String detail;

  public String region;
  public Source source;
  public String stream;
  public String shard;
  public String sequence;
  public String partitionKey;
  public long arrivalTime;

  /** Position among the readings and rejects of its record, from 0. */
  public int index;
}

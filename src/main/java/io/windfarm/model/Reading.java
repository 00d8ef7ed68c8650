package io.windfarm.model;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * One value of one sensor of one turbine, decoded, in the catalog's unit. Not yet judged: that is
 * {@link CleanedReading}. Identity is (turbine, sensor, id, event time, value as sent): ids repeat
 * in the wild, so an id alone would lose data.
 */
public class Reading {
  /**
   * As sent; if the sender gave none, {@code shard:sequence#index}, or empty for a file's. Before
   * the exchange ask {@link #id()}.
   */
  public String id;

  public String turbineId;

  /** Empty if unknown, as are {@link #countryCode} and {@link #unit}. */
  public String farmId;

  /** One of the configured regions, or {@code unknown}: it names a partition. */
  public String region;

  public String countryCode;

  /** Canonical name from the catalog, such as {@code hydraulic_pressure}. */
  public String sensor;

  /** In the catalog's unit; NaN if the sender had no value. */
  public double value;

  /** The number as sent, before conversion; NaN if the sender had no value. */
  public double rawValue;

  /** The unit of {@link #value}: the catalog's. */
  public String unit;

  /** Epoch millis, truncated. */
  public long eventTime;

  public long arrivalTime;
  public Source source;
  public String stream;
  public String shard;

  /** Null where {@link #sequenceNumber} has it: ask {@link #sequence()}. */
  public String sequence;

  /**
   * As {@link Arrival#sequenceNumber}. Transient, as former state, of which this was a POJO, has
   * texts alone.
   */
  public transient int sequenceNumber;

  /** Position of this reading among those of its record, from 0. */
  public int index;

  /** Where {@link #turbineId} came from. */
  public TurbineFrom turbineFrom;

  /** {@link Reason} bits known before cleaning: MISSING, UNIT_CONVERTED, CLOCK_SKEW, LATE. */
  public int reasons;

  /** Takes the id from {@code ascii[from, to)}, which may change afterwards. */
  public void takeId(byte[] ascii, int from, int to) {
    id = new String(ascii, from, to - from, US_ASCII);
  }

  /** The id, wherever it is kept. */
  public String id() {
    return id;
  }

  /** The sequence as a text. */
  public String sequence() {
    return sequenceNumber == 0 ? sequence : Integer.toString(sequenceNumber);
  }

  /** True if the sender had no value. */
  public boolean isMissing() {
    return Double.isNaN(value);
  }

  /** True if the reading has no place in event-time order: kept, but for no rule to work on. */
  public boolean isAside() {
    return Reason.LATE.in(reasons) || Reason.CLOCK_SKEW.in(reasons);
  }
}

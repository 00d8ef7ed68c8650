package io.windfarm.ingest;

import com.fasterxml.jackson.core.JsonParser;
import io.windfarm.model.Arrival;
import io.windfarm.model.Reading;
import io.windfarm.model.RejectReason;
import io.windfarm.model.Rejected;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The record being read: numbers what comes out of it and cuts out what is rejected. What is
 * rejected without a region of its own belongs to that of the event before it, or else after it:
 * who sent the one sent the other.
 */
class Record {
  private static final byte[] NOTHING = {};

  private Arrival arrival;
  private byte[] bytes;
  private int from;
  private int to;
  private EventDecoder.Output out;
  private int index;
  private JsonParser parser;
  private int parserFrom;
  private int objectFrom;

  /** Unless {@link #parser} knows. */
  private int objectTo;

  private byte[] objectBytes;

  /** Of the latest event that has one; null before the first. */
  private String region;

  /** Rows that wait for it. */
  private final List<Rejected> unplaced = new ArrayList<>();

  void begin(Arrival arrival, EventDecoder.Output out) {
    this.arrival = arrival;
    this.bytes = arrival.payload == null ? NOTHING : arrival.payload;
    this.from = arrival.before;
    this.to = bytes.length - arrival.behind;
    this.out = out;
    this.index = 0;
    this.region = null;
  }

  /**
   * @param fallbackRegion where nothing in the record says which
   */
  void end(String fallbackRegion) {
    place(fallbackRegion);
    bytes = null;
    arrival = null;
    out = null;
    parser = null;
    objectBytes = null;
  }

  Arrival arrival() {
    return arrival;
  }

  /** The payload's are from {@link #from} up to {@link #to}. */
  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** A reading to be filled. */
  Reading blank() {
    return out.blank();
  }

  /** True if nothing is asked of the events in it but their times. */
  boolean isOnlyDated() {
    return false;
  }

  /**
   * A reading is there whose time is all that is asked.
   *
   * @param ahead if its clock runs further ahead of the record's arrival than a clock may
   */
  void date(long eventTime, boolean ahead) {
    throw new IllegalStateException("More is asked of this record than its times");
  }

  /** The next number is taken by something of which nothing is made. */
  void passOver() {
    index++;
  }

  /** How many readings and rows came out so far, and so the number of the next. */
  int index() {
    return index;
  }

  /**
   * {@code parser}, which began at byte {@code parserFrom}, stands at the end of an object that
   * began at byte {@code from}.
   */
  void atEndOfObject(JsonParser parser, int parserFrom, int from) {
    this.parser = parser;
    this.parserFrom = parserFrom;
    this.objectFrom = from;
    this.objectBytes = null;
  }

  /** As above, of an object whose end is known. */
  void atEndOfObject(int from, int to) {
    this.parser = null;
    this.objectFrom = from;
    this.objectTo = to;
    this.objectBytes = null;
  }

  void emit(Reading reading) {
    index++;
    place(reading.region);
    out.reading(reading);
  }

  private void place(String region) {
    this.region = region;
    if (unplaced.isEmpty()) {
      return;
    }
    for (Rejected row : unplaced) {
      row.region = region;
      out.rejected(row);
    }
    unplaced.clear();
  }

  /**
   * Rejects the object that was read last, or one signal of it.
   *
   * @param region null if it has none
   */
  void rejectObject(RejectReason reason, String detail, String region) {
    if (objectBytes == null) {
      objectBytes = Arrays.copyOfRange(bytes, objectFrom, endOfObject());
    }
    reject(objectBytes, reason, detail, region);
  }

  int endOfObject() {
    return parser == null ? objectTo : parserFrom + (int) parser.currentLocation().getByteOffset();
  }

  /** Rejects the bytes from {@code from} up to and without {@code to}. */
  void rejectBytes(int from, int to, RejectReason reason, String detail) {
    reject(Arrays.copyOfRange(bytes, from, to), reason, detail, null);
  }

  private void reject(byte[] payload, RejectReason reason, String detail, String region) {
    Rejected row = new Rejected();
    row.payload = payload;
    row.reason = reason;
    row.detail = detail;
    row.source = arrival.source;
    row.stream = arrival.stream;
    row.shard = arrival.shard;
    row.sequence = arrival.sequence();
    row.partitionKey = arrival.partitionKey;
    row.arrivalTime = arrival.arrivalTime;
    row.index = index++;
    if (region != null) {
      place(region);
    }
    if (this.region == null) {
      unplaced.add(row);
      return;
    }
    row.region = this.region;
    out.rejected(row);
  }
}

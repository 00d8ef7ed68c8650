package io.windfarm.ingest;

import com.fasterxml.jackson.core.JsonParser;
import io.windfarm.model.Arrival;
import io.windfarm.model.Reading;
import io.windfarm.model.RejectReason;
import io.windfarm.model.Rejected;
import java.util.Arrays;

/** The record being read: numbers what comes out of it and cuts out what is rejected. */
class Record {
  private static final byte[] NOTHING = {};

  private Arrival arrival;
  private byte[] bytes;
  private EventDecoder.Output out;
  private int index;
  private JsonParser parser;
  private int parserFrom;
  private int objectFrom;
  private byte[] objectBytes;

  void begin(Arrival arrival, EventDecoder.Output out) {
    this.arrival = arrival;
    this.bytes = arrival.payload == null ? NOTHING : arrival.payload;
    this.out = out;
    this.index = 0;
  }

  void end() {
    bytes = null;
    arrival = null;
    out = null;
    parser = null;
    objectBytes = null;
  }

  Arrival arrival() {
    return arrival;
  }

  /** The payload; empty if there is none. */
  byte[] bytes() {
    return bytes;
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

  void emit(Reading reading) {
    index++;
    out.reading(reading);
  }

  /** Rejects the object that was read last, or one signal of it. */
  void rejectObject(RejectReason reason, String detail, String region) {
    if (objectBytes == null) {
      objectBytes = Arrays.copyOfRange(bytes, objectFrom, endOfObject());
    }
    reject(objectBytes, reason, detail, region);
  }

  int endOfObject() {
    return parserFrom + (int) parser.currentLocation().getByteOffset();
  }

  /** Rejects the bytes from {@code from} up to and without {@code to}. */
  void rejectBytes(int from, int to, RejectReason reason, String detail, String region) {
    reject(Arrays.copyOfRange(bytes, from, to), reason, detail, region);
  }

  private void reject(byte[] payload, RejectReason reason, String detail, String region) {
    Rejected row = new Rejected();
    row.payload = payload;
    row.reason = reason;
    row.detail = detail;
    row.region = region;
    row.source = arrival.source;
    row.stream = arrival.stream;
    row.shard = arrival.shard;
    row.sequence = arrival.sequence;
    row.partitionKey = arrival.partitionKey;
    row.arrivalTime = arrival.arrivalTime;
    row.index = index++;
    out.rejected(row);
  }
}

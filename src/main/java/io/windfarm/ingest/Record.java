package io.windfarm.ingest;

import com.fasterxml.jackson.core.JsonParser;
import io.windfarm.model.Arrival;
import io.windfarm.model.Reading;
import io.windfarm.model.RejectReason;
import io.windfarm.model.Rejected;
import java.util.Arrays;

/** The record being read: numbers what comes out of it and cuts out what is rejected. */
final class Record {
  private Arrival arrival;
  private EventDecoder.Output out;
  private int index;
  private JsonParser parser;
  private int parserFrom;
  private int objectFrom;
  private byte[] objectBytes;

  void begin(Arrival arrival, EventDecoder.Output out) {
    this.arrival = arrival;
    this.out = out;
    this.index = 0;
  }

  void end() {
    arrival = null;
    out = null;
    parser = null;
    objectBytes = null;
  }

  Arrival arrival() {
    return arrival;
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
      int to = parserFrom + (int) parser.currentLocation().getByteOffset();
      objectBytes = Arrays.copyOfRange(arrival.payload, objectFrom, to);
    }
    reject(objectBytes, reason, detail, region);
  }

  void reject(byte[] payload, RejectReason reason, String detail, String region) {
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

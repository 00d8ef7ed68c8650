package io.windfarm.producers;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Puts up to so many of one turbine's events into a record, one a line. A turbine's first record
 * may hold fewer, so that those of a fleet that starts as one do not all fill up at the same
 * moment.
 */
final class RecordPacker {
  /** The service's limit for one record, its key included: 1 MiB. */
  static final int LARGEST_RECORD_BYTES = 1 << 20;

  private final int readingsPerRecord;
  private final long longestWaitMillis;
  private final RecordSink sink;
  private final Map<String, Open> open = new LinkedHashMap<>();
  private final Deque<Open> byAge = new ArrayDeque<>();

  /** Turbines that have had their first record. */
  private final Set<String> started = new HashSet<>();

  /**
   * @param longestWaitMillis event time after which a record is sent although it is not full, as a
   *     turbine that falls silent must not take its last readings with it
   */
  RecordPacker(int readingsPerRecord, long longestWaitMillis, RecordSink sink) {
    this.readingsPerRecord = readingsPerRecord;
    this.longestWaitMillis = longestWaitMillis;
    this.sink = sink;
  }

  /** Adds an event of {@code readings} readings; {@code nowMillis} never goes back. */
  void add(String key, byte[] event, int readings, long nowMillis) throws InterruptedException {
    if (readingsPerRecord <= readings) {
      sink.accept(new Outgoing(key, event, readings));
      return;
    }
    Open record = open.get(key);
    if (record != null
        && record.bytes.size() + 1 + event.length + key.length() > LARGEST_RECORD_BYTES) {
      send(record);
      record = null;
    }
    if (record == null) {
      record = new Open(key, nowMillis, capacity(key));
      open.put(key, record);
      byAge.add(record);
    }
    record.add(event, readings);
    if (record.readings + readings > record.capacity) {
      send(record);
    }
  }

  private int capacity(String key) {
    int turbine = started.size();
    return started.add(key) ? readingsPerRecord - turbine % readingsPerRecord : readingsPerRecord;
  }

  /** Sends an event in a record of its own, for what would spoil its neighbours. */
  void addAlone(String key, byte[] event, int readings) throws InterruptedException {
    sink.accept(new Outgoing(key, event, readings));
  }

  /** Sends the records that have waited long enough. */
  void flushOlderThan(long nowMillis) throws InterruptedException {
    while (!byAge.isEmpty()) {
      Open oldest = byAge.peek();
      if (!oldest.sent && nowMillis - oldest.sinceMillis < longestWaitMillis) {
        return;
      }
      byAge.remove();
      if (!oldest.sent) {
        send(oldest);
      }
    }
  }

  /** Sends everything. */
  void flush() throws InterruptedException {
    for (Open record : byAge) {
      if (!record.sent) {
        send(record);
      }
    }
    byAge.clear();
  }

  private void send(Open record) throws InterruptedException {
    record.sent = true;
    open.remove(record.key);
    sink.accept(new Outgoing(record.key, record.bytes.toByteArray(), record.readings));
  }

  private static final class Open {
    private final String key;
    private final long sinceMillis;
    private final int capacity;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    private int readings;
    private boolean sent;

    Open(String key, long sinceMillis, int capacity) {
      this.key = key;
      this.sinceMillis = sinceMillis;
      this.capacity = capacity;
    }

    void add(byte[] event, int count) {
      if (readings > 0) {
        bytes.write('\n');
      }
      bytes.write(event, 0, event.length);
      readings += count;
    }
  }
}

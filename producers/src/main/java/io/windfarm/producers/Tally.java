package io.windfarm.producers;

/** Counts what a lane does. Not for several threads. */
final class Tally {
  private long records;
  private long readings;
  private long diverted;
  private long calls;
  private long retries;
  private long throttled;

  void called() {
    calls++;
  }

  void arrived(Outgoing record) {
    records++;
    readings += record.readings();
  }

  void diverted(Outgoing record) {
    arrived(record);
    diverted += record.readings();
  }

  void sentAgain(int count) {
    retries += count;
  }

  void throttled(boolean so) {
    throttled += so ? 1 : 0;
  }

  Delivery delivery() {
    return new Delivery(records, readings, calls, retries, throttled, diverted, 0, 0);
  }
}

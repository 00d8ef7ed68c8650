package io.windfarm.producers;

/**
 * What became of the records that a sink took.
 *
 * @param records records acknowledged
 * @param readings readings acknowledged, by the stream or by Kafka
 * @param calls requests made
 * @param retries records that were sent once more
 * @param throttled times that the service said a shard's limit was reached
 * @param diverted readings among those acknowledged that Kafka has
 * @param spooled readings that wait in the spool now
 * @param earlier readings that an earlier run had left in the spool
 */
record Delivery(
    long records,
    long readings,
    long calls,
    long retries,
    long throttled,
    long diverted,
    long spooled,
    long earlier) {
  static final Delivery NONE = new Delivery(0, 0, 0, 0, 0, 0, 0, 0);

  /** One that knows of no spool. */
  static Delivery direct(long records, long readings, long calls, long retries, long throttled) {
    return new Delivery(records, readings, calls, retries, throttled, 0, 0, 0);
  }

  /** Readings that the stream itself has. */
  long direct() {
    return readings - diverted;
  }

  Delivery plus(Delivery other) {
    return new Delivery(
        records + other.records,
        readings + other.readings,
        calls + other.calls,
        retries + other.retries,
        throttled + other.throttled,
        diverted + other.diverted,
        spooled + other.spooled,
        earlier + other.earlier);
  }

  Delivery withSpool(long spooled, long earlier) {
    return new Delivery(records, readings, calls, retries, throttled, diverted, spooled, earlier);
  }
}

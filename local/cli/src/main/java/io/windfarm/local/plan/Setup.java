package io.windfarm.local.plan;

import java.time.Duration;

/**
 * How the fleet's readings are taken in, processed and kept.
 *
 * @param stream of telemetry
 * @param readers applications that read all of it, the job among them
 * @param fanOut each reader has a throughput of its own (enhanced fan-out) and does not poll
 * @param retention of the stream
 * @param checkpoints the time between two
 * @param flink who runs it
 * @param regions partitions of the lake that are written to at a time
 * @param keep how long the lake keeps what is ingested
 * @param scannedGbPerDay by queries
 */
record Setup(
    Stream stream,
    int readers,
    boolean fanOut,
    Duration retention,
    Duration checkpoints,
    Flink flink,
    int regions,
    Duration keep,
    double scannedGbPerDay) {

  /** Capacity modes of Kinesis. */
  enum Stream {
    PROVISIONED,
    ON_DEMAND
  }

  /** Managed Service for Apache Flink, or a standalone cluster on machines of one's own. */
  enum Flink {
    MANAGED,
    OWN
  }

  int pollers() {
    return fanOut ? 0 : readers;
  }

  Setup with(Stream other) {
    return new Setup(
        other, readers, fanOut, retention, checkpoints, flink, regions, keep, scannedGbPerDay);
  }

  Setup with(Flink other) {
    return new Setup(
        stream, readers, fanOut, retention, checkpoints, other, regions, keep, scannedGbPerDay);
  }

  Setup polling() {
    return new Setup(
        stream, readers, false, retention, checkpoints, flink, regions, keep, scannedGbPerDay);
  }

  Setup withRetention(Duration other) {
    return new Setup(
        stream, readers, fanOut, other, checkpoints, flink, regions, keep, scannedGbPerDay);
  }

  Setup withCheckpoints(Duration other) {
    return new Setup(
        stream, readers, fanOut, retention, other, flink, regions, keep, scannedGbPerDay);
  }
}

package io.windfarm.kinesis;

/** What a producer sends: a partition key in UTF-8 and the data. */
@SuppressWarnings("ArrayRecordComponent") // carried from the wire to disk, never compared
record Payload(byte[] key, byte[] data) {
  /** What counts against the service's limits. */
  int size() {
    return key.length + data.length;
  }
}

package io.windfarm.producers;

/**
 * A record on its way to the stream.
 *
 * @param key partition key: the turbine's id
 * @param payload one event, or several with a line end after each but the last
 * @param readings readings in it; a malformed event counts as one
 */
record Outgoing(String key, byte[] payload, int readings) {
  /** What the service counts against its limits. Turbine ids are ASCII. */
  int size() {
    return payload.length + key.length();
  }
}

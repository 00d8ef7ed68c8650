package io.windfarm.producers;

/**
 * A record that nobody has acknowledged yet.
 *
 * @param sequence its place among all records, in the order of measuring; its name in the spool
 */
record Waiting(long sequence, Outgoing record) {}

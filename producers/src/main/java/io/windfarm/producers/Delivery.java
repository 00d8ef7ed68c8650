package io.windfarm.producers;

/**
 * What became of the records that a sink took.
 *
 * @param records records acknowledged
 * @param readings readings acknowledged
 * @param calls requests made
 * @param retries records that were sent once more
 * @param throttled times that the service said a shard's limit was reached
 */
record Delivery(long records, long readings, long calls, long retries, long throttled) {}

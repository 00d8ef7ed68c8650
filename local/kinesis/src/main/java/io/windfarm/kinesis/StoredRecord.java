package io.windfarm.kinesis;

/**
 * A record as its shard keeps it.
 *
 * @param index position in the shard, from 1
 * @param arrivalMillis when it was accepted, never less than that of the record before it
 * @param key partition key in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // carried from disk to the wire, never compared
record StoredRecord(long index, long arrivalMillis, byte[] key, byte[] data) {}

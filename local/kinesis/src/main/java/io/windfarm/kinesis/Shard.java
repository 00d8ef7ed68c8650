package io.windfarm.kinesis;

import java.math.BigInteger;
import java.util.Locale;

/**
 * What is known about a shard apart from its records. Immutable: closing a shard makes a new one.
 *
 * @param number position in the stream, from 0, never used twice
 * @param start first hash key of its range
 * @param end last hash key of its range
 * @param epochSecond what its sequence numbers start with, in seconds
 * @param createdMillis when it opened
 * @param closedMillis when a split or merge closed it, or 0 while it is open
 * @param parent number of the shard it came from, or -1
 * @param adjacentParent number of the second shard of a merge, or -1
 */
record Shard(
    int number,
    BigInteger start,
    BigInteger end,
    long epochSecond,
    long createdMillis,
    long closedMillis,
    int parent,
    int adjacentParent) {

  static String id(int number) {
    return String.format(Locale.ROOT, "shardId-%012d", number);
  }

  String id() {
    return id(number);
  }

  HashKeyRange range() {
    return new HashKeyRange(start, end);
  }

  boolean open() {
    return closedMillis == 0;
  }

  Shard closed(long millis) {
    return new Shard(
        number, start, end, epochSecond, createdMillis, millis, parent, adjacentParent);
  }

  SequenceNumber sequence(long index) {
    return new SequenceNumber(epochSecond, number, index);
  }

  String startingSequenceNumber() {
    return sequence(0).print(epochSecond);
  }

  String endingSequenceNumber() {
    return sequence(SequenceNumber.END).print(closedMillis / 1000);
  }

  /** Whether it was open at that moment, in milliseconds since the epoch. */
  boolean openAt(long millis) {
    return createdMillis <= millis && (open() || closedMillis >= millis);
  }

  boolean hasParent(int candidate) {
    return parent == candidate || adjacentParent == candidate;
  }
}

package io.windfarm.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A place in a shard to read on from, as the token that clients hand back. The token carries all of
 * it, so iterators outlive a restart.
 *
 * @param streamCreatedMillis tells a stream from an earlier one of its name
 * @param index of the next record
 * @param issuedMillis when it was handed out
 * @param generation count of the times that iterators were made to expire at once
 */
record ShardIterator(
    String stream,
    long streamCreatedMillis,
    int shard,
    long index,
    long issuedMillis,
    long generation) {

  static final Duration LIFETIME = Duration.ofMinutes(5);

  String token() {
    return PageToken.of(stream, streamCreatedMillis, shard, index, issuedMillis, generation);
  }

  static ShardIterator parse(String token) {
    try {
      List<String> parts = PageToken.parts(token, 6);
      return new ShardIterator(
          parts.get(0),
          Long.parseLong(parts.get(1)),
          Integer.parseInt(parts.get(2)),
          Long.parseLong(parts.get(3)),
          Long.parseLong(parts.get(4)),
          Long.parseLong(parts.get(5)));
    } catch (IllegalArgumentException e) {
      throw ServiceError.invalidArgument("Invalid ShardIterator.");
    }
  }

  void refuseIfExpired(long nowMillis, long currentGeneration) {
    if (nowMillis - issuedMillis > LIFETIME.toMillis() || generation < currentGeneration) {
      throw ServiceError.expiredIterator(
          "Iterator expired. The iterator was created at time "
              + Instant.ofEpochMilli(issuedMillis)
              + " while right now it is "
              + Instant.ofEpochMilli(nowMillis)
              + " which is further in the future than the tolerated delay of "
              + LIFETIME.toMillis()
              + " milliseconds.");
    }
  }
}

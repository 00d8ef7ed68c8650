package io.windfarm.kinesis;

import java.time.Clock;
import java.util.function.Predicate;

/**
 * What the operations share.
 *
 * @param limited whether shards have the service's limits
 */
record Service(Streams streams, Account account, Clock clock, Faults faults, boolean limited) {

  KinesisStream stream(Request request) {
    return stream(request.streamName());
  }

  KinesisStream stream(String name) {
    KinesisStream stream = streams.get(name);
    if (stream == null) {
      throw account.noStream(name);
    }
    return stream;
  }

  /** The shard, open or closed, that a request names in that field. */
  Shard shard(StreamState state, Request request, String field) {
    int number = request.shardNumber(field);
    return state.shards().stream()
        .filter(shard -> shard.number() == number)
        .findFirst()
        .orElseThrow(() -> account.noShard(request.text(field), state.name()));
  }

  /** The registered consumer that a request names, by ARN or by name. */
  Consumer consumer(StreamState state, Request request) {
    String streamArn = account.streamArn(state.name());
    String arn = request.text("ConsumerARN", null);
    String name = arn == null ? request.name("ConsumerName") : null;
    Predicate<Consumer> wanted =
        consumer ->
            arn == null ? consumer.name().equals(name) : consumer.arn(streamArn).equals(arn);
    return state.consumers().stream()
        .filter(wanted)
        .findFirst()
        .orElseThrow(
            () ->
                ServiceError.notFound(
                    "Consumer "
                        + (arn == null ? name : arn)
                        + " of stream "
                        + state.name()
                        + " under account "
                        + account.id()
                        + " not found."));
  }

  int openShards() {
    return streams.all().stream().mapToInt(stream -> stream.state().openShards().size()).sum();
  }
}

package io.windfarm.kinesis;

import java.io.IOException;
import java.time.Duration;

/** Opens enhanced fan-out subscriptions: the records of a shard, sent as they arrive. */
final class SubscribeToShard implements StreamingOperation {
  private final Service service;
  private final Subscriptions subscriptions;
  private final Duration lifetime;

  /**
   * @param lifetime after which a subscription ends and the client has to ask for another
   */
  SubscribeToShard(Service service, Subscriptions subscriptions, Duration lifetime) {
    this.service = service;
    this.subscriptions = subscriptions;
    this.lifetime = lifetime;
  }

  @Override
  public Subscription open(Request request) throws IOException {
    KinesisStream stream = service.stream(Request.streamOf(request.text("ConsumerARN")));
    StreamState state = stream.state();
    Consumer consumer = service.consumer(state, request);
    Shard shard = service.shard(state, request, "ShardId");
    long from =
        new StartingPosition(service, stream, shard, StartingPosition.Fields.SUBSCRIPTION)
            .index(request.object("StartingPosition"));
    Subscription subscription =
        new Subscription(service, stream, consumer, shard.number(), from, lifetime);
    subscriptions.add(subscription);
    return subscription;
  }
}

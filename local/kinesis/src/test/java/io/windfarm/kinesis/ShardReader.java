package io.windfarm.kinesis;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEventStream;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/** One subscription to a shard through the AWS SDK, and all that it has been sent. */
final class ShardReader implements Subscriber<SubscribeToShardEventStream>, AutoCloseable {
  private final List<SubscribeToShardEvent> events = new ArrayList<>();
  private final CompletableFuture<Void> answer;
  private Subscription subscription;

  ShardReader(KinesisAsyncClient kinesis, String consumer, String shard, StartingPosition from) {
    answer =
        kinesis.subscribeToShard(
            r -> r.consumerARN(consumer).shardId(shard).startingPosition(from),
            SubscribeToShardResponseHandler.builder()
                .subscriber(() -> this)
                // What it is told comes by the answer as well.
                .onError(failure -> {})
                .build());
  }

  /** In HTTP/1.1, and shows each refusal as it comes. */
  static KinesisAsyncClient client(URI endpoint) {
    return KinesisAsyncClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(
            NettyNioAsyncHttpClient.builder()
                .protocol(Protocol.HTTP1_1)
                // The SDK's 10 s for Kinesis are short on a busy machine.
                .readTimeout(Duration.ofMinutes(1)))
        .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }

  synchronized List<SubscribeToShardEvent> events() {
    return List.copyOf(events);
  }

  List<String> texts() {
    return events().stream()
        .flatMap(event -> event.records().stream())
        .map(Record::data)
        .map(data -> data.asUtf8String())
        .toList();
  }

  /** The last event so far, or null. */
  synchronized SubscribeToShardEvent last() {
    return events.isEmpty() ? null : events.get(events.size() - 1);
  }

  /** Whether the subscription is over, as it should be or not. */
  boolean isOver() {
    return answer.isDone();
  }

  /** Why it ended, or null if it is not over or ended as it should. */
  Throwable failure() {
    try {
      answer.getNow(null);
      return null;
    } catch (CompletionException e) {
      return e.getCause();
    }
  }

  @Override
  public synchronized void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public synchronized void onNext(SubscribeToShardEventStream event) {
    if (event instanceof SubscribeToShardEvent records) {
      events.add(records);
    }
  }

  @Override
  public void onError(Throwable failure) {
    // The answer has it.
  }

  @Override
  public void onComplete() {
    // The answer says so.
  }

  /** Breaks the connection if the subscription is not over. */
  @Override
  public synchronized void close() {
    if (subscription != null) {
      subscription.cancel();
    }
  }
}

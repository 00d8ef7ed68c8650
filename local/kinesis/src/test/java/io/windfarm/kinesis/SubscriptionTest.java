package io.windfarm.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/** How subscriptions of this endpoint begin and end, beyond the common scenarios. */
class SubscriptionTest {
  private static final String SHARD = "shardId-000000000000";

  @TempDir Path directory;

  private final SteppedClock clock = new SteppedClock();
  private KinesisEndpoint endpoint;
  private KinesisClient kinesis;
  private KinesisAsyncClient subscriptions;
  private String consumer;

  @BeforeEach
  void startInMemory() throws IOException {
    start(KinesisEndpoint.builder().clock(clock));
  }

  @AfterEach
  void stop() throws IOException {
    subscriptions.close();
    kinesis.close();
    endpoint.close();
  }

  private void start(KinesisEndpoint.Builder builder) throws IOException {
    endpoint = builder.build().start();
    endpoint.createStreamIfMissing("s", 1);
    kinesis = KinesisEndpointTest.client(endpoint.uri());
    subscriptions = ShardReader.client(endpoint.uri());
    String stream =
        kinesis
            .describeStreamSummary(r -> r.streamName("s"))
            .streamDescriptionSummary()
            .streamARN();
    consumer =
        kinesis
            .registerStreamConsumer(r -> r.streamARN(stream).consumerName("reader"))
            .consumer()
            .consumerARN();
  }

  @Test
  void endsASubscriptionAfterFiveMinutes() {
    try (ShardReader reader = subscribe()) {
      put("x");
      awaitEvent(reader);
      clock.advance(Duration.ofMinutes(5).minusMillis(1));
      put("y");
      patiently().until(() -> reader.texts().contains("y"));
      assertThat(reader.isOver()).isFalse();

      clock.advance(Duration.ofMillis(1));

      patiently().until(reader::isOver);
      assertThat(reader.failure()).isNull();
      assertThat(reader.last().continuationSequenceNumber()).isNotNull();
    }
  }

  @Test
  void endsASubscriptionAfterTheTimeItIsTold() throws IOException {
    stop();
    start(KinesisEndpoint.builder().clock(clock).subscriptionTime(Duration.ofSeconds(7)));
    try (ShardReader reader = subscribe()) {
      awaitEvent(reader);

      clock.advance(Duration.ofSeconds(7));

      patiently().until(reader::isOver);
      assertThat(reader.failure()).isNull();
    }
  }

  @Test
  void letsALaterSubscriptionTakeOver() {
    try (ShardReader first = subscribe()) {
      awaitEvent(first);
      clock.advance(Duration.ofSeconds(5));

      try (ShardReader second = subscribe()) {
        patiently().until(first::isOver);
        assertThat(first.failure()).isInstanceOf(ResourceInUseException.class);
        put("x");
        patiently().until(() -> second.texts().contains("x"));
        assertThat(first.texts()).isEmpty();
      }
    }
  }

  @Test
  void refusesASubscriptionSoonAfterOneThatIsOver() throws Exception {
    ShardReader first = subscribe();
    awaitEvent(first);
    first.close();
    clock.advance(Duration.ofMillis(4_999));

    try (ShardReader second = subscribe()) {
      patiently().until(second::isOver);
      assertThat(second.failure()).isInstanceOf(ResourceInUseException.class);
    }
  }

  @Test
  void endsTheSubscriptionOfAConsumerThatIsDeregistered() {
    try (ShardReader reader = subscribe()) {
      awaitEvent(reader);

      kinesis.deregisterStreamConsumer(r -> r.consumerARN(consumer));

      patiently().until(reader::isOver);
      assertThat(reader.failure()).isInstanceOf(ResourceNotFoundException.class);
    }
  }

  @Test
  void endsTheSubscriptionToAStreamThatIsDeleted() {
    try (ShardReader reader = subscribe()) {
      awaitEvent(reader);

      kinesis.deleteStream(r -> r.streamName("s").enforceConsumerDeletion(true));

      patiently().until(reader::isOver);
      assertThat(reader.failure()).isInstanceOf(ResourceNotFoundException.class);
    }
  }

  @Test
  void doesNotCallAStreamMissingWhenTheEndpointCloses() throws IOException {
    stop();
    start(KinesisEndpoint.builder().clock(clock).directory(directory));
    try (ShardReader reader = subscribe()) {
      awaitEvent(reader);

      endpoint.close();

      patiently().until(reader::isOver);
      assertThat(reader.failure())
          .satisfiesAnyOf(
              failure -> assertThat(failure).isNull(),
              failure -> assertThat(failure).isNotInstanceOf(ResourceNotFoundException.class));
    }
  }

  @Test
  void saysThatItIsThereWhileNothingArrives() {
    try (ShardReader reader = subscribe()) {
      patiently().until(() -> reader.events().size() >= 2);

      assertThat(reader.texts()).isEmpty();
      assertThat(reader.last().continuationSequenceNumber())
          .isEqualTo(
              kinesis
                  .listShards(r -> r.streamName("s"))
                  .shards()
                  .get(0)
                  .sequenceNumberRange()
                  .startingSequenceNumber());
    }
  }

  @Test
  void sendsNoMoreThanTwoMebibytesASecond() throws IOException {
    for (int i = 0; i < 4; i++) {
      put("x".repeat(1_000_000));
      clock.advance(Duration.ofSeconds(1));
    }

    try (ShardReader reader = subscribe(ShardIteratorType.TRIM_HORIZON)) {
      // The third goes out on credit, and the fourth once that is paid off.
      patiently().until(() -> reader.texts().size() == 3);
      clock.advance(Duration.ofMillis(400));
      patiently().during(Duration.ofMillis(500)).until(() -> reader.texts().size() == 3);
      clock.advance(Duration.ofMillis(100));
      patiently().until(() -> reader.texts().size() == 4);
    }
  }

  @Test
  void letsItsThreadGoWhenTheClientIsGone() {
    ShardReader reader = subscribe();
    awaitEvent(reader);
    assertThat(subscriptionThreads()).isEqualTo(1);

    reader.close();

    patiently().until(() -> subscriptionThreads() == 0);
  }

  @Test
  void letsItsThreadGoWhenAClientReadsNothing() throws IOException {
    stop();
    start(KinesisEndpoint.builder().limits(false).subscriptionTime(Duration.ofSeconds(2)));
    for (int i = 0; i < 30; i++) {
      put("x".repeat(1_000_000));
    }
    URI uri = endpoint.uri();
    try (Socket socket = new Socket(InetAddress.getByName(uri.getHost()), uri.getPort())) {
      String body =
          "{\"ConsumerARN\":\""
              + consumer
              + "\",\"ShardId\":\""
              + SHARD
              + "\",\"StartingPosition\":{\"Type\":\"TRIM_HORIZON\"}}";
      socket
          .getOutputStream()
          .write(
              ("POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: Kinesis_20131202.SubscribeToShard\r\n"
                      + "Content-Type: application/x-amz-json-1.1\r\nContent-Length: "
                      + body.length()
                      + "\r\n\r\n"
                      + body)
                  .getBytes(UTF_8));
      InputStream answer = socket.getInputStream();
      assertThat(answer.readNBytes(12)).asString(UTF_8).isEqualTo("HTTP/1.1 200");

      patiently().until(() -> subscriptionThreads() == 0);
    }
  }

  /** Threads that are in a subscription now, of any endpoint of this JVM. */
  private static long subscriptionThreads() {
    return Thread.getAllStackTraces().values().stream()
        .filter(
            frames ->
                Stream.of(frames)
                    .anyMatch(frame -> frame.getClassName().equals(Subscription.class.getName())))
        .count();
  }

  private ShardReader subscribe() {
    return subscribe(ShardIteratorType.LATEST);
  }

  private ShardReader subscribe(ShardIteratorType from) {
    return new ShardReader(
        subscriptions, consumer, SHARD, StartingPosition.builder().type(from).build());
  }

  private void put(String data) {
    kinesis.putRecord(r -> r.streamName("s").partitionKey("k").data(SdkBytes.fromUtf8String(data)));
  }

  private static void awaitEvent(ShardReader reader) {
    patiently().until(() -> reader.last() != null);
  }

  private static ConditionFactory patiently() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }
}

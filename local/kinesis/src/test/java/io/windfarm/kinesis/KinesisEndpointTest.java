package io.windfarm.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** What this endpoint does beyond the common scenarios: limits, faults, time and restarts. */
class KinesisEndpointTest {
  private static final String SHARD = "shardId-000000000000";

  @TempDir Path directory;

  private final SteppedClock clock = new SteppedClock();
  private KinesisEndpoint endpoint;
  private KinesisClient kinesis;

  @BeforeEach
  void startInMemory() throws IOException {
    start(KinesisEndpoint.builder().clock(clock));
    endpoint.createStreamIfMissing("s", 1);
  }

  @AfterEach
  void stop() throws IOException {
    kinesis.close();
    endpoint.close();
  }

  private void start(KinesisEndpoint.Builder builder) throws IOException {
    endpoint = builder.port(0).build().start();
    kinesis = client(endpoint.uri());
  }

  private void restart(KinesisEndpoint.Builder builder) throws IOException {
    stop();
    start(builder);
  }

  /** Shows each refusal as it comes, where clients would try again. */
  static KinesisClient client(URI uri) {
    return KinesisClient.builder()
        .endpointOverride(uri)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }

  @Test
  void listensOnLoopbackUnlessToldOtherwise() {
    assertThat(endpoint.uri().getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void failsTheEntriesOfAPutThatAreBeyondAShardsThousandRecordsASecond() {
    assertThat(put(500).failedRecordCount()).isZero();
    assertThat(put(490).failedRecordCount()).isZero();

    PutRecordsResponse partly = put(20);

    assertThat(partly.failedRecordCount()).isEqualTo(10);
    assertThat(partly.records().subList(0, 10)).allMatch(entry -> entry.errorCode() == null);
    assertThat(partly.records().subList(10, 20))
        .allSatisfy(
            entry -> {
              assertThat(entry.errorCode()).isEqualTo("ProvisionedThroughputExceededException");
              assertThat(entry.errorMessage())
                  .isEqualTo(
                      "Rate exceeded for shard shardId-000000000000 in stream s under account"
                          + " 000000000000.");
              assertThat(entry.sequenceNumber()).isNull();
            });
    assertThatThrownBy(() -> putOne("x"))
        .isInstanceOf(ProvisionedThroughputExceededException.class);
    clock.advance(Duration.ofSeconds(1));
    assertThat(put(500).failedRecordCount()).isZero();
    assertThat(read(trimHorizon()).records()).hasSize(1_500);
  }

  @Test
  void refusesMoreThanAMebibyteASecondIntoAShard() {
    putOne("x".repeat(1_000_000));

    assertThatThrownBy(() -> putOne("x".repeat(100_000)))
        .isInstanceOf(ProvisionedThroughputExceededException.class);
    clock.advance(Duration.ofMillis(200));
    putOne("x".repeat(100_000));
  }

  @Test
  void refusesTheSixthReadOfAShardInASecond() {
    String iterator = trimHorizon();
    for (int i = 0; i < 5; i++) {
      iterator = read(iterator).nextShardIterator();
    }
    String last = iterator;

    assertThatThrownBy(() -> read(last)).isInstanceOf(ProvisionedThroughputExceededException.class);
    clock.advance(Duration.ofMillis(200));
    read(last);
  }

  @Test
  void letsLaterReadsWaitForALargeOne() {
    for (int i = 0; i < 6; i++) {
      putOne("x".repeat(1_000_000));
      clock.advance(Duration.ofSeconds(1));
    }
    GetRecordsResponse large = read(trimHorizon());
    assertThat(large.records()).hasSize(6);

    assertThatThrownBy(() -> read(large.nextShardIterator()))
        .isInstanceOf(ProvisionedThroughputExceededException.class);
    clock.advance(Duration.ofSeconds(2));
    assertThat(read(large.nextShardIterator()).records()).isEmpty();
  }

  @Test
  void givesAtMostTenMebibytesInARead() throws IOException {
    restart(KinesisEndpoint.builder().limits(false));
    endpoint.createStreamIfMissing("s", 1);
    for (int i = 0; i < 12; i++) {
      putOne("x".repeat(1_000_000));
    }

    GetRecordsResponse first = read(trimHorizon());

    assertThat(first.records()).hasSize(10);
    assertThat(read(first.nextShardIterator()).records()).hasSize(2);
  }

  @Test
  void takesAnyRateWithLimitsOff() throws IOException {
    restart(KinesisEndpoint.builder().clock(clock).limits(false));
    endpoint.createStreamIfMissing("s", 1);

    for (int i = 0; i < 5; i++) {
      assertThat(put(500).failedRecordCount()).isZero();
    }

    assertThat(read(trimHorizon()).records()).hasSize(2_500);
  }

  @Test
  void failsTheAskedShareOfEntriesAndTheSameOnesForTheSameSeed() {
    endpoint.faults().seed(7).failEntries(0.3);
    List<String> first = errors(put(300));
    endpoint.faults().seed(7);
    List<String> again = errors(put(300));
    endpoint.faults().clear();

    assertThat(again).isEqualTo(first);
    long failed = first.stream().filter(code -> !code.isEmpty()).count();
    assertThat(failed).isBetween(60L, 120L);
    assertThat(first).containsOnly("", "InternalFailure");
    assertThat(read(trimHorizon()).records()).hasSize((int) (600 - 2 * failed));
    assertThat(put(100).failedRecordCount()).isZero();
  }

  @Test
  void throttlesWhileToldTo() {
    String iterator = trimHorizon();
    endpoint.faults().throttle(true);

    assertThatThrownBy(() -> putOne("x"))
        .isInstanceOf(ProvisionedThroughputExceededException.class);
    assertThat(put(3).failedRecordCount()).isEqualTo(3);
    assertThatThrownBy(() -> read(iterator))
        .isInstanceOf(ProvisionedThroughputExceededException.class);
    endpoint.faults().throttle(false);
    putOne("x");
    assertThat(read(iterator).records()).hasSize(1);
  }

  @Test
  void answersLaterThanAnImpatientClientWaits() {
    endpoint.faults().latency(Duration.ofHours(1));
    try (KinesisClient impatient =
        KinesisClient.builder()
            .endpointOverride(endpoint.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().socketTimeout(Duration.ofMillis(100)))
            .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build()) {
      assertThatThrownBy(impatient::listStreams).isInstanceOf(SdkClientException.class);
    }
    endpoint.faults().latency(Duration.ZERO);
    assertThat(kinesis.listStreams().streamNames()).containsExactly("s");
  }

  @Test
  void expiresAnIteratorAfterFiveMinutes() {
    String iterator = trimHorizon();
    clock.advance(Duration.ofMinutes(5));
    read(iterator);
    clock.advance(Duration.ofMillis(1));

    assertThatThrownBy(() -> read(iterator))
        .isInstanceOf(ExpiredIteratorException.class)
        .hasMessageContaining("Iterator expired");
  }

  @Test
  void expiresAllIteratorsWhenToldTo() {
    String iterator = trimHorizon();

    endpoint.faults().expireIterators();

    assertThatThrownBy(() -> read(iterator)).isInstanceOf(ExpiredIteratorException.class);
    read(trimHorizon());
  }

  @Test
  void doesNotReadAStreamWithAnIteratorOfItsPredecessor() {
    String iterator = trimHorizon();
    kinesis.deleteStream(r -> r.streamName("s"));
    clock.advance(Duration.ofSeconds(1));
    kinesis.createStream(r -> r.streamName("s").shardCount(1));

    assertThatThrownBy(() -> read(iterator)).isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void saysHowFarBehindAReaderIs() {
    putOne("1");
    putOne("2");
    clock.advance(Duration.ofSeconds(30));

    GetRecordsResponse first = kinesis.getRecords(r -> r.shardIterator(trimHorizon()).limit(1));

    assertThat(first.millisBehindLatest()).isEqualTo(30_000);
    assertThat(read(first.nextShardIterator()).millisBehindLatest()).isZero();
  }

  @Test
  void forgetsRecordsAndClosedShardsAfterRetention() {
    putOne("old");
    kinesis.splitShard(
        r -> r.streamName("s").shardToSplit(SHARD).newStartingHashKey("1" + "0".repeat(30)));
    clock.advance(Duration.ofHours(20));
    assertThat(shardIds()).hasSize(3);
    assertThat(texts(read(trimHorizon()))).containsExactly("old");
    String child = putOne("young");
    clock.advance(Duration.ofHours(5));

    assertThat(shardIds()).hasSize(2).contains(child);
    assertThat(texts(read(iterator(child, ShardIteratorType.TRIM_HORIZON))))
        .containsExactly("young");
  }

  @Test
  void startsAnIteratorOfATrimmedRecordAtTheTrimHorizon() {
    String trimmed =
        kinesis
            .putRecord(
                r -> r.streamName("s").partitionKey("k").data(SdkBytes.fromUtf8String("old")))
            .sequenceNumber();
    clock.advance(Duration.ofHours(25));
    putOne("new");

    String iterator =
        kinesis
            .getShardIterator(
                r ->
                    r.streamName("s")
                        .shardId(SHARD)
                        .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                        .startingSequenceNumber(trimmed))
            .shardIterator();

    assertThat(texts(read(iterator))).containsExactly("new");
  }

  @Test
  void keepsEverythingOverARestart() throws IOException {
    KinesisEndpoint.Builder kept = KinesisEndpoint.builder().clock(clock).directory(directory);
    restart(kept);
    endpoint.createStreamIfMissing("s", 1);
    putOne("before");
    String reading = read(trimHorizon()).nextShardIterator();
    kinesis.addTagsToStream(r -> r.streamName("s").tags(Map.of("farm", "A")));
    kinesis.createStream(r -> r.streamName("..").shardCount(2));
    kinesis.createStream(r -> r.streamName("gone").shardCount(2));
    kinesis.deleteStream(r -> r.streamName("gone"));

    restart(kept);

    assertThat(kinesis.listStreams().streamNames()).containsExactly("..", "s");
    assertThat(kinesis.listTagsForStream(r -> r.streamName("s")).tags()).hasSize(1);
    assertThat(texts(read(trimHorizon()))).containsExactly("before");
    putOne("after");
    assertThat(texts(read(reading))).containsExactly("after");
    List<String> numbers =
        read(trimHorizon()).records().stream().map(Record::sequenceNumber).toList();
    assertThat(numbers).hasSize(2).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void keepsClosedShardsOverARestart() throws IOException {
    KinesisEndpoint.Builder kept = KinesisEndpoint.builder().clock(clock).directory(directory);
    restart(kept);
    endpoint.createStreamIfMissing("s", 1);
    putOne("parent");
    kinesis.splitShard(
        r -> r.streamName("s").shardToSplit(SHARD).newStartingHashKey("1" + "0".repeat(30)));
    List<Shard> before = kinesis.listShards(r -> r.streamName("s")).shards();

    restart(kept);

    assertThat(kinesis.listShards(r -> r.streamName("s")).shards()).isEqualTo(before);
    GetRecordsResponse end = read(trimHorizon());
    assertThat(texts(end)).containsExactly("parent");
    assertThat(end.nextShardIterator()).isNull();
    assertThat(end.childShards()).hasSize(2);
  }

  @Test
  void doesNotShareItsDirectory() throws IOException {
    restart(KinesisEndpoint.builder().directory(directory));

    assertThatThrownBy(() -> KinesisEndpoint.builder().directory(directory).build().start())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Another Kinesis endpoint");
  }

  @Test
  void saysWhichPortIsTaken() {
    assertThatThrownBy(
            () -> KinesisEndpoint.builder().port(endpoint.uri().getPort()).build().start())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(String.valueOf(endpoint.uri().getPort()));
  }

  @Test
  void refusesMoreShardsThanTheAccountMayHave() {
    assertThatThrownBy(() -> kinesis.createStream(r -> r.streamName("large").shardCount(500)))
        .hasMessageContaining("exceed the shard limit");
  }

  @Test
  void saysHowToTurnCborOff() throws Exception {
    HttpResponse<String> answer = post("PutRecord", "application/x-amz-cbor-1.1", "\u00a0");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-amz-cbor-1.1");
    assertThat(answer.body())
        .contains("PutRecord", "-Daws.cborEnabled=false", "AWS_CBOR_DISABLE")
        .contains("-Dorg.apache.flink.kinesis.shaded.com.amazonaws.sdk.disableCbor=true");
  }

  @Test
  void namesTheOperationThatItDoesNotSupport() throws Exception {
    HttpResponse<String> answer =
        post("StartStreamEncryption", "application/x-amz-json-1.1", "{\"StreamName\":\"s\"}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("x-amzn-ErrorType"))
        .contains("UnknownOperationException");
    assertThat(answer.body())
        .isEqualTo(
            "{\"__type\":\"UnknownOperationException\",\"message\":\"StartStreamEncryption is not"
                + " supported by this endpoint.\"}");
  }

  @Test
  void refusesWhatIsNotARequest() throws Exception {
    List<String> bodies =
        List.of(
            "{",
            "[]",
            "null",
            "[".repeat(100_000),
            "{\"StreamName\":7}",
            "{\"StreamName\":\"s\",\"PartitionKey\":\"k\",\"Data\":\"not base64!\"}",
            "{\"StreamName\":\"s\",\"PartitionKey\":7,\"Data\":\"\"}",
            "{\"StreamName\":\"../../x\",\"PartitionKey\":\"k\",\"Data\":\"\"}",
            "{\"StreamARN\":\"arn:x\",\"PartitionKey\":\"k\",\"Data\":\"\"}",
            "{\"StreamName\":\"s\",\"PartitionKey\":\"k\",\"Data\":\"\",\"ExplicitHashKey\":\"-1\"}",
            "{\"StreamName\":\"s\",\"PartitionKey\":\"k\",\"Data\":\"\",\"ExplicitHashKey\":\""
                + HashKeyRange.LARGEST.add(BigInteger.ONE)
                + "\"}");

    for (String body : bodies) {
      HttpResponse<String> answer = post("PutRecord", "application/x-amz-json-1.1", body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(answer.body()).as(body).startsWith("{\"__type\":\"");
    }
    assertThat(read(trimHorizon()).records()).isEmpty();
  }

  private HttpResponse<String> post(String operation, String type, String body)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(endpoint.uri())
                .header("X-Amz-Target", "Kinesis_20131202." + operation)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  private PutRecordsResponse put(int count) {
    List<PutRecordsRequestEntry> entries = new ArrayList<>();
    IntStream.range(0, count)
        .forEach(
            i ->
                entries.add(
                    PutRecordsRequestEntry.builder()
                        .partitionKey("k")
                        .data(SdkBytes.fromUtf8String("x"))
                        .build()));
    return kinesis.putRecords(r -> r.streamName("s").records(entries));
  }

  private String putOne(String data) {
    return kinesis
        .putRecord(r -> r.streamName("s").partitionKey("k").data(SdkBytes.fromUtf8String(data)))
        .shardId();
  }

  private static List<String> errors(PutRecordsResponse response) {
    return response.records().stream()
        .map(PutRecordsResultEntry::errorCode)
        .map(code -> code == null ? "" : code)
        .toList();
  }

  private String trimHorizon() {
    return iterator(SHARD, ShardIteratorType.TRIM_HORIZON);
  }

  private String iterator(String shard, ShardIteratorType type) {
    return kinesis
        .getShardIterator(r -> r.streamName("s").shardId(shard).shardIteratorType(type))
        .shardIterator();
  }

  private GetRecordsResponse read(String iterator) {
    return kinesis.getRecords(r -> r.shardIterator(iterator));
  }

  private List<String> shardIds() {
    return kinesis.listShards(r -> r.streamName("s")).shards().stream()
        .map(Shard::shardId)
        .toList();
  }

  private static List<String> texts(GetRecordsResponse response) {
    return response.records().stream().map(record -> record.data().asUtf8String()).toList();
  }
}

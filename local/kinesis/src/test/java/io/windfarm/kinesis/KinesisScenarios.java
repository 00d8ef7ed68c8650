package io.windfarm.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.StreamDescription;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/**
 * What a client of Kinesis may rely on, told through the AWS SDK alone, so that the same scenarios
 * run against any endpoint. Each test has a stream of its own.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class KinesisScenarios {
  private static final BigInteger KEYS = BigInteger.ONE.shiftLeft(128);

  private KinesisClient kinesis;
  private KinesisAsyncClient subscriptions;
  private String stream;
  private Duration patience;

  /** Starts the endpoint to test, once for the class. */
  abstract URI startEndpoint() throws Exception;

  @BeforeAll
  void connect() throws Exception {
    URI endpoint = startEndpoint();
    kinesis = client(endpoint);
    subscriptions = ShardReader.client(endpoint);
  }

  @AfterAll
  void disconnect() {
    if (kinesis != null) {
      subscriptions.close();
      kinesis.close();
    }
  }

  @BeforeEach
  void nameStream() {
    waitFor(Duration.ofSeconds(60));
    stream = "scenario-" + UUID.randomUUID();
  }

  /** How long to wait for what a subscription must bring; for the current test alone. */
  final void waitFor(Duration most) {
    patience = most;
  }

  @AfterEach
  void deleteStream() {
    if (kinesis.listStreams(r -> r.limit(1000)).streamNames().contains(stream)) {
      kinesis.deleteStream(r -> r.streamName(stream).enforceConsumerDeletion(true));
    }
  }

  static KinesisClient client(URI endpoint) {
    return KinesisClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        // The SDK's 10 s for Kinesis are short on a busy machine.
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofMinutes(1)))
        .build();
  }

  @Test
  void createsAStreamWithShardsThatCoverAllHashKeys() {
    create(3);

    StreamDescription description =
        kinesis.describeStream(r -> r.streamName(stream)).streamDescription();

    assertThat(description.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
    assertThat(description.streamARN()).endsWith(":stream/" + stream);
    assertThat(description.retentionPeriodHours()).isEqualTo(24);
    assertThat(description.hasMoreShards()).isFalse();
    assertThat(description.shards())
        .extracting(Shard::shardId)
        .containsExactly("shardId-000000000000", "shardId-000000000001", "shardId-000000000002");
    assertCoversAllHashKeys(description.shards());
    assertThat(description.shards())
        .allSatisfy(
            shard -> {
              assertThat(shard.sequenceNumberRange().startingSequenceNumber()).matches("49\\d{54}");
              assertThat(shard.sequenceNumberRange().endingSequenceNumber()).isNull();
            });
  }

  @Test
  void createsAnOnDemandStreamWithFourShards() {
    kinesis.createStream(
        r -> r.streamName(stream).streamModeDetails(m -> m.streamMode(StreamMode.ON_DEMAND)));
    awaitActive();

    StreamDescriptionSummary summary = summary();

    assertThat(summary.streamModeDetails().streamMode()).isEqualTo(StreamMode.ON_DEMAND);
    assertThat(summary.openShardCount()).isEqualTo(4);
  }

  @Test
  void refusesASecondStreamOfTheSameName() {
    create(1);

    assertThatThrownBy(() -> kinesis.createStream(r -> r.streamName(stream).shardCount(1)))
        .isInstanceOf(ResourceInUseException.class)
        .hasMessageContaining(stream);
  }

  @Test
  void listsTheStreamByName() {
    create(1);

    assertThat(kinesis.listStreams(r -> r.limit(1000)).streamNames()).contains(stream);
  }

  @Test
  void forgetsADeletedStreamAndItsRecords() {
    create(1);
    put("A-001", "old");
    kinesis.deleteStream(r -> r.streamName(stream));
    Awaitility.await()
        .until(() -> !kinesis.listStreams(r -> r.limit(1000)).streamNames().contains(stream));

    create(1);

    assertThat(readAll(shards().get(0))).isEmpty();
  }

  @Test
  void namesTheMissingStreamInEveryError() {
    List<Runnable> calls =
        List.of(
            () -> kinesis.describeStream(r -> r.streamName(stream)),
            () -> kinesis.describeStreamSummary(r -> r.streamName(stream)),
            () -> kinesis.listShards(r -> r.streamName(stream)),
            () -> kinesis.deleteStream(r -> r.streamName(stream)),
            () -> put("A-001", "x"),
            () -> putAll(List.of(entry("A-001", "x"))),
            () ->
                kinesis.getShardIterator(
                    r ->
                        r.streamName(stream)
                            .shardId("shardId-000000000000")
                            .shardIteratorType(ShardIteratorType.LATEST)));

    assertThat(calls)
        .allSatisfy(
            call ->
                assertThatThrownBy(call::run)
                    .isInstanceOf(ResourceNotFoundException.class)
                    .hasMessageContaining(stream));
  }

  @Test
  void refusesAnIteratorThatIsNone() {
    assertThatThrownBy(() -> kinesis.getRecords(r -> r.shardIterator("AAAAAAAAAAE=")))
        .isInstanceOf(InvalidArgumentException.class);
  }

  @Test
  void refusesAShardThatIsNotThere() {
    create(1);

    assertThatThrownBy(
            () ->
                kinesis.getShardIterator(
                    r ->
                        r.streamName(stream)
                            .shardId("shardId-000000000009")
                            .shardIteratorType(ShardIteratorType.LATEST)))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("shardId-000000000009");
  }

  @Test
  void givesBackEachKeysRecordsInTheOrderTheyWerePut() {
    create(4);
    List<PutRecordsRequestEntry> entries = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      entries.add(entry("T-" + i % 20, Integer.toString(i)));
    }
    assertThat(putAll(entries).failedRecordCount()).isZero();
    for (int i = 200; i < 220; i++) {
      put("T-" + i % 20, Integer.toString(i));
    }

    Map<String, List<Integer>> byKey = new HashMap<>();
    for (Shard shard : shards()) {
      for (Record record : readAll(shard)) {
        byKey
            .computeIfAbsent(record.partitionKey(), key -> new ArrayList<>())
            .add(Integer.valueOf(record.data().asUtf8String()));
      }
    }

    assertThat(byKey).hasSize(20);
    assertThat(byKey.values()).allSatisfy(values -> assertThat(values).hasSize(11).isSorted());
  }

  @Test
  void numbersRecordsUpwardsInsideTheirShard() {
    create(1);
    List<String> put = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      put.add(put("A-001", "x" + i).sequenceNumber());
    }

    List<String> read = readAll(shards().get(0)).stream().map(Record::sequenceNumber).toList();

    assertThat(read).isEqualTo(put).allMatch(number -> number.matches("49\\d{54}"));
    assertThat(read.stream().map(BigInteger::new).toList())
        .isSortedAccordingTo(Comparator.naturalOrder())
        .doesNotHaveDuplicates();
    assertThat(new BigInteger(read.get(0)))
        .isGreaterThan(
            new BigInteger(shards().get(0).sequenceNumberRange().startingSequenceNumber()));
  }

  @Test
  void keepsBytesAndTheArrivalTimeOfARecord() {
    create(1);
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    Instant before = Instant.now().minusSeconds(2);

    kinesis.putRecord(
        r -> r.streamName(stream).partitionKey("Türme-ö").data(SdkBytes.fromByteArray(bytes)));

    Record record = readAll(shards().get(0)).get(0);
    assertThat(record.data().asByteArray()).isEqualTo(bytes);
    assertThat(record.partitionKey()).isEqualTo("Türme-ö");
    assertThat(record.approximateArrivalTimestamp())
        .isBetween(before, Instant.now().plusSeconds(2));
  }

  @Test
  void sendsAnExplicitHashKeyToTheShardThatOwnsIt() {
    create(4);

    for (Shard shard : shards()) {
      PutRecordResponse first =
          kinesis.putRecord(
              r ->
                  r.streamName(stream)
                      .partitionKey("any")
                      .explicitHashKey(shard.hashKeyRange().startingHashKey())
                      .data(SdkBytes.fromUtf8String("x")));
      PutRecordsResponse last =
          putAll(
              List.of(
                  entry("any", "y").toBuilder()
                      .explicitHashKey(shard.hashKeyRange().endingHashKey())
                      .build()));
      assertThat(first.shardId()).isEqualTo(shard.shardId());
      assertThat(last.records().get(0).shardId()).isEqualTo(shard.shardId());
    }
  }

  @Test
  void findsTheShardOfAKeyByItsMd5() {
    create(2);

    // MD5("A") is 7fc56270…, MD5("B") is 9d5ed678…: the lower and the upper half.
    assertThat(put("A", "x").shardId()).isEqualTo("shardId-000000000000");
    assertThat(put("B", "x").shardId()).isEqualTo("shardId-000000000001");
  }

  @Test
  void refusesMoreThanFiveHundredEntries() {
    create(1);
    List<PutRecordsRequestEntry> entries =
        IntStream.range(0, 501).mapToObj(i -> entry("k" + i, "x")).toList();

    assertThatThrownBy(() -> putAll(entries))
        .isInstanceOf(KinesisException.class)
        .hasMessageContaining("500");
    assertThat(readAll(shards().get(0))).isEmpty();
  }

  @Test
  void refusesAPutOfMoreThanFiveMegabytes() {
    create(1);
    String large = "x".repeat(1_000_000);
    List<PutRecordsRequestEntry> entries =
        IntStream.range(0, 6).mapToObj(i -> entry("k" + i, large)).toList();

    assertThatThrownBy(() -> putAll(entries)).isInstanceOf(KinesisException.class);
  }

  @Test
  void refusesARecordOfMoreThanAMebibyte() {
    create(1);

    assertThatThrownBy(() -> put("k", "x".repeat((1 << 20) + 1)))
        .isInstanceOf(KinesisException.class);
  }

  @Test
  void refusesAKeyOfMoreThan256Characters() {
    create(1);

    assertThatThrownBy(() -> put("k".repeat(257), "x")).isInstanceOf(KinesisException.class);
    assertThat(put("k".repeat(256), "x").shardId()).isNotEmpty();
  }

  @Test
  void readsFromEachKindOfIterator() {
    create(1);
    String shard = shards().get(0).shardId();
    put("k", "one");
    String second = put("k", "two").sequenceNumber();
    put("k", "three");

    assertThat(read(iterator(shard, ShardIteratorType.TRIM_HORIZON, null)))
        .containsExactly("one", "two", "three");
    assertThat(read(iterator(shard, ShardIteratorType.AT_SEQUENCE_NUMBER, second)))
        .containsExactly("two", "three");
    assertThat(read(iterator(shard, ShardIteratorType.AFTER_SEQUENCE_NUMBER, second)))
        .containsExactly("three");
    String latest = iterator(shard, ShardIteratorType.LATEST, null);
    put("k", "four");
    assertThat(read(latest)).containsExactly("four");
  }

  @Test
  void readsFromATimestamp() {
    create(1);
    Shard shard = shards().get(0);
    put("k", "early");
    Instant early = readAll(shard).get(0).approximateArrivalTimestamp();
    // The next record must arrive at a later millisecond than the first.
    Awaitility.await().until(() -> Instant.now().isAfter(early.plusMillis(50)));
    put("k", "late");
    Instant late = readAll(shard).get(1).approximateArrivalTimestamp();

    assertThat(read(iteratorAt(shard, early))).containsExactly("early", "late");
    assertThat(read(iteratorAt(shard, late))).containsExactly("late");
    assertThat(read(iteratorAt(shard, early.minusSeconds(3600)))).containsExactly("early", "late");
  }

  @Test
  void refusesATimestampInTheFuture() {
    create(1);
    Shard shard = shards().get(0);

    assertThatThrownBy(() -> iteratorAt(shard, Instant.now().plusSeconds(3600)))
        .isInstanceOf(InvalidArgumentException.class);
  }

  @Test
  void refusesASequenceNumberOfNoShard() {
    create(1);
    String shard = shards().get(0).shardId();

    assertThatThrownBy(() -> iterator(shard, ShardIteratorType.AT_SEQUENCE_NUMBER, "12345"))
        .isInstanceOf(KinesisException.class);
  }

  @Test
  void readsOnWhereTheLastReadEnded() {
    create(1);
    String shard = shards().get(0).shardId();
    for (int i = 0; i < 7; i++) {
      put("k", Integer.toString(i));
    }

    GetRecordsResponse first = get(iterator(shard, ShardIteratorType.TRIM_HORIZON, null), 5);
    GetRecordsResponse second = get(first.nextShardIterator(), 5);
    GetRecordsResponse third = get(second.nextShardIterator(), 5);

    assertThat(texts(first)).containsExactly("0", "1", "2", "3", "4");
    assertThat(texts(second)).containsExactly("5", "6");
    assertThat(second.millisBehindLatest()).isZero();
    assertThat(third.records()).isEmpty();
    assertThat(third.nextShardIterator()).isNotEmpty();
  }

  @Test
  void takesTheArnInPlaceOfTheName() {
    create(1);
    String arn = summary().streamARN();
    kinesis.putRecord(
        r -> r.streamARN(arn).partitionKey("k").data(SdkBytes.fromUtf8String("by arn")));
    Shard shard = kinesis.listShards(r -> r.streamARN(arn)).shards().get(0);
    String iterator =
        kinesis
            .getShardIterator(
                r ->
                    r.streamARN(arn)
                        .shardId(shard.shardId())
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();

    GetRecordsResponse records = kinesis.getRecords(r -> r.streamARN(arn).shardIterator(iterator));

    assertThat(texts(records)).containsExactly("by arn");
    assertThat(kinesis.describeStream(r -> r.streamARN(arn)).streamDescription().streamName())
        .isEqualTo(stream);
  }

  @Test
  void endsASplitShardAndNamesItsChildren() {
    create(1);
    Shard parent = shards().get(0);
    put("k", "before");
    String middle = KEYS.shiftRight(1).toString();

    kinesis.splitShard(
        r -> r.streamName(stream).shardToSplit(parent.shardId()).newStartingHashKey(middle));
    awaitActive();
    put("A", "after");
    put("B", "after");

    Map<String, Shard> shards = shardsById();
    assertThat(shards).hasSize(3);
    assertThat(shards.get(parent.shardId()).sequenceNumberRange().endingSequenceNumber())
        .isNotNull();
    Shard low = shards.get("shardId-000000000001");
    Shard high = shards.get("shardId-000000000002");
    assertThat(List.of(low, high))
        .allMatch(child -> child.parentShardId().equals(parent.shardId()))
        .allMatch(child -> child.adjacentParentShardId() == null);
    assertThat(high.hashKeyRange().startingHashKey()).isEqualTo(middle);
    assertCoversAllHashKeys(List.of(low, high));

    GetRecordsResponse end = readToEnd(parent.shardId());
    assertThat(texts(end)).containsExactly("before");
    assertThat(end.nextShardIterator()).isNull();
    assertThat(end.childShards())
        .extracting(child -> child.shardId())
        .containsExactlyInAnyOrder(low.shardId(), high.shardId());
    assertThat(texts(readAll(low))).containsExactly("after");
    assertThat(texts(readAll(high))).containsExactly("after");
  }

  @Test
  void numbersTheEndOfAShardAboveItsRecords() {
    create(1);
    BigInteger last = new BigInteger(put("k", "x").sequenceNumber());

    kinesis.splitShard(
        r ->
            r.streamName(stream)
                .shardToSplit("shardId-000000000000")
                .newStartingHashKey(KEYS.shiftRight(1).toString()));
    awaitActive();

    String end = shards().get(0).sequenceNumberRange().endingSequenceNumber();
    assertThat(end).matches("49\\d{54}");
    assertThat(new BigInteger(end)).isGreaterThan(last);
  }

  @Test
  void mergesTwoAdjacentShardsIntoOne() {
    create(2);
    put("A", "low");
    put("B", "high");

    kinesis.mergeShards(
        r ->
            r.streamName(stream)
                .shardToMerge("shardId-000000000000")
                .adjacentShardToMerge("shardId-000000000001"));
    awaitActive();
    put("A", "merged");

    Shard merged = shardsById().get("shardId-000000000002");
    assertThat(merged.parentShardId()).isEqualTo("shardId-000000000000");
    assertThat(merged.adjacentParentShardId()).isEqualTo("shardId-000000000001");
    assertCoversAllHashKeys(List.of(merged));
    assertThat(texts(readToEnd("shardId-000000000000"))).containsExactly("low");
    GetRecordsResponse end = readToEnd("shardId-000000000001");
    assertThat(texts(end)).containsExactly("high");
    assertThat(end.childShards().get(0).parentShards())
        .containsExactlyInAnyOrder("shardId-000000000000", "shardId-000000000001");
    assertThat(texts(readAll(merged))).containsExactly("merged");
  }

  @Test
  void refusesToMergeShardsThatDoNotTouch() {
    create(3);

    assertThatThrownBy(
            () ->
                kinesis.mergeShards(
                    r ->
                        r.streamName(stream)
                            .shardToMerge("shardId-000000000000")
                            .adjacentShardToMerge("shardId-000000000002")))
        .isInstanceOf(InvalidArgumentException.class);
  }

  @Test
  void refusesToSplitAClosedShard() {
    create(1);
    String middle = KEYS.shiftRight(1).toString();
    kinesis.splitShard(
        r -> r.streamName(stream).shardToSplit("shardId-000000000000").newStartingHashKey(middle));
    awaitActive();

    assertThatThrownBy(
            () ->
                kinesis.splitShard(
                    r ->
                        r.streamName(stream)
                            .shardToSplit("shardId-000000000000")
                            .newStartingHashKey(middle)))
        .isInstanceOf(KinesisException.class);
  }

  @Test
  void keepsEachKeysOrderAcrossAChangeOfTheShardCount() {
    create(2);
    putNumbers(0);
    scale(4);
    putNumbers(100);
    scale(3);
    putNumbers(200);

    assertThat(summary().openShardCount()).isEqualTo(3);
    assertCoversAllHashKeys(
        shards().stream()
            .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
            .toList());
    Map<String, List<Integer>> byKey = readParentsBeforeChildren();
    assertThat(byKey).hasSize(10);
    assertThat(byKey.values())
        .allSatisfy(values -> assertThat(values).hasSize(30).isSorted().doesNotHaveDuplicates());
  }

  @Test
  void refusesToMoreThanDoubleTheShardCount() {
    create(2);

    assertThatThrownBy(() -> scale(5)).isInstanceOf(KinesisException.class);
    assertThat(summary().openShardCount()).isEqualTo(2);
  }

  @Test
  void listsShardsPageByPage() {
    create(5);

    ListShardsResponse first = kinesis.listShards(r -> r.streamName(stream).maxResults(3));
    ListShardsResponse second = kinesis.listShards(r -> r.nextToken(first.nextToken()));

    assertThat(first.shards()).hasSize(3);
    assertThat(second.shards()).hasSize(2);
    assertThat(second.nextToken()).isNull();
    assertThat(
            kinesis
                .listShards(r -> r.streamName(stream).exclusiveStartShardId("shardId-000000000002"))
                .shards())
        .hasSize(2);
  }

  @Test
  void listsOnlyOpenShardsAtLatest() {
    create(1);
    kinesis.splitShard(
        r ->
            r.streamName(stream)
                .shardToSplit("shardId-000000000000")
                .newStartingHashKey(KEYS.shiftRight(1).toString()));
    awaitActive();

    assertThat(listed(ShardFilterType.AT_LATEST))
        .containsExactly("shardId-000000000001", "shardId-000000000002");
    assertThat(listed(ShardFilterType.AT_TRIM_HORIZON)).contains("shardId-000000000000");
    assertThat(listed(ShardFilterType.FROM_TRIM_HORIZON))
        .containsExactly("shardId-000000000000", "shardId-000000000001", "shardId-000000000002");
  }

  @Test
  void makesRetentionLongerAndShorter() {
    create(1);

    kinesis.increaseStreamRetentionPeriod(r -> r.streamName(stream).retentionPeriodHours(48));
    assertThat(summary().retentionPeriodHours()).isEqualTo(48);
    kinesis.decreaseStreamRetentionPeriod(r -> r.streamName(stream).retentionPeriodHours(24));
    assertThat(summary().retentionPeriodHours()).isEqualTo(24);
    assertThatThrownBy(
            () ->
                kinesis.decreaseStreamRetentionPeriod(
                    r -> r.streamName(stream).retentionPeriodHours(23)))
        .isInstanceOf(InvalidArgumentException.class);
  }

  @Test
  void keepsTags() {
    create(1);

    kinesis.addTagsToStream(r -> r.streamName(stream).tags(Map.of("farm", "A", "team", "wind")));
    kinesis.removeTagsFromStream(r -> r.streamName(stream).tagKeys("team"));

    assertThat(kinesis.listTagsForStream(r -> r.streamName(stream)).tags())
        .singleElement()
        .satisfies(
            tag -> {
              assertThat(tag.key()).isEqualTo("farm");
              assertThat(tag.value()).isEqualTo("A");
            });
  }

  @Test
  void registersAndForgetsAConsumer() {
    create(1);
    String arn = summary().streamARN();

    String consumer =
        kinesis
            .registerStreamConsumer(r -> r.streamARN(arn).consumerName("flink"))
            .consumer()
            .consumerARN();
    Awaitility.await()
        .until(
            () ->
                kinesis
                        .describeStreamConsumer(r -> r.consumerARN(consumer))
                        .consumerDescription()
                        .consumerStatus()
                    == ConsumerStatus.ACTIVE);

    assertThat(consumer).startsWith(arn + "/consumer/flink:");
    assertThat(kinesis.listStreamConsumers(r -> r.streamARN(arn)).consumers())
        .extracting(c -> c.consumerName())
        .containsExactly("flink");
    kinesis.deregisterStreamConsumer(r -> r.consumerARN(consumer));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(kinesis.listStreamConsumers(r -> r.streamARN(arn)).consumers())
                    .isEmpty());
  }

  @Test
  void sendsRecordsToASubscriberAsTheyArrive() throws Exception {
    create(1);
    String first = put("k", "first").sequenceNumber();

    try (ShardReader reader =
        subscribe(firstShard(), p -> p.type(ShardIteratorType.TRIM_HORIZON))) {
      awaitTexts(reader, "first");
      Record record = reader.events().get(0).records().get(0);
      assertThat(record.sequenceNumber()).isEqualTo(first);
      assertThat(record.partitionKey()).isEqualTo("k");
      assertThat(record.approximateArrivalTimestamp())
          .isEqualTo(readAll(shards().get(0)).get(0).approximateArrivalTimestamp());
      put("k", "second");
      awaitTexts(reader, "first", "second");
      assertThat(reader.last().millisBehindLatest()).isZero();
      assertThat(reader.isOver()).isFalse();
    }
  }

  @Test
  void subscribesFromEachKindOfPosition() throws Exception {
    create(1);
    put("k", "one");
    Record one = readAll(shards().get(0)).get(0);
    // The next record must arrive at a later millisecond than the first.
    Awaitility.await()
        .until(() -> Instant.now().isAfter(one.approximateArrivalTimestamp().plusMillis(50)));
    String two = put("k", "two").sequenceNumber();
    Instant arrived = readAll(shards().get(0)).get(1).approximateArrivalTimestamp();

    try (ShardReader horizon =
            subscribe(firstShard(), p -> p.type(ShardIteratorType.TRIM_HORIZON));
        ShardReader at =
            subscribe(
                firstShard(),
                p -> p.type(ShardIteratorType.AT_SEQUENCE_NUMBER).sequenceNumber(two));
        ShardReader after =
            subscribe(
                firstShard(),
                p -> p.type(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(two));
        ShardReader time =
            subscribe(
                firstShard(), p -> p.type(ShardIteratorType.AT_TIMESTAMP).timestamp(arrived));
        ShardReader latest = subscribe(firstShard(), p -> p.type(ShardIteratorType.LATEST))) {
      Awaitility.await().atMost(patience).until(() -> latest.last() != null);
      put("k", "three");

      awaitTexts(horizon, "one", "two", "three");
      awaitTexts(at, "two", "three");
      awaitTexts(after, "three");
      awaitTexts(time, "two", "three");
      awaitTexts(latest, "three");
    }
  }

  @Test
  void resumesASubscriptionAfterTheNumberThatTheLastEventNames() throws Exception {
    create(1);
    put("k", "read");
    String reached;
    try (ShardReader reader =
        subscribe(firstShard(), p -> p.type(ShardIteratorType.TRIM_HORIZON))) {
      awaitTexts(reader, "read");
      reached = reader.last().continuationSequenceNumber();
    }
    put("k", "not read yet");

    try (ShardReader reader =
        subscribe(
            firstShard(),
            p -> p.type(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(reached))) {
      awaitTexts(reader, "not read yet");
    }
  }

  @Test
  void endsTheSubscriptionOfASplitShardAndNamesItsChildren() throws Exception {
    create(1);
    put("k", "before");
    try (ShardReader reader =
        subscribe(firstShard(), p -> p.type(ShardIteratorType.TRIM_HORIZON))) {
      awaitTexts(reader, "before");

      kinesis.splitShard(
          r ->
              r.streamName(stream)
                  .shardToSplit(firstShard())
                  .newStartingHashKey(KEYS.shiftRight(1).toString()));

      Awaitility.await().atMost(patience).until(reader::isOver);
      assertThat(reader.failure()).isNull();
      assertThat(reader.texts()).containsExactly("before");
      assertThat(reader.last().continuationSequenceNumber()).isNull();
      assertThat(reader.last().childShards())
          .extracting(child -> child.shardId())
          .containsExactlyInAnyOrder("shardId-000000000001", "shardId-000000000002");
    }
  }

  @Test
  void refusesASubscriptionOfAConsumerThatIsNotRegistered() throws Exception {
    create(1);
    String missing = summary().streamARN() + "/consumer/nobody:1700000000";

    try (ShardReader reader =
        new ShardReader(subscriptions, missing, firstShard(), trimHorizonPosition())) {
      Awaitility.await().atMost(patience).until(reader::isOver);
      assertThat(reader.failure()).isInstanceOf(ResourceNotFoundException.class);
    }
  }

  @Test
  void refusesASubscriptionToAShardThatIsNotThere() throws Exception {
    create(1);

    try (ShardReader reader =
        subscribe("shardId-000000000009", p -> p.type(ShardIteratorType.LATEST))) {
      Awaitility.await().atMost(patience).until(reader::isOver);
      assertThat(reader.failure()).isInstanceOf(ResourceNotFoundException.class);
    }
  }

  @Test
  void refusesASecondSubscriptionWithinFiveSeconds() throws Exception {
    create(1);
    put("k", "x");
    String consumer = registerConsumer();

    try (ShardReader first =
        new ShardReader(subscriptions, consumer, firstShard(), trimHorizonPosition())) {
      awaitTexts(first, "x");
      try (ShardReader second =
          new ShardReader(subscriptions, consumer, firstShard(), trimHorizonPosition())) {
        Awaitility.await().atMost(patience).until(second::isOver);
        assertThat(second.failure()).isInstanceOf(ResourceInUseException.class);
      }
      put("k", "y");
      awaitTexts(first, "x", "y");
    }
  }

  @Test
  void countsOpenShardsOfTheAccount() {
    int before = kinesis.describeLimits().openShardCount();

    create(3);

    assertThat(kinesis.describeLimits().openShardCount()).isEqualTo(before + 3);
  }

  /** By a consumer of its own. */
  private ShardReader subscribe(String shard, Consumer<StartingPosition.Builder> from) {
    StartingPosition.Builder position = StartingPosition.builder();
    from.accept(position);
    return new ShardReader(subscriptions, registerConsumer(), shard, position.build());
  }

  private static StartingPosition trimHorizonPosition() {
    return StartingPosition.builder().type(ShardIteratorType.TRIM_HORIZON).build();
  }

  private String registerConsumer() {
    String arn = summary().streamARN();
    String consumer =
        kinesis
            .registerStreamConsumer(
                r -> r.streamARN(arn).consumerName("reader-" + UUID.randomUUID()))
            .consumer()
            .consumerARN();
    Awaitility.await()
        .atMost(patience)
        .until(
            () ->
                kinesis
                        .describeStreamConsumer(r -> r.consumerARN(consumer))
                        .consumerDescription()
                        .consumerStatus()
                    == ConsumerStatus.ACTIVE);
    return consumer;
  }

  private void awaitTexts(ShardReader reader, String... texts) {
    Awaitility.await()
        .atMost(patience)
        .untilAsserted(() -> assertThat(reader.texts()).containsExactly(texts));
  }

  private static String firstShard() {
    return "shardId-000000000000";
  }

  private void create(int shards) {
    kinesis.createStream(r -> r.streamName(stream).shardCount(shards));
    awaitActive();
  }

  private void awaitActive() {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> summary().streamStatus() == StreamStatus.ACTIVE);
  }

  private StreamDescriptionSummary summary() {
    return kinesis.describeStreamSummary(r -> r.streamName(stream)).streamDescriptionSummary();
  }

  private void scale(int target) {
    kinesis.updateShardCount(
        r ->
            r.streamName(stream).targetShardCount(target).scalingType(ScalingType.UNIFORM_SCALING));
    awaitActive();
  }

  private List<Shard> shards() {
    return kinesis.listShards(r -> r.streamName(stream)).shards();
  }

  private Map<String, Shard> shardsById() {
    return shards().stream().collect(Collectors.toMap(Shard::shardId, shard -> shard));
  }

  private List<String> listed(ShardFilterType type) {
    return kinesis
        .listShards(r -> r.streamName(stream).shardFilter(f -> f.type(type)))
        .shards()
        .stream()
        .map(Shard::shardId)
        .toList();
  }

  private PutRecordResponse put(String key, String data) {
    return kinesis.putRecord(
        r -> r.streamName(stream).partitionKey(key).data(SdkBytes.fromUtf8String(data)));
  }

  private PutRecordsResponse putAll(List<PutRecordsRequestEntry> entries) {
    return kinesis.putRecords(r -> r.streamName(stream).records(entries));
  }

  private void putNumbers(int from) {
    List<PutRecordsRequestEntry> entries = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      entries.add(entry("T-" + i % 10, Integer.toString(from + i)));
    }
    assertThat(putAll(entries).failedRecordCount()).isZero();
  }

  private static PutRecordsRequestEntry entry(String key, String data) {
    return PutRecordsRequestEntry.builder()
        .partitionKey(key)
        .data(SdkBytes.fromUtf8String(data))
        .build();
  }

  private String iterator(String shard, ShardIteratorType type, String sequenceNumber) {
    return kinesis
        .getShardIterator(
            GetShardIteratorRequest.builder()
                .streamName(stream)
                .shardId(shard)
                .shardIteratorType(type)
                .startingSequenceNumber(sequenceNumber)
                .build())
        .shardIterator();
  }

  private String iteratorAt(Shard shard, Instant time) {
    return kinesis
        .getShardIterator(
            r ->
                r.streamName(stream)
                    .shardId(shard.shardId())
                    .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                    .timestamp(time))
        .shardIterator();
  }

  private GetRecordsResponse get(String iterator, int limit) {
    return kinesis.getRecords(r -> r.shardIterator(iterator).limit(limit));
  }

  private List<String> read(String iterator) {
    return texts(get(iterator, 1000));
  }

  private List<Record> readAll(Shard shard) {
    return get(iterator(shard.shardId(), ShardIteratorType.TRIM_HORIZON, null), 10_000).records();
  }

  private GetRecordsResponse readToEnd(String shard) {
    return get(iterator(shard, ShardIteratorType.TRIM_HORIZON, null), 10_000);
  }

  private static List<String> texts(GetRecordsResponse response) {
    return texts(response.records());
  }

  private static List<String> texts(List<Record> records) {
    return records.stream().map(record -> record.data().asUtf8String()).toList();
  }

  /** Reads a shard only after those it came from, as a consumer must that keeps order. */
  private Map<String, List<Integer>> readParentsBeforeChildren() {
    Map<String, List<Integer>> byKey = new HashMap<>();
    Map<String, Shard> waiting = shardsById();
    while (!waiting.isEmpty()) {
      Shard next =
          waiting.values().stream()
              .filter(
                  shard ->
                      !waiting.containsKey(String.valueOf(shard.parentShardId()))
                          && !waiting.containsKey(String.valueOf(shard.adjacentParentShardId())))
              .findFirst()
              .orElseThrow();
      waiting.remove(next.shardId());
      for (Record record : readAll(next)) {
        byKey
            .computeIfAbsent(record.partitionKey(), key -> new ArrayList<>())
            .add(Integer.valueOf(record.data().asUtf8String()));
      }
    }
    return byKey;
  }

  private static void assertCoversAllHashKeys(List<Shard> open) {
    List<Shard> inOrder =
        open.stream()
            .sorted(
                Comparator.comparing(
                    (Shard shard) -> new BigInteger(shard.hashKeyRange().startingHashKey())))
            .toList();
    BigInteger next = BigInteger.ZERO;
    for (Shard shard : inOrder) {
      assertThat(shard.hashKeyRange().startingHashKey()).isEqualTo(next.toString());
      next = new BigInteger(shard.hashKeyRange().endingHashKey()).add(BigInteger.ONE);
    }
    assertThat(next).isEqualTo(KEYS);
  }
}

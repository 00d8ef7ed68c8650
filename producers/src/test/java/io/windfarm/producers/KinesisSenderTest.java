package io.windfarm.producers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.kinesis.KinesisClient;

@Timeout(60)
class KinesisSenderTest {
  private static final Duration PATIENT = Duration.ofSeconds(60);

  private KinesisOverHttp kinesis;
  private KinesisClient client;

  @BeforeEach
  void start() throws Exception {
    kinesis = new KinesisOverHttp();
    client = destination(kinesis.address()).connect(Map.of());
  }

  @AfterEach
  void stop() {
    client.close();
    kinesis.close();
  }

  @Test
  void deliversEveryRecordOnceInTheOrderOfItsTurbine() throws Exception {
    KinesisSender sender = sender(4, PATIENT);
    send(sender, 50, 40);
    sender.finish();
    assertThat(sender.delivery().records()).isEqualTo(2_000);
    assertThatEachTurbineHas(50, 40);
  }

  @Test
  void putsAtMost500RecordsIntoACallAndOneOfATurbine() throws Exception {
    KinesisSender sender = sender(1, PATIENT);
    send(sender, 1_200, 2);
    sender.finish();
    assertThat(kinesis.accepted()).hasSize(2_400);
    assertThat(kinesis.calls())
        .allSatisfy(
            call -> {
              assertThat(call).hasSizeLessThanOrEqualTo(500);
              Set<String> keys =
                  call.stream().map(KinesisOverHttp.Entry::key).collect(Collectors.toSet());
              assertThat(keys).hasSameSizeAs(call);
            });
  }

  @Test
  void putsAtMostFiveMebibytesIntoACall() throws Exception {
    KinesisSender sender = sender(1, PATIENT);
    byte[] big = "x".repeat(900_000).getBytes(StandardCharsets.UTF_8);
    for (int turbine = 0; turbine < 14; turbine++) {
      sender.accept(new Outgoing("WT-" + turbine, big, 1));
    }
    sender.finish();
    assertThat(kinesis.accepted()).hasSize(14);
    assertThat(kinesis.calls())
        .allSatisfy(
            call ->
                assertThat(call.stream().mapToInt(KinesisOverHttp.Entry::size).sum())
                    .isLessThanOrEqualTo(SendingLane.MOST_BYTES));
  }

  @Test
  void sendsOnlyRefusedRecordsAgainAndLetsNoneOvertakeThem() throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    kinesis.refusing(entry -> random.nextInt(4) == 0);
    KinesisSender sender = sender(3, PATIENT);
    send(sender, 40, 25);
    sender.finish();
    assertThatEachTurbineHas(40, 25);
    long tries = kinesis.calls().stream().mapToLong(List::size).sum();
    assertThat(sender.delivery().retries()).isPositive().isEqualTo(tries - 1_000);
    assertThat(sender.delivery().throttled()).isEqualTo(sender.delivery().retries());
  }

  @Test
  void goesOnWithOtherTurbinesWhileOneIsRefused() throws Exception {
    kinesis.refusing(entry -> entry.key().equals("WT-0") && kinesis.accepted().size() < 90);
    KinesisSender sender = sender(1, PATIENT);
    send(sender, 10, 10);
    sender.finish();
    List<KinesisOverHttp.Entry> accepted = kinesis.accepted();
    assertThat(accepted.subList(0, 90)).noneMatch(entry -> entry.key().equals("WT-0"));
    assertThatEachTurbineHas(10, 10);
  }

  @Test
  void repeatsACallThatFailedAltogether() throws Exception {
    kinesis.answering("InternalFailure", call -> call <= 3 ? 500 : 200);
    KinesisSender sender = sender(1, PATIENT);
    send(sender, 5, 5);
    sender.finish();
    assertThatEachTurbineHas(5, 5);
  }

  @Test
  void saysWhatToDoWhenPatienceIsOver() throws Exception {
    kinesis.answering("InternalFailure", call -> 500);
    KinesisSender sender = sender(2, Duration.ofMillis(300));
    send(sender, 2, 1);
    assertThatThrownBy(sender::finish)
        .isInstanceOf(NotAcknowledgedException.class)
        .hasMessageContaining("accepted nothing for 0.3 s")
        .hasMessageContaining("InternalFailure")
        .hasMessageContaining("--endpoint");
  }

  @Test
  void reportsAnEndpointThatNobodyServes() throws Exception {
    String address = kinesis.address();
    kinesis.close();
    try (KinesisClient other = destination(address).connect(Map.of())) {
      KinesisSender sender =
          new KinesisSender(
              new PutCalls(other, "s", address),
              1,
              Duration.ZERO,
              Duration.ofMillis(200),
              java.util.Optional.empty());
      send(sender, 1, 1);
      assertThatThrownBy(sender::finish).hasMessageContaining("refused");
    }
  }

  @Test
  void givesUpAtOnceWhereTheStreamDoesNotExist() throws Exception {
    kinesis.answering("ResourceNotFoundException", call -> 400);
    KinesisSender sender = sender(1, PATIENT);
    send(sender, 1, 1);
    assertThatThrownBy(sender::finish).hasMessageContaining("create the stream");
    assertThat(kinesis.calls()).hasSize(1);
  }

  @Test
  void holdsBackWhoeverSendsFasterThanTheEndpointTakes() throws Exception {
    kinesis.refusing(entry -> true);
    KinesisSender sender = sender(1, Duration.ofMillis(500));
    assertThatThrownBy(() -> send(sender, 10, 100_000))
        .isInstanceOf(NotAcknowledgedException.class)
        .hasMessageContaining("Rate exceeded");
  }

  private KinesisSender sender(int lanes, Duration patience) {
    return new KinesisSender(
        new PutCalls(client, "telemetry", "the test"),
        lanes,
        Duration.ZERO,
        patience,
        java.util.Optional.empty());
  }

  private static Destination destination(String address) {
    return Destination.resolve(address, null, "telemetry", Map.of());
  }

  private static void send(RecordSink sink, int turbines, int each) throws InterruptedException {
    for (int i = 0; i < each; i++) {
      for (int turbine = 0; turbine < turbines; turbine++) {
        byte[] payload = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
        sink.accept(new Outgoing("WT-" + turbine, payload, 1));
      }
    }
  }

  private void assertThatEachTurbineHas(int turbines, int each) {
    Map<String, List<String>> byTurbine =
        kinesis.accepted().stream()
            .collect(
                Collectors.groupingBy(
                    KinesisOverHttp.Entry::key,
                    HashMap::new,
                    Collectors.mapping(KinesisOverHttp.Entry::data, Collectors.toList())));
    List<String> expected = IntStream.range(0, each).mapToObj(Integer::toString).toList();
    assertThat(byTurbine).hasSize(turbines);
    assertThat(new HashSet<>(byTurbine.values())).containsExactly(expected);
  }
}

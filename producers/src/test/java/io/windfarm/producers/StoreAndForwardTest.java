package io.windfarm.producers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sender between a real stream, a real topic and its spool. */
@Timeout(300)
class StoreAndForwardTest {
  private static final int TURBINES = 40;
  private static final Duration PATIENCE = Duration.ofMillis(300);
  private static final Optional<KafkaTopic> NO_KAFKA = Optional.empty();

  @TempDir private static Path kafkaDirectory;
  private static KafkaBroker kafka;

  @TempDir private Path dir;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private TestStream stream;
  private Sending sending;
  private volatile int measured;

  @BeforeAll
  static void startKafka() throws Exception {
    kafka = KafkaBroker.start(kafkaDirectory);
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @BeforeEach
  void startStream() throws Exception {
    stream = new TestStream(dir.resolve("kinesis"));
  }

  @AfterEach
  void stopStream() throws Exception {
    if (sending != null) {
      sending.close();
    }
    stream.close();
  }

  @Test
  void whatAThrottledStreamRefusesComesThroughKafkaAndTheRestThroughTheStream() throws Exception {
    start(Optional.of(topic("throttled")));
    measure(10);
    await(() -> delivery().readings() == 10 * TURBINES);
    stream.faults().throttle(true);
    measure(10);
    await(() -> delivery().readings() == 20 * TURBINES);
    assertThat(delivery().diverted()).isEqualTo(10 * TURBINES);
    assertThat(kafka.records("throttled")).hasSize(10 * TURBINES);
    stream.faults().throttle(false);
    measureUntil(() -> hasSaid("is back after"));
    sending.sink().finish();
    new Arrivals()
        .through(stream)
        .through(kafka, "throttled")
        .areCompleteAndInOrder(TURBINES, measured);
    assertThat(delivery().direct()).isGreaterThan(10 * TURBINES);
    assertThat(said)
        .anyMatch(line -> line.contains("accepted nothing for 0.3 s"))
        .anyMatch(line -> line.matches(".* is back after .*: [\\d,]+ readings were diverted.*"));
  }

  @Test
  void turbinesMeasureOnWhileNothingCanBeReachedAndAllOfItFollowsInOrder() throws Exception {
    start(NO_KAFKA);
    measure(5);
    await(() -> delivery().readings() == 5 * TURBINES);
    stream.loseTouch();
    // More than there is room for in memory.
    measure(300);
    await(() -> hasSaid("accepted nothing"));
    await(() -> delivery().spooled() == 300 * TURBINES);
    stream.reach();
    measure(5);
    await(() -> delivery().spooled() == 0);
    sending.sink().finish();
    new Arrivals().through(stream).areCompleteAndInOrder(TURBINES, measured);
    assertThat(delivery().spooled()).isZero();
    assertThat(said).anyMatch(line -> line.contains("is empty again"));
  }

  @Test
  void staysInTheSpoolWhereKafkaIsDownToo() throws Exception {
    stream.loseTouch();
    start(Optional.of(new KafkaTopic(unused(), "nowhere", new Properties())));
    measure(10);
    await(() -> hasSaid("takes nothing either"));
    await(() -> delivery().spooled() == 10 * TURBINES);
    stream.reach();
    await(() -> delivery().spooled() == 0);
    sending.sink().finish();
    new Arrivals().through(stream).areCompleteAndInOrder(TURBINES, measured);
    assertThat(delivery().diverted()).isZero();
  }

  @Test
  @Timeout(60)
  void waitsForAKafkaThatIsDownOnceACallAndNotForEveryRecord() throws Exception {
    try (KafkaTopic nowhere = new KafkaTopic(unused(), "nowhere", new Properties())) {
      KafkaTopic.Answer answer = nowhere.put(Collections.nCopies(50, Arrivals.record(1, 1)));
      assertThat(answer.arrived().isEmpty()).isTrue();
      assertThat(answer.refusal()).contains("nowhere");
    }
  }

  @Test
  void keepsTheOrderWhereAThirdOfAllEntriesFails() throws Exception {
    start(Optional.of(topic("partly")), OptionalLong.empty(), Duration.ofMinutes(1));
    stream.faults().seed(5).failEntries(0.3);
    measure(60);
    sending.sink().finish();
    new Arrivals()
        .through(stream)
        .through(kafka, "partly")
        .areCompleteAndInOrder(TURBINES, measured);
  }

  @Test
  void whatIsLeftAtTheEndGoesBeforeWhatTheNextRunMeasures() throws Exception {
    stream.loseTouch();
    start(NO_KAFKA);
    measure(20);
    sending.sink().finish();
    assertThat(delivery().spooled()).isEqualTo(20 * TURBINES);
    sending.close();
    start(NO_KAFKA);
    measure(20);
    stream.reach();
    await(() -> delivery().spooled() == 0);
    sending.sink().finish();
    new Arrivals().through(stream).areCompleteAndInOrder(TURBINES, 40);
    assertThat(delivery().earlier()).isEqualTo(20 * TURBINES);
    assertThat(delivery().spooled()).isZero();
  }

  @Test
  void theSpoolOfASenderThatWasDroppedHoldsWhatItHadInMemory() throws Exception {
    stream.loseTouch();
    start(NO_KAFKA);
    measure(20);
    sending.close();
    try (Spool spool = Spool.open(spoolFile(), OptionalLong.empty())) {
      assertThat(spool.records()).isEqualTo(20 * TURBINES);
    }
  }

  @Test
  void measuringWaitsWhileTheSpoolIsFullAndNothingIsLost() throws Exception {
    stream.loseTouch();
    start(NO_KAFKA, OptionalLong.of(200_000));
    int rounds = 1_500;
    CompletableFuture<Void> measuring =
        CompletableFuture.runAsync(
            () -> {
              try {
                measure(rounds);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    await(() -> hasSaid("can't write the spool"));
    assertThat(said).anyMatch(line -> line.contains("--spool-limit"));
    assertThat(measured).isLessThan(rounds);
    assertThat(measuring).isNotDone();
    stream.reach();
    measuring.get(200, TimeUnit.SECONDS);
    await(() -> delivery().spooled() == 0);
    sending.sink().finish();
    new Arrivals().through(stream).areCompleteAndInOrder(TURBINES, rounds);
  }

  @Test
  void saysSoWhereSomethingIsNeitherSentNorSpooled() throws Exception {
    stream.loseTouch();
    start(NO_KAFKA, OptionalLong.of(50_000));
    measure(100);
    assertThatThrownBy(() -> sending.sink().finish())
        .isInstanceOf(NotAcknowledgedException.class)
        .hasMessageContaining("--spool-limit");
    assertThat(delivery().spooled()).isPositive().isLessThan(100 * TURBINES);
  }

  /** An address where nobody listens. */
  private static String unused() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + socket.getLocalPort();
    }
  }

  private KafkaTopic topic(String name) throws Exception {
    kafka.createTopic(name);
    return new KafkaTopic(kafka.address(), name, new Properties());
  }

  private void start(Optional<KafkaTopic> kafka) {
    start(kafka, OptionalLong.empty());
  }

  private void start(Optional<KafkaTopic> kafka, OptionalLong limitBytes) {
    start(kafka, limitBytes, PATIENCE);
  }

  private void start(Optional<KafkaTopic> kafka, OptionalLong limitBytes, Duration patience) {
    sending =
        Sending.withFallback(
            stream.destination(),
            Map.of(),
            2,
            Duration.ZERO,
            patience,
            () -> Spool.open(spoolFile(), limitBytes),
            kafka,
            true,
            said::add);
  }

  private Path spoolFile() {
    return dir.resolve("spool.db");
  }

  /** Every turbine measures so many times more. */
  private void measure(int times) throws InterruptedException {
    int until = measured + times;
    for (int number = measured; number < until; number++) {
      for (int turbine = 0; turbine < TURBINES; turbine++) {
        sending.sink().accept(Arrivals.record(turbine, number));
      }
      measured = number + 1;
    }
  }

  private void measureUntil(Callable<Boolean> condition) {
    await(
        () -> {
          measure(1);
          return condition.call();
        });
  }

  private Delivery delivery() {
    return sending.sink().delivery();
  }

  private boolean hasSaid(String words) {
    return said.stream().anyMatch(line -> line.contains(words));
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofMinutes(2)).until(condition);
  }
}

package io.windfarm.kinesis;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The same scenarios against {@code kinesis-local}, where Node and the package are installed; what
 * it does otherwise is in {@code docs/kinesis-endpoint.md}.
 */
@EnabledIf(value = "available", disabledReason = KinesisLocalScenariosTest.HOW)
class KinesisLocalScenariosTest extends KinesisScenarios {
  static final String HOW =
      "The scenarios did not run against kinesis-local: install Node 18 or newer and run `npm ci` in"
          + " local/kinesis, or set WINDFARM_KINESIS_LOCAL to the directory of an installed"
          + " kinesis-local package.";

  private Process process;

  @Override
  URI startEndpoint() throws Exception {
    Path installed = installed().orElseThrow();
    int plain = freePort();
    int tls = freePort();
    ProcessBuilder command =
        new ProcessBuilder("node", installed.resolve("main.js").toString())
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target", "kinesis-local.log").toFile());
    command.environment().put("KINESIS_MOCK_PLAIN_PORT", Integer.toString(plain));
    command.environment().put("KINESIS_MOCK_TLS_PORT", Integer.toString(tls));
    command
        .environment()
        .put("KINESIS_MOCK_CERT_PATH", installed.resolve("server.json").toString());
    command.environment().put("SHARD_LIMIT", "500");
    // It shows CREATING, UPDATING and so on for half a second each unless told otherwise.
    for (String change :
        List.of(
            "CREATE_STREAM",
            "DELETE_STREAM",
            "SPLIT_SHARD",
            "MERGE_SHARDS",
            "UPDATE_SHARD_COUNT",
            "REGISTER_STREAM_CONSUMER",
            "DEREGISTER_STREAM_CONSUMER")) {
      command.environment().put(change + "_DURATION", "10ms");
    }
    process = command.start();
    URI uri = URI.create("http://127.0.0.1:" + plain);
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> answers(uri));
    return uri;
  }

  @AfterAll
  void stopEndpoint() throws Exception {
    if (process != null) {
      process.destroy();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  // The differences: each scenario is run as it is and must fail, so that a version of the package
  // that behaves like the service is noticed and the document corrected.

  @Test
  @Override
  void refusesMoreThanFiveHundredEntries() {
    differs(super::refusesMoreThanFiveHundredEntries);
  }

  @Test
  @Override
  void refusesAPutOfMoreThanFiveMegabytes() {
    // It accepts the put, but works on it for up to minutes, longer than the client's time-out.
    Assumptions.abort("kinesis-local accepts puts of more than 5 MB");
  }

  @Test
  @Override
  void refusesAnIteratorThatIsNone() {
    differs(super::refusesAnIteratorThatIsNone);
  }

  @Test
  @Override
  void refusesASequenceNumberOfNoShard() {
    differs(super::refusesASequenceNumberOfNoShard);
  }

  @Test
  @Override
  void refusesATimestampInTheFuture() {
    differs(super::refusesATimestampInTheFuture);
  }

  @Test
  @Override
  void numbersTheEndOfAShardAboveItsRecords() {
    differs(super::numbersTheEndOfAShardAboveItsRecords);
  }

  @Test
  @Override
  void endsTheSubscriptionOfASplitShardAndNamesItsChildren() {
    waitFor(Duration.ofSeconds(5));
    differs(super::endsTheSubscriptionOfASplitShardAndNamesItsChildren);
  }

  @Test
  @Override
  void refusesASubscriptionToAShardThatIsNotThere() {
    waitFor(Duration.ofSeconds(5));
    differs(super::refusesASubscriptionToAShardThatIsNotThere);
  }

  private static void differs(ThrowingCallable scenario) {
    assertThatThrownBy(scenario)
        .isInstanceOfAny(AssertionError.class, ConditionTimeoutException.class);
  }

  static boolean available() throws InterruptedException {
    return installed().isPresent() && nodeRuns();
  }

  private static Optional<Path> installed() {
    String named =
        System.getProperty("WINDFARM_KINESIS_LOCAL", System.getenv("WINDFARM_KINESIS_LOCAL"));
    return Optional.of(named == null ? Path.of("node_modules", "kinesis-local") : Path.of(named))
        .map(Path::toAbsolutePath)
        .filter(directory -> Files.exists(directory.resolve("main.js")));
  }

  private static boolean nodeRuns() throws InterruptedException {
    try {
      return new ProcessBuilder("node", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static boolean answers(URI uri) {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(1_000);
      return connection.getResponseCode() > 0;
    } catch (IOException e) {
      return false;
    }
  }
}

package io.windfarm.kinesis;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;

/**
 * The same scenarios against {@code kinesis-local}, where Node and the package are installed; what
 * it does otherwise is in {@code docs/kinesis-endpoint.md}.
 */
class KinesisLocalScenariosTest extends KinesisScenarios {
  private static final String HOW =
      "The scenarios did not run against kinesis-local: install Node 18 or newer and run `npm ci` in"
          + " local/kinesis, or set WINDFARM_KINESIS_LOCAL to the directory of an installed"
          + " kinesis-local package.";

  private Process process;

  @Override
  URI startEndpoint() throws Exception {
    Optional<Path> installed = installed();
    Assumptions.assumeTrue(installed.isPresent() && nodeRuns(), HOW);
    int plain = freePort();
    int tls = freePort();
    ProcessBuilder command =
        new ProcessBuilder("node", installed.get().resolve("main.js").toString())
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target", "kinesis-local.log").toFile());
    command.environment().put("KINESIS_MOCK_PLAIN_PORT", Integer.toString(plain));
    command.environment().put("KINESIS_MOCK_TLS_PORT", Integer.toString(tls));
    command
        .environment()
        .put("KINESIS_MOCK_CERT_PATH", installed.get().resolve("server.json").toString());
    command.environment().put("SHARD_LIMIT", "500");
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

  private static Optional<Path> installed() {
    String named =
        System.getProperty("WINDFARM_KINESIS_LOCAL", System.getenv("WINDFARM_KINESIS_LOCAL"));
    return Stream.of(Optional.ofNullable(named).map(Path::of))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> Optional.of(Path.of("node_modules", "kinesis-local")))
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

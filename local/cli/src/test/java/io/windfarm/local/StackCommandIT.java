package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack as a user starts it, ended in every way. */
class StackCommandIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;
  private Process stack;

  @AfterEach
  void endStack() {
    if (stack != null) {
      stack.destroyForcibly();
    }
  }

  @Test
  void noChildOutlivesAParentThatWasKilled() throws Exception {
    startStack();
    List<ProcessHandle> children = stack.descendants().toList();
    assertThat(children).isNotEmpty();

    stack.destroyForcibly();

    await().atMost(PATIENCE).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void noChildOutlivesAParentThatWasAskedToEnd() throws Exception {
    startStack();
    List<ProcessHandle> children = stack.descendants().toList();

    stack.destroy();

    await().atMost(PATIENCE).until(() -> !stack.isAlive());
    await().atMost(PATIENCE).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(directory.resolve("stack.env")).doesNotExist();
  }

  @Test
  void objectsAndStreamsSurviveAKilledStack() throws Exception {
    Properties first = startStack();
    put(first.getProperty("AWS_ENDPOINT_URL_S3") + "/windfarm/lake/year=2026/a", "kept");
    stack.destroyForcibly().waitFor();
    Files.delete(directory.resolve("stack.env"));

    Properties second = startStack();

    assertThat(get(second.getProperty("AWS_ENDPOINT_URL_S3") + "/windfarm/lake/year=2026/a"))
        .isEqualTo("kept");
    assertThat(
            new AlertsStream(
                    URI.create(second.getProperty("AWS_ENDPOINT_URL_KINESIS")), StackCommand.ALERTS)
                .notices())
        .isEmpty();
  }

  @Test
  void topicsAndRecordsSurviveAKilledStack() throws Exception {
    Properties first = startStack("--kafka-port", "0");
    new KafkaTopic(first.getProperty("KAFKA_BOOTSTRAP_SERVERS"), "windfarm-telemetry", 4)
        .put(List.of(Map.entry("WT-1", "kept")));
    stack.destroyForcibly().waitFor();
    Files.delete(directory.resolve("stack.env"));

    Properties second = startStack("--kafka-port", "0");

    String kafka = second.getProperty("KAFKA_BOOTSTRAP_SERVERS");
    assertThat(new KafkaTopic(kafka, "windfarm-telemetry", 4).committed(1)).containsExactly("kept");
    assertThat(new KafkaTopic(kafka, "windfarm-alerts", 1).committed(0)).isEmpty();
  }

  @Test
  void endsWhenItsBrokerDoes() throws Exception {
    startStack("--kafka-port", "0");
    ProcessHandle broker =
        stack
            .children()
            .filter(child -> child.info().commandLine().orElse("").contains("KafkaServer"))
            .findAny()
            .orElseThrow();

    broker.destroyForcibly();

    await().atMost(PATIENCE).until(() -> !stack.isAlive());
    assertThat(stack.exitValue()).isEqualTo(1);
    assertThat(Files.readString(directory.resolve("stack.out")))
        .contains("The Kafka broker ended. Its log: ");
  }

  private Properties startStack(String... options) throws IOException {
    Path home = Project.home();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dwindfarm.home=" + home,
                "-cp",
                home.resolve("local/cli/target/windfarm-local-cli-0.1.0.jar")
                    + ":"
                    + home.resolve("local/cli/target/lib/*"),
                Windfarm.class.getName(),
                "stack",
                "--dir",
                directory.toString(),
                "--kinesis-port",
                "0",
                "--s3-port",
                "0"));
    command.addAll(List.of(options));
    stack =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("stack.out").toFile())
            .start();
    await()
        .atMost(PATIENCE)
        .until(() -> Files.readString(directory.resolve("stack.out")).contains("ready\n"));
    Properties environment = new Properties();
    try (var reader = Files.newBufferedReader(directory.resolve("stack.env"))) {
      environment.load(reader);
    }
    return environment;
  }

  private static void put(String uri, String text) throws Exception {
    int status =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(uri))
                    .PUT(HttpRequest.BodyPublishers.ofString(text))
                    .build(),
                BodyHandlers.ofString())
            .statusCode();
    assertThat(status).isEqualTo(200);
  }

  private static String get(String uri) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString())
        .body();
  }
}

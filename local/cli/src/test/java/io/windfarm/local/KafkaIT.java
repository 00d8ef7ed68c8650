package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windfarm.kinesis.KinesisEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shaded jar on a real cluster, reading Kinesis and, as its fallback, a real Kafka broker. */
class KafkaIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int PARTITIONS = 4;
  private static final int TURBINES = 8;

  /** The job's readings from Kinesis, as its metrics name them. */
  private static final String FROM_KINESIS = "Decode.numRecordsIn";

  @TempDir private Path directory;
  private KinesisEndpoint kinesis;
  private KafkaEndpoint kafka;
  private FlinkCluster cluster;

  @BeforeEach
  void start() throws Exception {
    kinesis = startKinesis(0);
    kafka = startKafka(0);
    cluster =
        FlinkCluster.in(directory.resolve("flink"))
            .logs(directory.resolve("logs"))
            .checkpoints(directory.resolve("checkpoints").toUri().toString())
            .set("execution.checkpointing.interval", "2s")
            .set("restart-strategy.exponential-delay.initial-backoff", "200ms")
            .start();
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : new AutoCloseable[] {cluster, kafka, kinesis}) {
      if (each != null) {
        each.close();
      }
    }
  }

  private KinesisEndpoint startKinesis(int port) throws Exception {
    return KinesisEndpoint.builder()
        .directory(Files.createDirectories(directory.resolve("kinesis")))
        .port(port)
        .limits(false)
        .build()
        .start();
  }

  private KafkaEndpoint startKafka(int port) throws Exception {
    return KafkaEndpoint.start(
        directory.resolve("kafka"),
        port,
        directory.resolve("logs/kafka.log"),
        Map.of("telemetry", PARTITIONS, "alerts", 1));
  }

  @Test
  void takesAnOverlapOnceAndSendsEachAlertOnceThroughTheLossOfATaskManager() throws Exception {
    kinesis.createStreamIfMissing("overlap", 2);
    StreamWriter stream = new StreamWriter(kinesis.uri(), "overlap");
    KafkaTopic telemetry = new KafkaTopic(kafka.bootstrapServers(), "telemetry", PARTITIONS);
    // The first 80 s go to Kinesis, those from 40 s on to Kafka.
    Instant start = Instant.now().minus(10, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
    long inKinesis = put(stream, events(start, 0, 80));
    telemetry.put(events(start, 40, 80));

    Path lake = directory.resolve("lake");
    FlinkRest rest = cluster.rest();
    String job =
        rest.submit(
            Project.jobJar(),
            settings("overlap", lake, "--alerts.topic", "alerts"),
            Optional.empty());
    await()
        .atMost(PATIENCE)
        .until(() -> rest.metric(job, FROM_KINESIS) >= inKinesis && telemetry.isRead("windfarm"));
    KafkaTopic alerts = new KafkaTopic(kafka.bootstrapServers(), "alerts", 1);
    await().atMost(PATIENCE).until(() -> alerts.committed(0).size() == TURBINES / 2);
    telemetry.put(events(start, 80, 120));

    cluster.taskManagers().get(cluster.taskManagers().size() - 1).kill();
    cluster.startTaskManager();
    await().atMost(PATIENCE).until(() -> rest.restarts(job) > 0 && rest.isRunning(job));
    telemetry.put(events(start, 120, 240));
    await().atMost(PATIENCE).until(() -> telemetry.isRead("windfarm"));
    rest.stop(job, true);

    assertThat(rest.state(job)).isEqualTo("FINISHED");
    assertThat(
            JobIT.rows(
                lake,
                "SELECT count(*), count(DISTINCT turbine_id || event_time), count(*) FILTER"
                    + " (quality <> 'GOOD') FROM readings WHERE NOT imputed"))
        .containsExactly(TURBINES * 240 + " | " + TURBINES * 240 + " | 0");
    assertThat(JobIT.rows(lake, "SELECT sum(received), sum(duplicate), sum(late) FROM ledger"))
        .containsExactly(TURBINES * (80 + 200) + " | " + TURBINES * 40 + " | 0");
    JobIT.assertBalanced(lake);
    List<String> notified =
        JobIT.rows(
            lake,
            "SELECT alert_id, state FROM alerts WHERE notified ORDER BY alert_id, state DESC");
    assertThat(notified).hasSize(TURBINES / 2 * 2);
    assertThat(
            alerts.committed(notified.size()).stream()
                .map(KafkaIT::alert)
                .map(
                    alert ->
                        alert.path("alert_id").asText() + " | " + alert.path("state").asText()))
        .containsExactlyInAnyOrderElementsOf(notified);
  }

  @Test
  void readsKinesisOnWhileKafkaIsAwayEvenAfterAFailure() throws Exception {
    kinesis.createStreamIfMissing("alone", 2);
    StreamWriter stream = new StreamWriter(kinesis.uri(), "alone");
    Instant start = Instant.now().minus(10, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
    Path lake = directory.resolve("lake");
    FlinkRest rest = cluster.rest();
    String job =
        rest.submit(
            Project.jobJar(),
            settings(
                "alone",
                lake,
                "--source.shard-discovery",
                "1s",
                "--kafka.properties.default.api.timeout.ms",
                "2000",
                "--kafka.properties.request.timeout.ms",
                "1000"),
            Optional.empty());
    await().atMost(PATIENCE).until(() -> rest.completedCheckpoints(job) > 0);
    String address = kafka.bootstrapServers();
    kafka.process().kill();
    await()
        .atMost(PATIENCE)
        .until(() -> isLogged("jobmanager.log", "Partitions can't be looked for"));
    long first = put(stream, events(start, 0, 30));
    await().atMost(PATIENCE).until(() -> rest.metric(job, FROM_KINESIS) >= first);
    assertThat(rest.restarts(job)).isZero();

    cluster.taskManagers().get(0).kill();
    cluster.startTaskManager();
    await().atMost(PATIENCE).until(() -> rest.restarts(job) > 0 && rest.isRunning(job));
    long restarts = rest.restarts(job);
    long checkpoints = rest.completedCheckpoints(job);
    put(stream, events(start, 30, 60));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                received(lake, "KINESIS") == TURBINES * 60
                    && rest.completedCheckpoints(job) > checkpoints + 2);
    assertThat(rest.restarts(job)).isEqualTo(restarts);

    kafka = startKafka(Integer.parseInt(address.substring(address.indexOf(':') + 1)));
    KafkaTopic telemetry = new KafkaTopic(address, "telemetry", PARTITIONS);
    telemetry.put(events(start, 60, 90));
    await().atMost(PATIENCE).until(() -> telemetry.isRead("windfarm"));
    assertThat(rest.restarts(job)).isEqualTo(restarts);
    rest.stop(job, true);

    assertThat(JobIT.rows(lake, "SELECT source, sum(received) FROM ledger GROUP BY ALL ORDER BY 1"))
        .containsExactly("KAFKA | " + TURBINES * 30, "KINESIS | " + TURBINES * 60);
    JobIT.assertBalanced(lake);
  }

  @Test
  void readsKafkaOnWhileKinesisIsAwayEvenAfterAFailure() throws Exception {
    kinesis.createStreamIfMissing("away", 2);
    KafkaTopic telemetry = new KafkaTopic(kafka.bootstrapServers(), "telemetry", PARTITIONS);
    Instant start = Instant.now().minus(10, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
    Path lake = directory.resolve("lake");
    FlinkRest rest = cluster.rest();
    String job =
        rest.submit(
            Project.jobJar(),
            settings("away", lake, "--source.shard-discovery", "1s"),
            Optional.empty());
    long before = put(new StreamWriter(kinesis.uri(), "away"), events(start, 0, 30));
    await()
        .atMost(PATIENCE)
        .until(
            () -> rest.metric(job, FROM_KINESIS) >= before && rest.completedCheckpoints(job) > 0);
    int port = kinesis.uri().getPort();
    kinesis.close();
    await().atMost(PATIENCE).until(() -> isLogged("taskmanager-*.log", "could not be reached"));
    telemetry.put(events(start, 30, 60));
    await().atMost(PATIENCE).until(() -> telemetry.isRead("windfarm"));
    assertThat(rest.restarts(job)).isZero();

    cluster.taskManagers().get(0).kill();
    cluster.startTaskManager();
    await().atMost(PATIENCE).until(() -> rest.restarts(job) > 0 && rest.isRunning(job));
    long restarts = rest.restarts(job);
    telemetry.put(events(start, 60, 90));
    await().atMost(PATIENCE).until(() -> telemetry.isRead("windfarm"));
    assertThat(rest.restarts(job)).isEqualTo(restarts);

    kinesis = startKinesis(port);
    put(new StreamWriter(kinesis.uri(), "away"), events(start, 90, 120));
    await().atMost(PATIENCE).until(() -> received(lake, "KINESIS") == TURBINES * 60);
    assertThat(rest.restarts(job)).isEqualTo(restarts);
    rest.stop(job, true);

    assertThat(JobIT.rows(lake, "SELECT source, sum(received) FROM ledger GROUP BY ALL ORDER BY 1"))
        .containsExactly("KAFKA | " + TURBINES * 60, "KINESIS | " + TURBINES * 60);
    JobIT.assertBalanced(lake);
  }

  /** Returns how many records were ever put there. */
  private static long put(StreamWriter stream, List<Map.Entry<String, String>> events)
      throws IOException, InterruptedException {
    for (Map.Entry<String, String> event : events) {
      stream.put(event.getKey(), event.getValue());
    }
    return stream.flush();
  }

  /**
   * Readings that the lake accounts for so far. Metrics may be old after a TaskManager was lost.
   */
  private static long received(Path lake, String source) throws SQLException, IOException {
    String sum = "SELECT coalesce(sum(received), 0) FROM ledger WHERE source = '" + source + "'";
    return Long.parseLong(JobIT.rows(lake, sum).get(0));
  }

  private boolean isLogged(String logs, String words) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve("logs"), logs)) {
      for (Path file : files) {
        if (Files.readString(file).contains(words)) {
          return true;
        }
      }
      return false;
    }
  }

  private List<String> settings(String stream, Path lake, String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(List.of("--source.stream", stream, "--kafka.topic", "telemetry"));
    // However slow this machine is, nobody is taken for silent.
    all.addAll(List.of("--lake.root", lake.toUri().toString(), "--ingest.idle-timeout", "1h"));
    if (!all.contains("--alerts.topic")) {
      all.addAll(List.of("--alerts.stream", ""));
    }
    return new JobSettings(all)
        .fromEnvironment(
            Map.of(
                "AWS_ENDPOINT_URL_KINESIS", kinesis.uri().toString(),
                "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()))
        .arguments();
  }

  /** A pressure a second and turbine; every other turbine loses it for 20 s, from 50 s on. */
  private static List<Map.Entry<String, String>> events(Instant start, int from, int to) {
    List<Map.Entry<String, String>> events = new ArrayList<>();
    for (int second = from; second < to; second++) {
      for (int turbine = 0; turbine < TURBINES; turbine++) {
        boolean low = turbine % 2 == 0 && second >= 50 && second < 70;
        events.add(
            Map.entry(
                "WT-" + turbine,
                String.format(
                    "{\"id\":\"%d\",\"turbine_id\":\"WT-%d\",\"farm_id\":\"A\","
                        + "\"type\":\"Hydraulic Pressure\",\"data\":%s,\"date\":\"%s\"}",
                    second, turbine, low ? "40.5" : "75.5", start.plusSeconds(second))));
      }
    }
    return events;
  }

  private static JsonNode alert(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

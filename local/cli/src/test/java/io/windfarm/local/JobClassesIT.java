package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windfarm.kinesis.KinesisEndpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A TaskManager loads the jar's classes anew for every job, and for a restart that found it without
 * tasks. What it does not let go of fills its metaspace until it ends itself.
 */
class JobClassesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Instant START = Instant.parse("2026-11-20T07:00:00Z");
  private static final int RUNS = 3;

  /** A row of the histogram: number, instances, bytes, class. */
  private static final Pattern LOADERS =
      Pattern.compile("(?m)^ *\\d+: +(\\d+) .*\\.ChildFirstClassLoader$");

  @TempDir private static Path directory;

  private static Lifetime lifetime;
  private static KinesisEndpoint kinesis;
  private static KafkaEndpoint kafka;
  private static FlinkCluster cluster;
  private static FlinkRest rest;
  private static StreamWriter stream;
  private static int jobs;
  private static int measured;

  @BeforeAll
  static void start() throws Exception {
    lifetime = new Lifetime();
    Path logs = directory.resolve("logs");
    kinesis = lifetime.add(KinesisEndpoint.builder().limits(false).build().start());
    kafka =
        lifetime.add(
            KafkaEndpoint.start(
                directory.resolve("kafka"), 0, logs.resolve("kafka.out"), Map.of("alerts", 1)));
    S3Endpoint s3 =
        lifetime.add(S3Endpoint.start(directory.resolve("s3"), 0, logs.resolve("s3"), "windfarm"));
    cluster =
        lifetime.add(
            FlinkCluster.in(directory.resolve("flink"))
                .logs(logs)
                .s3(s3.uri(), Aws.LOCAL)
                .checkpoints("s3://windfarm/flink")
                .set("execution.checkpointing.interval", "1s")
                .start());
    rest = cluster.rest();
    kinesis.createStreamIfMissing("telemetry", 2);
    kinesis.createStreamIfMissing("alerts", 1);
    stream = new StreamWriter(kinesis.uri(), "telemetry");
    for (int second = 0; second < 60; second++) {
      measure(second < 30 ? 75 : 40);
    }
  }

  @AfterAll
  static void end() {
    lifetime.close();
  }

  @Test
  void areLetGoOfWithAJobThatWritesAlertsToKinesis() throws Exception {
    areLetGoOf("--alerts.stream", "alerts");
  }

  @Test
  void areLetGoOfWithAJobThatWritesAlertsToKafka() throws Exception {
    areLetGoOf("--alerts.topic", "alerts", "--kafka.bootstrap-servers", kafka.bootstrapServers());
  }

  /**
   * While another job has work: it keeps what all share, such as the threads that write to S3, from
   * ending for want of any.
   */
  private static void areLetGoOf(String... alerts) throws Exception {
    for (int run = 0; run < RUNS; run++) {
      rest.stop(submit(alerts), true);
    }
    String next = submit(alerts);
    try {
      // One may stay: what the JVM itself remembers of the last caller goes with the next.
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> {
                measure(75);
                assertThat(loadersOfJobs(cluster.taskManagers().get(0)))
                    .as("class loaders of the job that runs, and of jobs that are over")
                    .isLessThanOrEqualTo(2);
              });
    } finally {
      rest.cancel(next);
      await().atMost(PATIENCE).until(() -> rest.hasEnded(next));
    }
  }

  /** Puts a reading on the stream that is a second later than the one before. */
  private static void measure(int pressure) throws Exception {
    stream.put(
        "WT-1",
        "{\"id\":\"%d\",\"turbine_id\":\"WT-1\",\"type\":\"Hydraulic Pressure\",\"data\":%d,\"date\":\"%s\"}"
            .formatted(measured, pressure, START.plusSeconds(measured)));
    stream.flush();
    measured++;
  }

  /** Runs a job until it has read all there is and its state is in S3. */
  private static String submit(String... alerts) {
    List<String> settings = new ArrayList<>(List.of("--source.stream", "telemetry"));
    settings.addAll(List.of(alerts));
    List<String> arguments =
        new JobSettings(settings)
            .forStack(kinesis.uri().toString(), Aws.LOCAL)
            .orElse("lake.root", "s3://windfarm/lake-" + jobs++)
            .arguments();
    String job = rest.submit(Project.jobJar(), arguments, Optional.empty());
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                rest.isRunning(job)
                    && rest.metric(job, "Decode.numRecordsIn") >= 60
                    && rest.completedCheckpoints(job) > 0);
    return job;
  }

  /** Counts them after a full collection, which the count brings about. */
  private static long loadersOfJobs(ChildProcess taskManager)
      throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), String.valueOf(taskManager.pid()), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String histogram = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(histogram).isZero();
    return LOADERS
        .matcher(histogram)
        .results()
        .mapToLong(row -> Long.parseLong(row.group(1)))
        .sum();
  }
}

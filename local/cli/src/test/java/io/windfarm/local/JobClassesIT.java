package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windfarm.kinesis.KinesisEndpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A TaskManager loads the jar's classes anew for every job, and for a restart that found it without
 * tasks. What it does not let go of fills its metaspace until it ends itself.
 */
class JobClassesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int RUNS = 3;

  /** A row of the histogram: number, instances, bytes, class. */
  private static final Pattern LOADERS =
      Pattern.compile("(?m)^ *\\d+: +(\\d+) .*\\.ChildFirstClassLoader$");

  @TempDir private Path directory;

  @Test
  void areLetGoOfWithTheJob() throws Exception {
    Path logs = directory.resolve("logs");
    try (KinesisEndpoint kinesis = KinesisEndpoint.builder().limits(false).build().start();
        S3Endpoint s3 =
            S3Endpoint.start(directory.resolve("s3"), 0, logs.resolve("s3"), "windfarm");
        FlinkCluster cluster =
            FlinkCluster.in(directory.resolve("flink"))
                .logs(logs)
                .s3(s3.uri(), Aws.LOCAL)
                .checkpoints("s3://windfarm/flink")
                .set("execution.checkpointing.interval", "1s")
                .start()) {
      kinesis.createStreamIfMissing("telemetry", 2);
      kinesis.createStreamIfMissing("alerts", 1);
      StreamWriter stream = new StreamWriter(kinesis.uri(), "telemetry");
      for (int second = 0; second < 60; second++) {
        stream.put(
            "WT-1",
            "{\"id\":\"%d\",\"turbine_id\":\"WT-1\",\"type\":\"Hydraulic Pressure\",\"data\":%d,\"date\":\"2026-11-20T07:00:%02dZ\"}"
                .formatted(second, second < 30 ? 75 : 40, second));
      }
      stream.flush();
      FlinkRest rest = cluster.rest();
      for (int run = 0; run < RUNS; run++) {
        List<String> arguments =
            new JobSettings(List.of("--source.stream", "telemetry", "--alerts.stream", "alerts"))
                .forStack(kinesis.uri().toString(), Aws.LOCAL)
                .orElse("lake.root", "s3://windfarm/lake-" + run)
                .arguments();
        String job = rest.submit(Project.jobJar(), arguments, Optional.empty());
        await()
            .atMost(PATIENCE)
            .until(() -> rest.isRunning(job) && rest.metric(job, "Decode.numRecordsIn") >= 60);
        rest.stop(job, true);
      }

      ChildProcess taskManager = cluster.taskManagers().get(0);
      // One may stay: what the JVM itself remembers of the last caller goes with the next.
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(loadersOfJobs(taskManager))
                      .as("class loaders of jobs that are over")
                      .isLessThanOrEqualTo(1));
    }
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

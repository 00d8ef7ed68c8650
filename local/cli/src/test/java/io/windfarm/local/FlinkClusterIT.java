package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real cluster, with checkpoints and output on a real S3 endpoint. */
class FlinkClusterIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private static Path directory;
  private static S3Endpoint s3;
  private static FlinkCluster cluster;
  private static Path jar;

  @BeforeAll
  static void start() throws Exception {
    Path logs = directory.resolve("logs");
    s3 = S3Endpoint.start(directory.resolve("s3"), 0, logs.resolve("s3.log"), "windfarm");
    cluster =
        FlinkCluster.in(directory.resolve("flink"))
            .logs(logs)
            .s3(s3.uri(), Aws.LOCAL)
            .checkpoints("s3://windfarm/flink")
            .set("execution.checkpointing.interval", "1s")
            .set("execution.checkpointing.min-pause", "0")
            .set("taskmanager.memory.process.size", "1024m")
            .set("restart-strategy.exponential-delay.initial-backoff", "200ms")
            .start();
    jar = JobJar.of(NumbersJob.class, directory);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
    if (s3 != null) {
      s3.close();
    }
  }

  @Test
  void writesEveryNumberOnceThroughTheLossOfATaskManagerAndARestoredSavepoint() throws Exception {
    FlinkRest rest = cluster.rest();
    Path output = directory.resolve("s3/windfarm/numbers");
    List<String> arguments = List.of("s3://windfarm/numbers", "1000000", "500");
    String job = rest.submit(jar, arguments, Optional.empty());
    await().atMost(PATIENCE).until(() -> rest.completedCheckpoints(job) > 0);

    cluster.taskManagers().get(0).kill();
    cluster.startTaskManager();
    await().atMost(PATIENCE).until(() -> rest.restarts(job) > 0 && rest.isRunning(job));
    long before = rest.completedCheckpoints(job);
    await().atMost(PATIENCE).until(() -> rest.completedCheckpoints(job) > before);
    assertThat(rest.failure(job)).isNotEmpty();
    String savepoint = rest.stop(job, false);
    assertThat(rest.state(job)).isEqualTo("FINISHED");
    int first = Numbers.in(output).size();

    String continued = rest.submit(jar, arguments, Optional.of(savepoint));
    await().atMost(PATIENCE).until(() -> rest.completedCheckpoints(continued) > 1);
    await().atMost(PATIENCE).until(() -> rest.metric(continued, "Files__Writer.numRecordsIn") > 0);
    rest.stop(continued, false);

    Numbers numbers = Numbers.in(output);
    assertThat(numbers.size()).isGreaterThan(first);
    // Each of the two subtasks counts through a half of its own.
    numbers.assertWrittenOnceFrom(0, 500_000);
  }

  @Test
  void saysWhatAJobsMainFailedWith() {
    assertThatThrownBy(() -> cluster.rest().submit(jar, List.of("only-one"), Optional.empty()))
        .isInstanceOf(Failure.class)
        .hasMessage("Give a root, a count and a rate.");
  }
}

package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A cluster as {@code flink-conf/} describes it for production, with standby JobManager, ZooKeeper
 * and RocksDB, everything that lasts on a real S3 endpoint; and its processes killed.
 */
class FlinkHaClusterIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long COUNT = 1_000_000;

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
            .highlyAvailable("s3://windfarm/flink", 2)
            .rocksDb()
            .taskManagers(2)
            .set("execution.checkpointing.interval", "1s")
            .start();
    jar = JobJar.of(NumbersJob.class, directory);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      List<ChildProcess> processes = new ArrayList<>(cluster.taskManagers());
      cluster.jobManagers().forEach(jobManager -> processes.add(jobManager.process()));
      cluster.zooKeeper().ifPresent(zooKeeper -> processes.add(zooKeeper.process()));
      cluster.close();
      assertThat(processes).hasSizeGreaterThan(4).noneMatch(ChildProcess::isAlive);
    }
    if (s3 != null) {
      s3.close();
    }
  }

  @Test
  void losesNothingWhenATaskManagerAndThenTheLeadingJobManagerAreKilled() throws Exception {
    FlinkJob job = FlinkJob.submit(cluster.rest(), jar, arguments("killed"));
    job.awaitRunning(PATIENCE);
    awaitCheckpoint(job);

    cluster.killTaskManager(cluster.taskManagers().size() - 1);
    cluster.startTaskManager();
    job.awaitRunning(PATIENCE);
    await().atMost(PATIENCE).until(() -> job.restarts() > 0);
    assertThat(job.lastFailure()).isNotEmpty();
    awaitCheckpoint(job);

    JobManager leader = cluster.leader().orElseThrow();
    cluster.killJobManager();
    assertThat(leader.isAlive()).isFalse();
    job.awaitRunning(PATIENCE);
    assertThat(cluster.leader()).get().isNotEqualTo(leader);
    cluster.startJobManager();
    awaitCheckpoint(job);

    job.stop();
    assertThat(job.state()).isEqualTo("FINISHED");
    Numbers.in(output("killed")).assertWrittenOnceFrom(0, COUNT / 2);
  }

  @Test
  void runsOnWhileZooKeeperIsReplaced() throws Exception {
    FlinkJob job = FlinkJob.submit(cluster.rest(), jar, arguments("zookeeper"));
    job.awaitRunning(PATIENCE);
    awaitCheckpoint(job);
    Optional<Instant> run = cluster.rest().runningSince(job.id());
    ZooKeeper zooKeeper = cluster.zooKeeper().orElseThrow();

    zooKeeper.process().kill();
    zooKeeper.start();

    awaitCheckpoint(job);
    assertThat(cluster.rest().runningSince(job.id())).isEqualTo(run);
    job.stop();
  }

  @Test
  void goesOnFromASavepointWithTwiceTheTasks() throws Exception {
    String first = cluster.rest().submit(jar, arguments("rescaled"), Optional.empty(), 1);
    await().atMost(PATIENCE).until(() -> cluster.rest().completedCheckpoints(first) > 0);
    assertThat(cluster.rest().stateBackend(first)).contains("RocksDB");
    String savepoint = cluster.rest().stop(first, false);
    int before = Numbers.in(output("rescaled")).size();

    FlinkJob job = FlinkJob.restore(cluster.rest(), jar, arguments("rescaled"), savepoint, 2);
    job.awaitRunning(PATIENCE);
    awaitCheckpoint(job);
    assertThat(job.savepoint()).startsWith("s3://windfarm/flink/savepoints/");
    job.stop();

    Numbers numbers = Numbers.in(output("rescaled"));
    assertThat(numbers.size()).isGreaterThan(before);
    numbers.assertWrittenOnceFrom(0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void leavesNoProcessBehindWhenItsParentEnds(boolean killed, @TempDir Path folder)
      throws Exception {
    Path output = folder.resolve("output.txt");
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + Project.HOME + "=" + Project.home(),
                "-cp",
                System.getProperty("java.class.path"),
                HaClusterProcess.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    List<ProcessHandle> children = List.of();
    try {
      await()
          .atMost(PATIENCE)
          .failFast("the parent ended", () -> !parent.isAlive())
          .until(() -> Files.readString(output).contains("ready"));
      children = parent.descendants().toList();
      assertThat(children).as("ZooKeeper, JobManager, TaskManager").hasSize(3);

      if (killed) {
        parent.destroyForcibly();
      } else {
        parent.destroy();
      }

      List<ProcessHandle> all = children;
      await().atMost(PATIENCE).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    } finally {
      parent.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static List<String> arguments(String prefix) {
    return List.of("s3://windfarm/" + prefix, String.valueOf(COUNT), "500");
  }

  private static Path output(String prefix) {
    return directory.resolve("s3/windfarm").resolve(prefix);
  }

  /** One that began after now, as two completed ones show. */
  private static void awaitCheckpoint(FlinkJob job) {
    long before = job.completedCheckpoints();
    await().atMost(PATIENCE).until(() -> job.completedCheckpoints() > before + 1);
  }
}

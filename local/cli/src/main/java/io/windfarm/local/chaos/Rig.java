package io.windfarm.local.chaos;

import io.windfarm.kinesis.KinesisEndpoint;
import io.windfarm.local.Aws;
import io.windfarm.local.ChildProcess;
import io.windfarm.local.DataDirectory;
import io.windfarm.local.FlinkCluster;
import io.windfarm.local.KafkaEndpoint;
import io.windfarm.local.Lifetime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What scenarios break: the Kinesis endpoint in this JVM, S3 in a process behind a proxy that can
 * fail, and a cluster of processes. All scenarios of a run share it, one after another, each with
 * streams and a lake of its own.
 */
final class Rig implements AutoCloseable {
  /**
   * Short, so that there is always one under way or just over; a row is committed with the next.
   */
  static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(2);

  static final String BUCKET = "windfarm";

  /** One leads, one stands by. */
  private static final int JOB_MANAGERS = 2;

  /** One slot each, so that every one of them works and its end is felt. */
  static final int TASK_MANAGERS = 2;

  private final DataDirectory data;
  private final long seed;
  private final Progress progress;
  private final Lifetime lifetime = new Lifetime();
  private final UnreliableS3 s3;
  private final FlinkCluster cluster;
  private KinesisEndpoint kinesis;
  private KafkaEndpoint kafka;
  private int kinesisPort;

  private Rig(DataDirectory data, long seed, Progress progress)
      throws IOException, InterruptedException {
    this.data = data;
    this.seed = seed;
    this.progress = progress;
    try {
      startKinesis();
      lifetime.add(this::stopKinesis);
      s3 = lifetime.add(UnreliableS3.start(data.s3(), data.logs().resolve("s3.log"), BUCKET, seed));
      cluster = lifetime.add(startCluster());
    } catch (IOException | InterruptedException | RuntimeException e) {
      lifetime.close();
      throw e;
    }
  }

  /** Starts everything; nothing is broken yet. */
  static Rig start(DataDirectory data, long seed, Progress progress)
      throws IOException, InterruptedException {
    return new Rig(data, seed, progress);
  }

  private FlinkCluster startCluster() throws IOException, InterruptedException {
    return FlinkCluster.in(data.flink())
        .logs(data.logs())
        .highlyAvailable("s3://" + BUCKET + "/flink", JOB_MANAGERS)
        .taskManagers(TASK_MANAGERS)
        .s3(s3.uri(), Aws.LOCAL)
        .checkpoints("s3://" + BUCKET + "/flink")
        .set("taskmanager.numberOfTaskSlots", "1")
        .set("taskmanager.memory.process.size", "1024m")
        .set("parallelism.default", String.valueOf(TASK_MANAGERS))
        .set("execution.checkpointing.interval", CHECKPOINT_INTERVAL.toSeconds() + "s")
        // On a busy machine ten JVMs start slowly, and one that gives up ends the run.
        .set("pekko.startup-timeout", "60s")
        // How old the job's state may be when asked for it: it is timed.
        .set("web.refresh-interval", "250")
        .set("metrics.fetcher.update-interval", "250")
        .start();
  }

  /** The faults of Kinesis: {@link KinesisEndpoint#faults()}. */
  KinesisEndpoint kinesis() {
    return kinesis;
  }

  /** Makes Kinesis unreachable; what it holds is kept. */
  void stopKinesis() throws IOException {
    kinesis.close();
  }

  /** Starts it at first, or again with what it held and at its old address. */
  void startKinesis() throws IOException {
    kinesis =
        KinesisEndpoint.builder()
            .directory(Files.createDirectories(data.kinesis()))
            .region(Aws.LOCAL.region())
            .port(kinesisPort)
            // Only what is broken on purpose may be in the way.
            .limits(false)
            .build()
            .start();
    kinesisPort = kinesis.uri().getPort();
  }

  /** The broker's address; started when it is first asked for, as few scenarios need one. */
  String kafkaServers() throws IOException, InterruptedException {
    if (kafka == null) {
      kafka =
          lifetime.add(
              KafkaEndpoint.start(data.kafka(), 0, data.logs().resolve("kafka.log"), Map.of()));
    }
    return kafka.bootstrapServers();
  }

  UnreliableS3 s3() {
    return s3;
  }

  FlinkCluster cluster() {
    return cluster;
  }

  /**
   * Exchanges all TaskManagers in an orderly way: one scenario's is no other's, and what a job
   * leaves in a process (classes, above all) does not add up over them.
   */
  void freshTaskManagers() throws IOException, InterruptedException {
    for (ChildProcess taskManager : cluster.taskManagers()) {
      taskManager.close();
    }
    for (int i = 0; i < TASK_MANAGERS; i++) {
      cluster.startTaskManager();
    }
    cluster.awaitTaskManagers();
  }

  /** Kills TaskManagers at once (signal 9) and starts as many, as whoever supervises them would. */
  void replaceTaskManagers(int count, Random random) throws IOException, InterruptedException {
    List<ChildProcess> alive = new ArrayList<>(cluster.taskManagers());
    alive.removeIf(taskManager -> !taskManager.isAlive());
    Collections.shuffle(alive, random);
    for (ChildProcess taskManager : alive.subList(0, count)) {
      taskManager.kill();
    }
    for (int i = 0; i < count; i++) {
      cluster.startTaskManager();
    }
  }

  /** Starts TaskManagers besides the usual ones, which end when what it returns is closed. */
  Lifetime moreTaskManagers(int count) throws IOException, InterruptedException {
    Lifetime more = new Lifetime();
    for (int i = 0; i < count; i++) {
      more.add(cluster.startTaskManager());
    }
    cluster.awaitTaskManagers();
    return more;
  }

  /** Kills the JobManager that leads (signal 9) and starts another one to stand by. */
  void replaceJobManager() throws IOException, InterruptedException {
    cluster.killJobManager();
    cluster.startJobManager();
  }

  /** What clients need in their environment. */
  Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL_KINESIS", kinesis.uri().toString(),
        "AWS_ENDPOINT_URL_S3", s3.uri().toString(),
        "AWS_REGION", Aws.LOCAL.region(),
        "AWS_ACCESS_KEY_ID", Aws.LOCAL.accessKeyId(),
        "AWS_SECRET_ACCESS_KEY", Aws.LOCAL.secretAccessKey());
  }

  Path logs() {
    return data.logs();
  }

  /** How many lines the TaskManagers have logged so far. */
  long taskManagerLogLines() throws IOException {
    long lines = 0;
    try (DirectoryStream<Path> found = Files.newDirectoryStream(logs(), "taskmanager-*.log*")) {
      for (Path log : found) {
        try (Stream<String> read = Files.lines(log, StandardCharsets.ISO_8859_1)) {
          lines += read.count();
        }
      }
    }
    return lines;
  }

  /** A folder for what a scenario writes down. */
  Path folder(String scenario) throws IOException {
    return Files.createDirectories(data.demo().resolve(scenario));
  }

  /** Where a lake lies that the job knows as {@link #lakeRoot}. */
  Path lake(String name) {
    return data.s3().resolve(BUCKET).resolve(name).resolve("lake");
  }

  /** What the job is told of a lake. */
  static String lakeRoot(String name) {
    return "s3://" + BUCKET + "/" + name + "/lake";
  }

  /** Clears away what killed writers left; see {@link Sweep}. */
  Sweep sweep() throws IOException, InterruptedException {
    return Sweep.of(data.s3().resolve(BUCKET), BUCKET, environment(), data.logs());
  }

  long seed() {
    return seed;
  }

  Progress progress() {
    return progress;
  }

  /** Ends all processes. */
  @Override
  public void close() {
    lifetime.close();
  }
}

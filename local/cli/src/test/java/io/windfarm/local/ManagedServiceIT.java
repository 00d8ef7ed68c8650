package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar for Managed Service for Apache Flink runs the demo's job as that service would:
 * configured by property groups in a file, and by no argument. What it cannot show is the service
 * itself.
 */
class ManagedServiceIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private static Path directory;

  private static final Lifetime LIFETIME = new Lifetime();
  private static DataDirectory data;
  private static StackProcess stack;
  private static DemoRun run;
  private static ChildProcess producers;

  @BeforeAll
  static void send() throws Exception {
    data = DataDirectory.of(directory.resolve("data"));
    stack = LIFETIME.add(StackProcess.start(data, 0, 0));
    stack.awaitReady();
    run = DemoRun.of(data, 40, Duration.ofSeconds(40));
    List<String> arguments = new ArrayList<>(List.of("fleet", "--turbines", "40"));
    // No faster than turbines are: shards that run apart in event time make readings late.
    arguments.addAll(List.of("--duration", "40s", "--emergency", "pressure-loss@2s"));
    arguments.addAll(List.of("--fault", "malformed=1%", "--fault", "duplicate=1%"));
    arguments.addAll(List.of("--ground-truth", run.groundTruth().toString()));
    arguments.addAll(List.of("--summary", run.summary().toString()));
    producers =
        LIFETIME.add(
            Producers.process(arguments)
                .jvmOptions(ChildProcess.LIGHT)
                .environment(stack.environment())
                .log(data.logs().resolve("producers.log"))
                .start());
  }

  @AfterAll
  static void end() {
    LIFETIME.close();
  }

  /** No plugins, no Hadoop: the jar lies beside Flink's own, as in a cluster for it alone. */
  @Test
  void bringsItsOwnFileSystemWhereTheClusterHasNone() throws Exception {
    Path launcher = launcher();
    FlinkCluster.Builder cluster =
        cluster("alone").withoutPlugins().classpath(Project.managedServiceJar());

    assertAccountsForAllThatWasSent("alone", cluster, launcher);
  }

  /** The jar is loaded as a job's, its own copy of the file system beside the cluster's. */
  @Test
  void leavesS3ToAClusterThatHasAFileSystemForIt() throws Exception {
    assertAccountsForAllThatWasSent("beside", cluster("beside"), Project.managedServiceJar());
  }

  private static FlinkCluster.Builder cluster(String name) {
    return FlinkCluster.in(directory.resolve(name))
        .s3(stack.s3(), Aws.LOCAL)
        .checkpoints("s3://" + StackCommand.BUCKET + "/flink-" + name)
        .set("execution.checkpointing.interval", "5s")
        .set("taskmanager.memory.process.size", "1536m");
  }

  private static void assertAccountsForAllThatWasSent(
      String name, FlinkCluster.Builder builder, Path jar) throws Exception {
    List<String> settings = new ArrayList<>(DemoCommand.settings(stack).arguments());
    // By the scheme of infra/application.yaml; checkpoints go by s3.
    settings.set(
        settings.indexOf("--lake.root") + 1, "s3a://" + StackCommand.BUCKET + "/lake-" + name);
    builder.classpath(ApplicationProperties.write(settings, directory.resolve(name + "-etc")));
    try (FlinkCluster cluster = builder.start()) {
      FlinkRest flink = cluster.rest();
      String job = flink.submit(jar, List.of(), Optional.empty());
      await().atMost(PATIENCE).until(() -> !producers.isAlive());
      assertThat(producers.exitCode()).as(producers.output()).isZero();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(flink.metric(job, DemoCommand.RECEIVED))
                      .as(() -> flink.failure(job).orElse("records received"))
                      .isEqualTo(run.sent().records()));
      flink.stop(job, true);
      assertThat(flink.restarts(job)).isZero();

      ByteArrayOutputStream report = new ByteArrayOutputStream();
      Path root = data.s3().resolve(StackCommand.BUCKET).resolve("lake-" + name);
      try (Lake lake = Lake.open(root)) {
        int exitCode =
            new DemoReport(
                    lake,
                    run.sent(),
                    ExpectedAlert.in(run.groundTruth()),
                    new AlertsStream(stack.kinesis(), StackCommand.ALERTS).notices(),
                    data,
                    flink.address())
                .print(new PrintStream(report, true, StandardCharsets.UTF_8));
        assertThat(exitCode).as(report.toString(StandardCharsets.UTF_8)).isZero();
      }
      assertThat(run.sent().records()).isGreaterThan(1000);
      assertThat(ExpectedAlert.in(run.groundTruth())).isNotEmpty();
    }
  }

  /** A jar that names the job's main class and leaves it to the class path. */
  private static Path launcher() throws Exception {
    Path jar = directory.resolve("launcher.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "io.windfarm.WindFarmJob");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar;
  }
}

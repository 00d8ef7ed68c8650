package io.windfarm.local;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main job, end to end, on this machine. */
@Command(
    name = "demo",
    description = {
      "The main job, end to end, on this machine.",
      "Turbines send, some of them in an emergency; the job raises alerts, computes statistics and"
          + " fills the lake; a report holds all of it against what was sent."
    },
    footer = {"", "Exit code 0: the ledger balanced, and the alerts are those that were due."})
final class DemoCommand implements Callable<Integer> {
  /** The job's count of records received, as its metrics name it. */
  static final String RECEIVED = "Decode.numRecordsIn";

  /**
   * How much out of order readings may be in the demo: the job's default, said here to print it.
   */
  static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(5);

  static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(15);

  /** Shorter than the job's default, in proportion to a demo's checkpoints. */
  private static final Duration MAX_LOOKAHEAD = Duration.ofSeconds(5);

  private static final Duration START_OF_JOB = Duration.ofSeconds(60);
  private static final Duration CATCH_UP = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 1000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = TimeSpan.class,
      description = "How long turbines send, at least 60s; default: ${DEFAULT-VALUE}.")
  private Duration duration;

  @Option(
      names = "--turbines",
      paramLabel = "N",
      defaultValue = "300",
      description = "Three sensors each, one reading a second; default: ${DEFAULT-VALUE}.")
  private int turbines;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Where everything is kept; what an earlier demo left there is removed."
              + " Default: windfarm-data.")
  private Path directory;

  @Option(
      names = "--web-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Of Flink's web UI; default: a free one.")
  private int webPort;

  @Option(
      names = "--kinesis-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Of the Kinesis endpoint; default: a free one.")
  private int kinesisPort;

  @Option(
      names = "--s3-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Of the S3 endpoint; default: a free one.")
  private int s3Port;

  @Override
  @SuppressWarnings("SystemConsoleNull") // Only newer JDKs give every program a console.
  public Integer call() throws Exception {
    if (duration.compareTo(DemoRun.SHORTEST) < 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--duration: the emergencies take at least " + DemoRun.SHORTEST.toSeconds() + "s");
    }
    DataDirectory data = DataDirectory.of(directory == null ? Project.data() : directory);
    data.clearForDemo();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Lifetime lifetime = Lifetime.untilExit();
    try {
      out.printf(
          "%d turbines, 3 sensors each, a reading a second, %d s%n",
          turbines, duration.toSeconds());
      StackProcess stack = lifetime.add(StackProcess.start(data, kinesisPort, s3Port));
      FlinkCluster cluster = lifetime.add(startCluster(data, stack));
      stack.awaitReady();
      out.println("Stack    Kinesis " + stack.kinesis() + "   S3 " + stack.s3());
      FlinkRest flink = cluster.rest();
      out.println("Cluster  web UI " + flink.address() + "   logs " + data.logs());
      String job = submit(flink, stack);
      out.println("Job      " + job + " runs   metrics " + cluster.metrics().file());

      DemoRun run = DemoRun.of(data, turbines, duration);
      AlertsStream alerts = new AlertsStream(stack.kinesis(), StackCommand.ALERTS);
      DemoProgress progress = new DemoProgress(out, System.console() != null);
      ChildProcess producers = lifetime.add(run.start(stack, data.logs().resolve("producers.log")));
      while (producers.isAlive()) {
        progress.show(producers, flink, job, alerts, data.lake());
        refuseToGoOnIfEnded(flink, job);
        Thread.sleep(POLL_MILLIS);
      }
      refuseIfFailed(producers);
      DemoRun.Sent sent = run.sent();
      awaitReceived(
          flink, job, sent, () -> progress.show(producers, flink, job, alerts, data.lake()));
      progress.end();
      out.println(
          "All sent. Ending the job: its last windows close, its last files are committed …");
      flink.stop(job, true);

      try (Lake lake = Lake.open(data.lake())) {
        return new DemoReport(
                lake,
                sent,
                ExpectedAlert.in(run.groundTruth()),
                alerts.notices(),
                data,
                flink.address())
            .print(out);
      }
    } catch (Failure e) {
      if (lifetime.isEnding()) {
        return 1; // Ctrl-C: what is gone was ended by us.
      }
      throw e;
    } finally {
      lifetime.close();
    }
  }

  private FlinkCluster startCluster(DataDirectory data, StackProcess stack) throws Exception {
    return FlinkCluster.in(data.flink())
        .logs(data.logs())
        .webPort(webPort)
        .s3(stack.s3(), Aws.LOCAL)
        .checkpoints("s3://" + StackCommand.BUCKET + "/flink")
        .set("execution.checkpointing.interval", CHECKPOINT_INTERVAL.toSeconds() + "s")
        .start();
  }

  /** How the job is configured. */
  static JobSettings settings(StackProcess stack) {
    return new JobSettings(List.of())
        .forStack(stack.kinesis().toString(), Aws.LOCAL)
        .orElse("lake.root", "s3://" + StackCommand.BUCKET + "/lake")
        .orElse("ingest.out-of-orderness", OUT_OF_ORDERNESS.toSeconds() + "s")
        .orElse("clean.max-lookahead", MAX_LOOKAHEAD.toSeconds() + "s");
  }

  private static String submit(FlinkRest flink, StackProcess stack) throws InterruptedException {
    List<String> arguments = settings(stack).arguments();
    String job = flink.submit(Project.jobJar(), arguments, Optional.empty());
    long deadline = System.nanoTime() + START_OF_JOB.toNanos();
    while (!flink.isRunning(job)) {
      refuseToGoOnIfEnded(flink, job);
      if (System.nanoTime() > deadline) {
        throw new Failure(
            "The job did not start in "
                + START_OF_JOB.toSeconds()
                + " s. "
                + flink.failure(job).orElse("The logs say more."));
      }
      Thread.sleep(POLL_MILLIS / 4);
    }
    return job;
  }

  private static void refuseToGoOnIfEnded(FlinkRest flink, String job) {
    if (flink.hasEnded(job)) {
      throw new Failure("The job ended early: " + flink.failure(job).orElse(flink.state(job)));
    }
  }

  private static void refuseIfFailed(ChildProcess producers) {
    if (producers.exitCode() != 0) {
      List<String> lines = producers.output().lines().toList();
      throw new Failure(
          "The producers failed: "
              + (lines.isEmpty() ? "" : lines.get(lines.size() - 1))
              + "\nTheir log: "
              + producers.log());
    }
  }

  /** Something that is done again and again while waiting. */
  private interface Meanwhile {
    void run() throws Exception;
  }

  /**
   * Waits until the job has received all that Kinesis acknowledged. After a restart the metric
   * counts from 0 again; the wait then ends with the time, and the ledger tells.
   */
  private static void awaitReceived(
      FlinkRest flink, String job, DemoRun.Sent sent, Meanwhile meanwhile) throws Exception {
    long deadline = System.nanoTime() + CATCH_UP.toNanos();
    while (flink.metric(job, RECEIVED) < sent.records() && System.nanoTime() < deadline) {
      refuseToGoOnIfEnded(flink, job);
      meanwhile.run();
      Thread.sleep(POLL_MILLIS);
    }
    meanwhile.run();
  }
}

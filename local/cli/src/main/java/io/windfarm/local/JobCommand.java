package io.windfarm.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The job's shaded jar on the local cluster. */
@Command(
    name = "job",
    description = {
      "The job on a real Flink cluster on this machine.",
      "Runs until Ctrl-C, which stops it with a savepoint, or until bounded input ends. Endpoints are taken from the environment, as the stack prints it; without AWS_ENDPOINT_URL_S3 an S3 endpoint over DIR is started."
    },
    footer = {
      "",
      "Settings of the job are passed on: --group.key value. Flink's own are in flink-conf/."
    })
final class JobCommand implements Callable<Integer> {
  private static final long POLL_MILLIS = 500;

  @Spec private CommandSpec spec;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where data, logs and the last savepoint are kept; default: windfarm-data.")
  private Path directory;

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "The job's configuration; nothing is then taken from the environment for it.")
  private Path configuration;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description =
          "Another jar of the job than this build's ordinary one, such as that for Managed Service"
              + " for Apache Flink, or an earlier version's.")
  private Path jar;

  @Option(names = "--from-savepoint", description = "Continue from the last savepoint under DIR.")
  private boolean fromSavepoint;

  @Option(
      names = "--web-port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "Of Flink's web UI; 0 takes a free one; default: ${DEFAULT-VALUE}.")
  private int webPort;

  @Parameters(paramLabel = "--group.key value", description = "Settings of the job.")
  private List<String> settings = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    JobSettings.refuseOthers(spec.commandLine(), settings);
    if (jar == null) {
      jar = Project.jobJar();
    } else if (!Files.isRegularFile(jar)) {
      throw new ParameterException(
          spec.commandLine(), "--jar: there is no file " + jar + ". mvn -Pmsf package makes both.");
    }
    DataDirectory data = DataDirectory.of(directory == null ? Project.data() : directory);
    Optional<String> savepoint =
        fromSavepoint ? Optional.of(lastSavepoint(data)) : Optional.empty();
    Lifetime lifetime = Lifetime.untilExit();
    try {
      FlinkCluster cluster = lifetime.add(startCluster(data, lifetime));
      FlinkRest flink = cluster.rest();
      System.out.println(
          "Web UI: "
              + flink.address()
              + "   logs: "
              + cluster.logs()
              + "   metrics: "
              + cluster.metrics().file());
      String job = flink.submit(jar, JobSettings.arguments(configuration, settings), savepoint);
      System.out.println("The job runs: " + job + ". Ctrl-C stops it with a savepoint.");
      lifetime.add(() -> stop(flink, job, data));
      while (!flink.hasEnded(job)) {
        Thread.sleep(POLL_MILLIS);
      }
      return report(flink, job);
    } catch (Failure e) {
      if (lifetime.isEnding()) {
        return CommandLine.ExitCode.OK; // The cluster went away because we ended it.
      }
      throw e;
    } finally {
      lifetime.close();
    }
  }

  private FlinkCluster startCluster(DataDirectory data, Lifetime lifetime)
      throws IOException, InterruptedException {
    Map<String, String> environment = System.getenv();
    String endpoint = environment.get("AWS_ENDPOINT_URL_S3");
    URI s3 =
        endpoint != null
            ? URI.create(endpoint)
            : lifetime
                .add(
                    S3Endpoint.start(
                        data.s3(), 0, data.logs().resolve("s3.log"), StackCommand.BUCKET))
                .uri();
    return FlinkCluster.in(data.flink())
        .logs(data.logs())
        .webPort(webPort)
        .s3(s3, Aws.from(environment))
        .checkpoints("s3://" + StackCommand.BUCKET + "/flink")
        .start();
  }

  private static String lastSavepoint(DataDirectory data) throws IOException {
    try {
      return Files.readString(data.lastSavepoint()).trim();
    } catch (NoSuchFileException e) {
      throw new Failure(
          "There is no savepoint under "
              + data.path()
              + ": run the job without --from-savepoint first, and end it with Ctrl-C.",
          e);
    }
  }

  private static void stop(FlinkRest flink, String job, DataDirectory data)
      throws IOException, InterruptedException {
    if (flink.hasEnded(job)) {
      return;
    }
    System.out.println("Stopping with a savepoint …");
    String savepoint = flink.stop(job, false);
    Files.writeString(data.lastSavepoint(), savepoint + "\n");
    System.out.println("Stopped: " + savepoint + ". Continue with ./windfarm job --from-savepoint");
  }

  private static int report(FlinkRest flink, String job) {
    if (flink.state(job).equals("FINISHED")) {
      System.out.println("The job finished.");
      return CommandLine.ExitCode.OK;
    }
    System.err.println(
        "The job ended as " + flink.state(job) + ". " + flink.failure(job).orElse(""));
    return CommandLine.ExitCode.SOFTWARE;
  }
}

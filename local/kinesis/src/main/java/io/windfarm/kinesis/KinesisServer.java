package io.windfarm.kinesis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The endpoint as a program: prints {@code AWS_ENDPOINT_URL_KINESIS=…} and {@code ready} when it
 * serves, and runs until stopped.
 */
@Command(
    name = "kinesis",
    mixinStandardHelpOptions = true,
    description = "Serves the Kinesis Data Streams protocol (JSON) on this machine.",
    exitCodeOnInvalidInput = 2,
    exitCodeOnExecutionException = 1)
public final class KinesisServer implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "4567",
      description = "Port to listen on, 0 for any that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address to listen on (default: ${DEFAULT-VALUE}). Nothing is authenticated: on any other"
              + " than loopback, everyone who reaches it may read and write.")
  private String host;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Keep streams and records here, over restarts (default: in memory).")
  private Path directory;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      defaultValue = "us-east-1",
      description = "Region in ARNs (default: ${DEFAULT-VALUE}).")
  private String region;

  @Option(
      names = "--no-limits",
      description = "Let shards take and give more than the service's rates.")
  private boolean unlimited;

  @Option(
      names = "--stream",
      paramLabel = "NAME:SHARDS",
      description = "A stream to make if it is not there; may be given more than once.")
  private String[] streams = {};

  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new KinesisServer()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    Map<String, Integer> wanted = wantedStreams();
    KinesisEndpoint.Builder builder =
        KinesisEndpoint.builder().port(port).host(host).region(region).limits(!unlimited);
    if (directory != null) {
      builder.directory(directory);
    }
    try (KinesisEndpoint endpoint = builder.build().start()) {
      for (Map.Entry<String, Integer> stream : wanted.entrySet()) {
        endpoint.createStreamIfMissing(stream.getKey(), stream.getValue());
      }
      spec.commandLine().getOut().println("AWS_ENDPOINT_URL_KINESIS=" + endpoint.uri());
      spec.commandLine().getOut().println("ready");
      spec.commandLine().getOut().flush();
      // Until the process is stopped: every record is kept as soon as it is acknowledged.
      new CountDownLatch(1).await();
      return 0;
    } catch (IOException | IllegalArgumentException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }

  private Map<String, Integer> wantedStreams() {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    for (String stream : streams) {
      if (!stream.matches("[a-zA-Z0-9_.-]{1,128}:[1-9][0-9]{0,3}")) {
        throw new ParameterException(
            spec.commandLine(),
            "--stream takes NAME:SHARDS such as telemetry:4, not '" + stream + "'");
      }
      int colon = stream.lastIndexOf(':');
      wanted.put(stream.substring(0, colon), Integer.parseInt(stream.substring(colon + 1)));
    }
    return wanted;
  }
}

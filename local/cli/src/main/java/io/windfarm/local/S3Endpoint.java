package io.windfarm.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The S3 endpoint in a JVM of its own, on the loopback interface. Its data is a directory of plain
 * files, a folder a bucket, and survives any end of the process.
 */
public final class S3Endpoint implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening on (http://\\S+)");
  private static final Duration START = Duration.ofSeconds(30);

  private final ChildProcess process;
  private final URI uri;

  private S3Endpoint(ChildProcess process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param port 0 for a free one
   * @throws StartFailure if it does not come up, as when the port is taken
   */
  public static S3Endpoint start(Path directory, int port, Path log, String... buckets)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(directory.toString(), String.valueOf(port)));
    arguments.addAll(List.of(buckets));
    ChildProcess process =
        ChildProcess.java("The S3 endpoint", "io.windfarm.s3.S3Server")
            .classpath(Project.s3Jar())
            .classpath(Project.s3Lib())
            .jvmOptions(
                List.of(
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                    "-Dorg.slf4j.simpleLogger.showDateTime=true",
                    "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSZ"))
            .arguments(arguments)
            .log(log)
            .start();
    try {
      return new S3Endpoint(process, URI.create(process.awaitLine(LISTENING, START).group(1)));
    } catch (StartFailure | InterruptedException e) {
      process.close();
      throw e;
    }
  }

  /** Such as {@code http://127.0.0.1:41234}. */
  public URI uri() {
    return uri;
  }

  public ChildProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}

package io.windfarm.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code ./windfarm stack} as a process of its own. */
final class StackProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("(?m)^ready$");
  private static final Duration START = Duration.ofSeconds(60);

  private final ChildProcess process;
  private final Map<String, String> environment = new LinkedHashMap<>();

  private final URI s3;

  private StackProcess(ChildProcess process, URI s3) {
    this.process = process;
    this.s3 = s3;
  }

  /**
   * Starts it for a demo; {@link #awaitReady} waits for it.
   *
   * @param kinesisPort 0 for a free one
   * @param s3Port 0 for a free one
   */
  static StackProcess start(DataDirectory data, int kinesisPort, int s3Port) throws IOException {
    int portOfS3 = s3Port == 0 ? FreePort.find() : s3Port;
    Path lib = Project.codeOf(Windfarm.class).resolveSibling("lib");
    ChildProcess process =
        ChildProcess.java("The stack", Windfarm.class.getName())
            .classpath(Project.codeOf(Windfarm.class))
            .classpath(lib)
            .jvmOptions(List.of("-Xmx512m", "-D" + Project.HOME + "=" + Project.home()))
            .jvmOptions(ChildProcess.LIGHT)
            .arguments(
                List.of(
                    "stack",
                    "--for-demo",
                    "--dir",
                    data.path().toString(),
                    "--kinesis-port",
                    String.valueOf(kinesisPort),
                    "--s3-port",
                    String.valueOf(portOfS3)))
            .log(data.logs().resolve("stack.log"))
            .start();
    return new StackProcess(process, URI.create("http://127.0.0.1:" + portOfS3));
  }

  /** Waits until both endpoints answer. */
  void awaitReady() throws InterruptedException {
    process.awaitLine(READY, START);
    process
        .output()
        .lines()
        .filter(line -> line.matches("[A-Z0-9_]+=.*"))
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              environment.put(line.substring(0, equals), line.substring(equals + 1));
            });
  }

  /** What clients need in their environment. */
  Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  /** Known once it is ready. */
  URI kinesis() {
    return URI.create(environment.get("AWS_ENDPOINT_URL_KINESIS"));
  }

  /** Known at once, so that a cluster can be told while both start. */
  URI s3() {
    return s3;
  }

  @Override
  public void close() {
    process.close();
  }
}

package io.windfarm.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code ./windfarm stack} as a process of its own, on free ports. */
final class StackProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("(?m)^ready$");
  private static final Duration START = Duration.ofSeconds(60);

  private final ChildProcess process;
  private final Map<String, String> environment = new LinkedHashMap<>();

  private StackProcess(ChildProcess process) {
    this.process = process;
  }

  /** Starts it for a demo and waits until it is ready. */
  static StackProcess start(DataDirectory data, int kinesisPort, int s3Port)
      throws IOException, InterruptedException {
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
                    String.valueOf(s3Port)))
            .log(data.logs().resolve("stack.log"))
            .start();
    StackProcess stack = new StackProcess(process);
    try {
      process.awaitLine(READY, START);
    } catch (StartFailure | InterruptedException e) {
      process.close();
      throw e;
    }
    process
        .output()
        .lines()
        .filter(line -> line.matches("[A-Z0-9_]+=.*"))
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              stack.environment.put(line.substring(0, equals), line.substring(equals + 1));
            });
    return stack;
  }

  /** What clients need in their environment. */
  Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  URI kinesis() {
    return URI.create(environment.get("AWS_ENDPOINT_URL_KINESIS"));
  }

  URI s3() {
    return URI.create(environment.get("AWS_ENDPOINT_URL_S3"));
  }

  @Override
  public void close() {
    process.close();
  }
}

package io.windfarm.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the demo's producers send: the reference fleet's first turbines at one reading a second and
 * sensor, some of it faulty, and five emergencies.
 */
record DemoRun(
    int turbines, Duration duration, Path groundTruth, Path summary, PrometheusTargets metrics) {
  /** Half a percent of each: enough of all in a minute, and not so much that it hides the rest. */
  private static final List<String> FAULTS =
      List.of("missing=0.5%", "spike=0.5%", "duplicate=0.5%", "late=0.5%", "malformed=0.5%");

  /** Later than the job waits (see DemoCommand), and soon enough to happen within the run. */
  private static final String LATE_BY = "20s";

  /** The longest, which therefore begin at once, need this. */
  static final Duration SHORTEST = Duration.ofSeconds(60);

  private static final List<String> EMERGENCIES =
      List.of(
          "pressure-loss@20s",
          "thermal-runaway@2s",
          "power-factor-collapse",
          "pitch-emergency@2s",
          "silence");

  private static final ObjectMapper JSON = new ObjectMapper();

  static DemoRun of(DataDirectory data, int turbines, Duration duration) throws IOException {
    Path folder = Files.createDirectories(data.demo());
    return new DemoRun(
        turbines,
        duration,
        folder.resolve("ground-truth.jsonl"),
        folder.resolve("producers.json"),
        new PrometheusTargets(data.path().resolve("producers")));
  }

  /** Starts the producers against a stack. */
  ChildProcess start(StackProcess stack, Path log) throws IOException {
    int port = FreePort.find();
    metrics.add("producers", port);
    List<String> arguments = new ArrayList<>(List.of("fleet"));
    arguments.addAll(List.of("--metrics-port", String.valueOf(port)));
    arguments.addAll(List.of("--turbines", String.valueOf(turbines)));
    arguments.addAll(List.of("--duration", duration.toSeconds() + "s"));
    arguments.addAll(List.of("--ground-truth", groundTruth.toString()));
    arguments.addAll(List.of("--summary", summary.toString()));
    arguments.addAll(List.of("--late-by", LATE_BY));
    FAULTS.forEach(fault -> arguments.addAll(List.of("--fault", fault)));
    EMERGENCIES.forEach(emergency -> arguments.addAll(List.of("--emergency", emergency)));
    return Producers.process(arguments)
        .jvmOptions(ChildProcess.LIGHT)
        .environment(stack.environment())
        .log(log)
        .start();
  }

  /** What the producers say of themselves, once they have ended. */
  Sent sent() throws IOException {
    JsonNode json = JSON.readTree(summary.toFile());
    return new Sent(
        json.path("records").asLong(),
        json.path("readings_acknowledged").asLong(),
        json.path("retries").asLong());
  }

  /**
   * The producers' account.
   *
   * @param records acknowledged by Kinesis
   * @param readings in those records; an event that nobody can read counts as one
   * @param retries records sent again because no answer came; these may have arrived twice
   */
  record Sent(long records, long readings, long retries) {}
}

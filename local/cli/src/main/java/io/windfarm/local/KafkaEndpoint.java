package io.windfarm.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A Kafka broker in a JVM of its own, on the loopback interface. Its topics, records and offsets
 * are in a directory and survive any end of the process.
 */
public final class KafkaEndpoint implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening on (\\S+)");
  private static final Duration START = Duration.ofSeconds(60);

  private final ChildProcess process;
  private final String bootstrapServers;

  private KafkaEndpoint(ChildProcess process, String bootstrapServers) {
    this.process = process;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts it and waits until it answers and has the topics.
   *
   * @param port 0 for a free one
   * @param topics names with numbers of partitions; those that exist stay as they are
   * @throws StartFailure if it does not come up, as when the port is taken
   */
  public static KafkaEndpoint start(Path directory, int port, Path log, Map<String, Integer> topics)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(directory.toString(), String.valueOf(port)));
    topics.forEach((topic, partitions) -> arguments.add(topic + ":" + partitions));
    ChildProcess process =
        ChildProcess.java("The Kafka broker", "io.windfarm.kafka.KafkaServer")
            .classpath(Project.kafkaJar())
            .classpath(Project.kafkaLib())
            .jvmOptions(
                List.of(
                    "-Xmx256m",
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                    "-Dorg.slf4j.simpleLogger.showDateTime=true",
                    "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSZ"))
            .jvmOptions(ChildProcess.LIGHT)
            .arguments(arguments)
            .log(log)
            .start();
    try {
      return new KafkaEndpoint(process, process.awaitLine(LISTENING, START).group(1));
    } catch (StartFailure | InterruptedException e) {
      process.close();
      throw e;
    }
  }

  /** Such as {@code 127.0.0.1:41234}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  public ChildProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}

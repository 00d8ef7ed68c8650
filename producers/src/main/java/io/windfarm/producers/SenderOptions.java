package io.windfarm.producers;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Options of every program that sends: where to, and what to do while it takes nothing. */
final class SenderOptions {
  private static final String SERVERS_VARIABLE = "KAFKA_BOOTSTRAP_SERVERS";

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description =
          "Kinesis endpoint (default: AWS_ENDPOINT_URL_KINESIS, AWS_ENDPOINT_URL, else AWS)")
  private String endpoint;

  @Option(names = "--region", description = "AWS region (default: AWS_REGION, else us-east-1)")
  private String region;

  @Option(
      names = "--stream",
      paramLabel = "NAME",
      description = "stream (default: ${DEFAULT-VALUE})")
  private String stream = "windfarm-telemetry";

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "calls to Kinesis at a time (default: 4)")
  private int connections = 4;

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      description =
          "how long to retry while nothing is accepted, before the spool is used, or, without one,"
              + " before giving up (default: 10s with a spool, else 60s)")
  private String patience;

  @Option(
      names = "--spool",
      paramLabel = "FILE",
      description =
          "keeps readings in this SQLite file while Kinesis takes none; what an earlier run left"
              + " there goes first")
  private Path spool;

  @Option(
      names = "--spool-limit",
      paramLabel = "SIZE",
      description =
          "how large the spool may become, as in 500MB; when it is full, measuring waits (default:"
              + " the disk)")
  private String spoolLimit;

  @Option(
      names = "--kafka-bootstrap-servers",
      paramLabel = "HOST:PORT",
      description =
          "Kafka to divert to what is in the spool while Kinesis takes nothing (default:"
              + " KAFKA_BOOTSTRAP_SERVERS, else none)")
  private String kafkaServers;

  @Option(
      names = "--kafka-topic",
      paramLabel = "NAME",
      description = "topic to divert to (default: ${DEFAULT-VALUE})")
  private String kafkaTopic = "windfarm-telemetry";

  @Option(
      names = "--kafka-properties",
      paramLabel = "FILE",
      description = "more settings of the Kafka client, such as those of TLS and SASL")
  private Path kafkaProperties;

  boolean hasSpool() {
    return spool != null;
  }

  /**
   * Starts a sender.
   *
   * @param keepsPace whether measuring is not to wait for Kinesis where there is a spool
   * @param say takes lines about outages
   * @throws UsageException where the options can't be used
   * @throws SpoolException where the spool can't be used
   * @throws NotAcknowledgedException where there are no credentials
   */
  Sending start(
      Map<String, String> environment, Duration linger, boolean keepsPace, Consumer<String> say) {
    if (connections < 1 || connections > 64) {
      throw new UsageException("--connections lies between 1 and 64");
    }
    Destination destination = Destination.resolve(endpoint, region, stream, environment);
    if (spool == null) {
      if (kafkaServers != null || spoolLimit != null || kafkaProperties != null) {
        throw new UsageException(
            "only what is in a spool is diverted to Kafka, or limited: give --spool FILE too");
      }
      return Sending.direct(
          destination, environment, connections, linger, patience(Duration.ofSeconds(60)));
    }
    OptionalLong limit =
        spoolLimit == null ? OptionalLong.empty() : OptionalLong.of(ByteSize.parse(spoolLimit));
    Duration patient = patience(Duration.ofSeconds(10));
    Optional<KafkaTopic> kafka = kafka(environment);
    return Sending.withFallback(
        destination,
        environment,
        connections,
        linger,
        patient,
        () -> Spool.open(spool, limit),
        kafka,
        keepsPace,
        say);
  }

  /** What to do about readings that wait in the spool; empty where none do. */
  Optional<String> waiting(Delivery delivery) {
    return delivery.spooled() == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%,d readings wait in the spool %s: the next run with that --spool sends them"
                    + " first, or send them now with: produce drain --spool %s",
                delivery.spooled(),
                spool,
                spool));
  }

  private Duration patience(Duration otherwise) {
    return patience == null ? otherwise : TimeSpan.parse(patience);
  }

  private Optional<KafkaTopic> kafka(Map<String, String> environment) {
    String servers = kafkaServers == null ? environment.get(SERVERS_VARIABLE) : kafkaServers;
    if (servers == null || servers.isBlank()) {
      return Optional.empty();
    }
    Properties more = new Properties();
    if (kafkaProperties != null) {
      try (Reader reader = Files.newBufferedReader(kafkaProperties, StandardCharsets.UTF_8)) {
        more.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new UsageException(
            "can't read --kafka-properties (" + e + "): name a file with lines KEY=VALUE");
      }
    }
    return Optional.of(new KafkaTopic(servers, kafkaTopic, more));
  }
}

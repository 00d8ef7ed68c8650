package io.windfarm.local;

import io.windfarm.kinesis.KinesisEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The endpoints alone, in the foreground. */
@Command(
    name = "stack",
    description = {
      "The Kinesis and S3 endpoints, and a Kafka broker if asked for, in the foreground until Ctrl-C.",
      "They listen on this machine only. Prints KEY=VALUE lines for clients and then 'ready'. Data survives a restart."
    },
    footer = {
      "",
      "In another terminal: set -a; . windfarm-data/stack.env; set +a",
      "Then ./windfarm produce, ./windfarm job, the AWS CLI and SDKs talk to this stack."
    })
final class StackCommand implements Callable<Integer> {
  /** The ports that LocalStack once gave to the two services, so that notes and habits fit. */
  private static final String KINESIS_PORT = "4568";

  private static final String S3_PORT = "4572";

  /** Names the broker in the environment. */
  static final String KAFKA = "KAFKA_BOOTSTRAP_SERVERS";

  static final String BUCKET = "windfarm";
  static final String TELEMETRY = "windfarm-telemetry";
  static final String ALERTS = "windfarm-alerts";

  /** Five shards take the reference fleet's 4,275 readings a second, one record each. */
  private static final int TELEMETRY_SHARDS = 5;

  private static final int TELEMETRY_PARTITIONS = 4;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where data is kept; default: windfarm-data.")
  private Path directory;

  @Option(
      names = "--kinesis-port",
      paramLabel = "PORT",
      defaultValue = KINESIS_PORT,
      description = "0 takes a free one; default: ${DEFAULT-VALUE}.")
  private int kinesisPort;

  @Option(
      names = "--s3-port",
      paramLabel = "PORT",
      defaultValue = S3_PORT,
      description = "0 takes a free one; default: ${DEFAULT-VALUE}.")
  private int s3Port;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      description = "Starts a Kafka broker too; 0 takes a free port.")
  private Integer kafkaPort;

  /** The demo clears its directory next time; other data stays. */
  @Option(names = "--for-demo", hidden = true)
  private boolean forDemo;

  @Override
  public Integer call() throws Exception {
    DataDirectory data = DataDirectory.of(directory == null ? Project.data() : directory);
    Lifetime lifetime = Lifetime.untilExit();
    try {
      lifetime.add(data.lock());
      if (!forDemo) {
        data.keep();
      }
      KinesisEndpoint kinesis = lifetime.add(startKinesis(data));
      kinesis.createStreamIfMissing(TELEMETRY, TELEMETRY_SHARDS);
      kinesis.createStreamIfMissing(ALERTS, 1);
      S3Endpoint s3 =
          lifetime.add(S3Endpoint.start(data.s3(), s3Port, data.logs().resolve("s3.log"), BUCKET));
      Optional<KafkaEndpoint> kafka =
          kafkaPort == null ? Optional.empty() : Optional.of(lifetime.add(startKafka(data)));

      String lines = lines(kinesis, s3, kafka);
      lifetime.add(() -> Files.deleteIfExists(data.environment()));
      Files.writeString(data.environment(), lines);
      System.out.print(lines);
      System.out.println("ready");
      System.out.flush();

      ChildProcess ended = awaitEndOfAny(s3.process(), kafka.map(KafkaEndpoint::process));
      if (lifetime.isEnding()) {
        return 0;
      }
      throw new Failure(ended.name() + " ended. Its log: " + ended.log());
    } finally {
      lifetime.close();
    }
  }

  private KinesisEndpoint startKinesis(DataDirectory data) {
    try {
      return KinesisEndpoint.builder()
          .directory(Files.createDirectories(data.kinesis()))
          .port(kinesisPort)
          .region(Aws.LOCAL.region())
          .build()
          .start();
    } catch (IOException e) {
      throw new Failure(e.getMessage() + " (--kinesis-port, --dir)", e);
    }
  }

  private KafkaEndpoint startKafka(DataDirectory data) throws IOException, InterruptedException {
    return KafkaEndpoint.start(
        data.kafka(),
        kafkaPort,
        data.logs().resolve("kafka.log"),
        Map.of(TELEMETRY, TELEMETRY_PARTITIONS, ALERTS, 1));
  }

  private static ChildProcess awaitEndOfAny(ChildProcess s3, Optional<ChildProcess> kafka) {
    return kafka
        .map(broker -> s3.end().applyToEither(broker.end(), ended -> ended))
        .orElseGet(s3::end)
        .join();
  }

  private static String lines(
      KinesisEndpoint kinesis, S3Endpoint s3, Optional<KafkaEndpoint> kafka) {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("AWS_ENDPOINT_URL_KINESIS", kinesis.uri().toString());
    lines.put("AWS_ENDPOINT_URL_S3", s3.uri().toString());
    kafka.ifPresent(broker -> lines.put(KAFKA, broker.bootstrapServers()));
    lines.put("AWS_REGION", Aws.LOCAL.region());
    lines.put("AWS_ACCESS_KEY_ID", Aws.LOCAL.accessKeyId());
    lines.put("AWS_SECRET_ACCESS_KEY", Aws.LOCAL.secretAccessKey());
    return lines.entrySet().stream()
        .map(line -> line.getKey() + "=" + line.getValue() + "\n")
        .collect(Collectors.joining());
  }
}

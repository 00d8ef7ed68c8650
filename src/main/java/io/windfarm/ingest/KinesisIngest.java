package io.windfarm.ingest;

import io.windfarm.config.WindFarmConfig;
import io.windfarm.config.WindFarmOptions;
import io.windfarm.config.WindFarmOptions.Credentials;
import io.windfarm.config.WindFarmOptions.Publisher;
import io.windfarm.model.Alert;
import java.net.URI;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.kinesis.sink.KinesisStreamsSink;
import org.apache.flink.kinesis.shaded.org.apache.flink.connector.aws.config.AWSConfigConstants;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.EFORegistrationType;

/**
 * Kinesis, in and out; only here and in {@link KinesisConsumer} is the connector named. {@code
 * FlinkKinesisConsumer} is deprecated for a source that can't be had in a version that survives
 * resharding, see docs/decisions.
 */
public final class KinesisIngest {
  /** Throttled or failing reads are retried for hours rather than failing the job. */
  private static final String PATIENTLY = "100000";

  /** AWS takes seconds to make a consumer ACTIVE, and longer after one of its name was deleted. */
  private static final Duration REGISTRATION = Duration.ofMinutes(5);

  private static final int MAX_PARTITION_KEY = 256;

  private KinesisIngest() {}

  /** The configured stream, shard by shard in order. */
  @SuppressWarnings("deprecation")
  public static Ingest of(StreamExecutionEnvironment environment, WindFarmConfig config) {
    KinesisConsumer consumer =
        new KinesisConsumer(config.get(WindFarmOptions.SOURCE_STREAM), consumer(config));
    return Ingest.primary(
        environment.addSource(consumer).uid("source-kinesis").name("Kinesis"),
        ShardWatermarks.live(
            config.get(WindFarmOptions.INGEST_OUT_OF_ORDERNESS),
            config.get(WindFarmOptions.INGEST_IDLE_TIMEOUT),
            new KinesisShards()));
  }

  /** Alerts to the configured stream, at least once, by turbine. */
  @SuppressWarnings("deprecation") // The name is what users configure; an ARN would do as well.
  public static Sink<Alert> alerts(WindFarmConfig config, SerializationSchema<Alert> format) {
    String endpoint = config.get(WindFarmOptions.ALERTS_ENDPOINT);
    Properties client =
        client(config, endpoint.isEmpty() ? config.get(WindFarmOptions.SOURCE_ENDPOINT) : endpoint);
    // What an endpoint without HTTP/2 needs, and alerts are too few to notice.
    client.setProperty(AWSConfigConstants.HTTP_PROTOCOL_VERSION, "HTTP1_1");
    client.putAll(config.get(WindFarmOptions.SOURCE_PROPERTIES));
    return KinesisStreamsSink.<Alert>builder()
        .setStreamName(config.get(WindFarmOptions.ALERTS_STREAM))
        .setKinesisClientProperties(client)
        .setSerializationSchema(format)
        .setPartitionKeyGenerator(alert -> partitionKey(alert.turbineId))
        .setMaxBatchSize(500)
        // An alert waits for no batch to fill.
        .setMaxTimeInBufferMS(100)
        .build();
  }

  /** A key has at most 256 characters, and a batch with a longer one is refused as a whole. */
  private static String partitionKey(String turbineId) {
    return turbineId.length() <= MAX_PARTITION_KEY
        ? turbineId
        : turbineId.substring(0, MAX_PARTITION_KEY - 16)
            + Integer.toHexString(turbineId.hashCode());
  }

  static Properties consumer(WindFarmConfig config) {
    String endpoint = config.get(WindFarmOptions.SOURCE_ENDPOINT);
    Properties consumer = client(config, endpoint);
    consumer.setProperty(
        ConsumerConfigConstants.STREAM_INITIAL_POSITION,
        config.get(WindFarmOptions.SOURCE_INITIAL_POSITION).name());
    consumer.setProperty(
        ConsumerConfigConstants.SHARD_DISCOVERY_INTERVAL_MILLIS,
        String.valueOf(config.get(WindFarmOptions.SOURCE_SHARD_DISCOVERY).toMillis()));
    for (String retries :
        new String[] {
          ConsumerConfigConstants.SHARD_GETRECORDS_RETRIES,
          ConsumerConfigConstants.SHARD_GETITERATOR_RETRIES,
          ConsumerConfigConstants.LIST_SHARDS_RETRIES,
          ConsumerConfigConstants.STREAM_DESCRIBE_RETRIES,
          ConsumerConfigConstants.SUBSCRIBE_TO_SHARD_RETRIES,
          ConsumerConfigConstants.REGISTER_STREAM_RETRIES,
          ConsumerConfigConstants.DESCRIBE_STREAM_CONSUMER_RETRIES
        }) {
      consumer.setProperty(retries, PATIENTLY);
    }
    if (config.get(WindFarmOptions.SOURCE_PUBLISHER) == Publisher.EFO) {
      consumer.setProperty(ConsumerConfigConstants.RECORD_PUBLISHER_TYPE, Publisher.EFO.name());
      consumer.setProperty(
          ConsumerConfigConstants.EFO_CONSUMER_NAME,
          config.get(WindFarmOptions.SOURCE_EFO_CONSUMER));
      // When the job is submitted, and for good. LAZY, the default, deregisters the consumer as
      // soon as the first subtask stops: the others take that for the end of their shards, write
      // it into the savepoint, and never read these shards again.
      consumer.setProperty(
          ConsumerConfigConstants.EFO_REGISTRATION_TYPE, EFORegistrationType.EAGER.name());
      consumer.setProperty(
          ConsumerConfigConstants.REGISTER_STREAM_TIMEOUT_SECONDS,
          String.valueOf(REGISTRATION.toSeconds()));
      if (!endpoint.isEmpty() && !isAws(endpoint)) {
        consumer.setProperty(AWSConfigConstants.HTTP_PROTOCOL_VERSION, "HTTP1_1");
      }
    }
    consumer.putAll(config.get(WindFarmOptions.SOURCE_PROPERTIES));
    return consumer;
  }

  /** Whether it is a VPC endpoint or the like, which speak HTTP/2 as all of AWS. */
  private static boolean isAws(String endpoint) {
    String host = URI.create(endpoint).getHost();
    return host != null && (host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn"));
  }

  private static Properties client(WindFarmConfig config, String endpoint) {
    Properties client = new Properties();
    client.setProperty(AWSConfigConstants.AWS_REGION, config.get(WindFarmOptions.SOURCE_REGION));
    if (!endpoint.isEmpty()) {
      client.setProperty(AWSConfigConstants.AWS_ENDPOINT, endpoint);
    }
    Credentials credentials = config.get(WindFarmOptions.SOURCE_CREDENTIALS);
    client.setProperty(AWSConfigConstants.AWS_CREDENTIALS_PROVIDER, credentials.name());
    if (credentials == Credentials.BASIC) {
      client.setProperty(
          AWSConfigConstants.AWS_ACCESS_KEY_ID, config.get(WindFarmOptions.SOURCE_ACCESS_KEY));
      client.setProperty(
          AWSConfigConstants.AWS_SECRET_ACCESS_KEY, config.get(WindFarmOptions.SOURCE_SECRET_KEY));
    }
    return client;
  }
}

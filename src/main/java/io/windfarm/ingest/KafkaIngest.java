package io.windfarm.ingest;

import io.windfarm.config.WindFarmConfig;
import io.windfarm.config.WindFarmOptions;
import io.windfarm.config.WindFarmOptions.Delivery;
import io.windfarm.config.WindFarmOptions.InitialPosition;
import io.windfarm.model.Alert;
import io.windfarm.model.Arrival;
import io.windfarm.model.Source;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Kafka, in and out; the only class that names the connector. */
public final class KafkaIngest {
  private static final String NAME = "kafka";

  /**
   * The longest that brokers allow unless told otherwise (transaction.max.timeout.ms); alerts of a
   * checkpoint are lost to the topic if the job can't finish their transaction for so long.
   */
  private static final String TRANSACTION_TIMEOUT_MILLIS = "900000";

  /**
   * A reader has one request under way to a broker. Where that is for partitions that have nothing
   * yet, the broker keeps it for so long, and all other partitions wait behind it. With Kafka's own
   * 500 ms a backlog was read at a third of the speed.
   */
  private static final String FETCH_WAIT_MILLIS = "50";

  /** Every attempt to reach a broker that is down is a line in the log. */
  private static final String RECONNECT_MILLIS = "10000";

  private KafkaIngest() {}

  /** The configured topic, partition by partition in order. */
  public static Ingest of(StreamExecutionEnvironment environment, WindFarmConfig config) {
    KafkaSource<Arrival> source =
        KafkaSource.<Arrival>builder()
            .setProperties(consumer(config))
            .setBootstrapServers(config.get(WindFarmOptions.KAFKA_BOOTSTRAP_SERVERS))
            .setTopics(config.get(WindFarmOptions.KAFKA_TOPIC))
            .setGroupId(config.get(WindFarmOptions.KAFKA_GROUP))
            .setStartingOffsets(new Start(config.get(WindFarmOptions.SOURCE_INITIAL_POSITION)))
            .setDeserializer(new Records())
            .build();
    SplitRoster roster = new SplitRoster(NAME);
    return Ingest.named(
        NAME,
        environment
            .fromSource(
                new RosteredSource<>(
                    source, Types.POJO(Arrival.class), roster, KafkaIngest::isOutage),
                WatermarkStrategy.noWatermarks(),
                "Kafka")
            .uid("source-kafka"),
        ShardWatermarks.live(
            config.get(WindFarmOptions.INGEST_OUT_OF_ORDERNESS),
            config.get(WindFarmOptions.INGEST_IDLE_TIMEOUT),
            roster));
  }

  /** No answer, as opposed to one that says no. */
  private static boolean isOutage(Throwable failure) {
    return ExceptionUtils.findThrowable(failure, TimeoutException.class).isPresent();
  }

  /** Alerts to the configured topic, by turbine. */
  public static Sink<Alert> alerts(WindFarmConfig config, SerializationSchema<Alert> format) {
    return KafkaSink.<Alert>builder()
        .setKafkaProducerConfig(producer(config))
        .setBootstrapServers(config.get(WindFarmOptions.KAFKA_BOOTSTRAP_SERVERS))
        .setRecordSerializer(new Alerts(config.get(WindFarmOptions.ALERTS_TOPIC), format))
        .setDeliveryGuarantee(
            config.get(WindFarmOptions.ALERTS_DELIVERY) == Delivery.EXACTLY_ONCE
                ? DeliveryGuarantee.EXACTLY_ONCE
                : DeliveryGuarantee.AT_LEAST_ONCE)
        .setTransactionalIdPrefix(config.get(WindFarmOptions.ALERTS_TRANSACTIONAL_ID_PREFIX))
        .build();
  }

  static Properties consumer(WindFarmConfig config) {
    Properties client = new Properties();
    client.setProperty(
        KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
        String.valueOf(config.get(WindFarmOptions.SOURCE_SHARD_DISCOVERY).toMillis()));
    client.setProperty(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MILLIS);
    client.setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
    client.putAll(config.get(WindFarmOptions.KAFKA_PROPERTIES));
    return client;
  }

  static Properties producer(WindFarmConfig config) {
    Properties client = new Properties();
    client.setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
    client.putAll(config.get(WindFarmOptions.KAFKA_PROPERTIES));
    return client;
  }

  /**
   * Asks where a partition begins or ends before it is given to a reader. The connector's own
   * leaves that to the reader, whose task fails, and the job with it, if it restarts while the
   * brokers are down; and a partition of the fallback may have nothing to read for long.
   */
  private static final class Start implements OffsetsInitializer {
    private static final long serialVersionUID = 1L;

    private final InitialPosition position;

    Start(InitialPosition position) {
      this.position = position;
    }

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
        Collection<TopicPartition> partitions, PartitionOffsetsRetriever brokers) {
      return position == InitialPosition.LATEST
          ? brokers.endOffsets(partitions)
          : brokers.beginningOffsets(partitions);
    }

    /** For an offset that the brokers no longer have: what they still have is lost to nobody. */
    @Override
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
      return OffsetResetStrategy.EARLIEST;
    }
  }

  /** Keeps a record as it is. Its shard is the split's id, topic-partition. */
  private static final class Records implements KafkaRecordDeserializationSchema<Arrival> {
    private static final long serialVersionUID = 1L;
    private static final byte[] NOTHING = {};

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> from, Collector<Arrival> out) {
      Arrival arrival = new Arrival();
      arrival.source = Source.KAFKA;
      arrival.stream = from.topic();
      arrival.shard = new TopicPartition(from.topic(), from.partition()).toString();
      arrival.number(from.offset());
      arrival.partitionKey =
          from.key() == null ? "" : new String(from.key(), StandardCharsets.UTF_8);
      arrival.arrivalTime = from.timestamp();
      arrival.payload = from.value() == null ? NOTHING : from.value();
      out.collect(arrival);
    }

    @Override
    public TypeInformation<Arrival> getProducedType() {
      return Types.POJO(Arrival.class);
    }
  }

  private static final class Alerts implements KafkaRecordSerializationSchema<Alert> {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private final SerializationSchema<Alert> format;

    Alerts(String topic, SerializationSchema<Alert> format) {
      this.topic = topic;
      this.format = format;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        Alert alert, KafkaSinkContext context, Long timestamp) {
      return new ProducerRecord<>(
          topic, alert.turbineId.getBytes(StandardCharsets.UTF_8), format.serialize(alert));
    }
  }
}

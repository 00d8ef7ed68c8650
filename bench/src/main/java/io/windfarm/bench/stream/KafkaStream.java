package io.windfarm.bench.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.windfarm.local.AlertNotice;
import io.windfarm.local.ChildProcess;
import io.windfarm.local.Failure;
import io.windfarm.local.KafkaEndpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of an embedded broker, and one for alerts. The broker dates the records of both. */
public final class KafkaStream implements StreamEndpoint {
  private static final String ALERTS = "windfarm-alerts";

  /** The job's settings that send alerts to their topic, and do not wait for a checkpoint. */
  public static final List<String> ALERTS_AT_ONCE =
      List.of("--alerts.topic", ALERTS, "--alerts.delivery", "at-least-once");

  private static final int PARTITIONS = 4;
  private static final Duration POLL = Duration.ofMillis(200);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KafkaEndpoint broker;

  private KafkaStream(KafkaEndpoint broker) {
    this.broker = broker;
  }

  /** Starts a broker with empty topics, which keeps them below {@code directory}. */
  public static KafkaStream start(Path directory) throws IOException, InterruptedException {
    return new KafkaStream(
        KafkaEndpoint.start(
            directory.resolve("kafka"),
            0,
            directory.resolve("logs").resolve("kafka.log"),
            Map.of(STREAM, PARTITIONS, ALERTS, 1)));
  }

  @Override
  public String name() {
    return "Kafka";
  }

  @Override
  public List<String> settings() {
    return List.of(
        "--source.type",
        "kafka",
        "--kafka.bootstrap-servers",
        broker.bootstrapServers(),
        "--kafka.topic",
        STREAM);
  }

  @Override
  public String decoded() {
    return "Decode_(kafka).numRecordsIn";
  }

  @Override
  public ChildProcess process() {
    return broker.process();
  }

  @Override
  public Sender sender() {
    return new ToTopic(broker.bootstrapServers());
  }

  private static final class ToTopic implements Sender {
    private final AtomicReference<Exception> refused = new AtomicReference<>();
    private final Producer<byte[], byte[]> producer;

    ToTopic(String servers) {
      producer =
          new KafkaProducer<>(
              Map.of(
                  "bootstrap.servers", servers, "linger.ms", 5, "batch.size", 1 << 17, "acks", "1"),
              new ByteArraySerializer(),
              new ByteArraySerializer());
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the callback keeps what went wrong
    public void send(String key, byte[] payload) {
      producer.send(
          new ProducerRecord<>(STREAM, key.getBytes(StandardCharsets.UTF_8), payload),
          (sent, failure) -> {
            if (failure != null) {
              refused.set(failure);
            }
          });
    }

    @Override
    public void flush() {
      producer.flush();
      if (refused.get() != null) {
        throw new Failure("The broker took not all records: " + refused.get(), refused.get());
      }
    }

    @Override
    public void close() {
      producer.close();
    }
  }

  /** All that alerts have been told of so far, with when the broker took it. */
  public List<AlertNotice> notices() throws IOException {
    TopicPartition partition = new TopicPartition(ALERTS, 0);
    List<AlertNotice> notices = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          notices.add(
              AlertNotice.of(
                  JSON.readTree(record.value()), Instant.ofEpochMilli(record.timestamp())));
        }
      }
    }
    return notices;
  }

  @Override
  public void close() {
    broker.close();
  }
}

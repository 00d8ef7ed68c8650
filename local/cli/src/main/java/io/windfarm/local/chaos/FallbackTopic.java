package io.windfarm.local.chaos;

import io.windfarm.local.Failure;
import io.windfarm.local.JobSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The Kafka topic that turbines divert to while the stream takes nothing, and all it holds. */
final class FallbackTopic implements AutoCloseable {
  private static final int PARTITIONS = 4;

  /** What is counted as the end is there; to fetch it takes no longer. */
  private static final Duration POLL = Duration.ofMillis(200);

  /** Of turbines with the stream. */
  private static final String PATIENCE = "2s";

  private final String servers;
  private final String topic;
  private final List<TopicPartition> partitions;
  private final Consumer<byte[], byte[]> consumer;
  private final List<StreamLog.Entry> entries = new ArrayList<>();

  private FallbackTopic(String servers, String topic) {
    this.servers = servers;
    this.topic = topic;
    this.partitions =
        IntStream.range(0, PARTITIONS).mapToObj(each -> new TopicPartition(topic, each)).toList();
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * Makes a topic.
   *
   * @throws Failure if there is one of that name, or no broker
   */
  static FallbackTopic create(String servers, String topic) throws InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
      return new FallbackTopic(servers, topic);
    } catch (ExecutionException e) {
      throw new Failure("The topic " + topic + " could not be made: " + e.getCause(), e);
    }
  }

  /** Makes a job read it beside the stream. */
  void tell(JobSettings job) {
    job.orElse("source.type", "both")
        .orElse("kafka.bootstrap-servers", servers)
        .orElse("kafka.topic", topic)
        .orElse("kafka.group", topic);
  }

  /** The same turbines, diverting to it from a spool. */
  Fleet tell(Fleet fleet, Path spool) {
    return fleet
        .with("--spool", spool.toString(), "--patience", PATIENCE)
        .with("--kafka-bootstrap-servers", servers, "--kafka-topic", topic);
  }

  /** All records so far; reads on from where the last call ended. */
  List<StreamLog.Entry> read() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        entries.add(
            new StreamLog.Entry(
                new TopicPartition(topic, record.partition()).toString(),
                String.valueOf(record.offset()),
                record.value()));
      }
    }
    return entries;
  }

  /** Puts records that are somewhere else too, and waits until they are here. */
  void repeat(List<StreamLog.Entry> records) throws InterruptedException {
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<?>> answers = new ArrayList<>();
      for (StreamLog.Entry record : records) {
        answers.add(producer.send(new ProducerRecord<>(topic, record.payload())));
      }
      for (Future<?> answer : answers) {
        answer.get();
      }
    } catch (ExecutionException e) {
      throw new Failure("A record could not be put: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}

package io.windfarm.local;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic as its writers and readers know it. */
final class KafkaTopic {
  private final String bootstrapServers;
  private final String topic;
  private final List<TopicPartition> partitions;

  KafkaTopic(String bootstrapServers, String topic, int partitions) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.partitions =
        IntStream.range(0, partitions).mapToObj(each -> new TopicPartition(topic, each)).toList();
  }

  /**
   * Writes records, in order by key, and waits until all are there. Keys with consecutive numbers
   * are in all partitions.
   */
  void put(List<Map.Entry<String, String>> records) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "5"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<?>> sent = new ArrayList<>();
      for (Map.Entry<String, String> record : records) {
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    topic,
                    Math.floorMod(record.getKey().hashCode(), partitions.size()),
                    bytes(record.getKey()),
                    bytes(record.getValue()))));
      }
      for (Future<?> each : sent) {
        each.get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What is committed: all of it once it is at least as many as asked for, or a minute is over. */
  List<String> committed(int atLeast) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<String> values = new ArrayList<>();
      long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      int polled = -1;
      while (polled != 0 || (values.size() < atLeast && System.nanoTime() < deadline)) {
        var records = consumer.poll(Duration.ofMillis(500));
        records.forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
        polled = records.count();
      }
      return values;
    }
  }

  /** True if a checkpoint of the job that reads as {@code group} holds all that was written. */
  boolean isRead(String group) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
      Map<TopicPartition, OffsetAndMetadata> read =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      return ends.entrySet().stream()
          .allMatch(
              end ->
                  end.getValue() == 0
                      || (read.get(end.getKey()) != null
                          && read.get(end.getKey()).offset() >= end.getValue()));
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

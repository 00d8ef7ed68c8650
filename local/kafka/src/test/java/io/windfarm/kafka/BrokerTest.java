package io.windfarm.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {
  private static final TopicPartition PARTITION = new TopicPartition("telemetry", 2);

  @TempDir private Path directory;

  @Test
  void keepsTopicsAndRecordsThroughARestart() throws Exception {
    try (Broker broker = Broker.start(directory, 0)) {
      broker.createMissing(Map.of("telemetry", 3));
      send(broker, "before", System.currentTimeMillis());
    }
    try (Broker broker = Broker.start(directory, 0)) {
      broker.createMissing(Map.of("telemetry", 3, "alerts", 1));
      send(broker, "after", System.currentTimeMillis());

      assertThat(records(broker, 2))
          .extracting(ConsumerRecord::value)
          .containsExactly("before", "after");
    }
  }

  @Test
  void datesRecordsByItsOwnClock() throws Exception {
    long start = System.currentTimeMillis();
    try (Broker broker = Broker.start(directory, 0)) {
      broker.createMissing(Map.of("telemetry", 3));
      send(broker, "from long ago", 1_000);

      assertThat(records(broker, 1).get(0).timestamp()).isGreaterThanOrEqualTo(start);
    }
  }

  @Test
  void commitsTransactions() throws Exception {
    try (Broker broker = Broker.start(directory, 0);
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address(), "transactional.id", "alerts-0"),
                new StringSerializer(),
                new StringSerializer())) {
      broker.createMissing(Map.of("telemetry", 3));
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("telemetry", 2, null, "aborted")).get();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("telemetry", 2, null, "committed")).get();
      producer.commitTransaction();

      assertThat(records(broker, 1)).extracting(ConsumerRecord::value).containsExactly("committed");
    }
  }

  @Test
  void saysThatItsPortIsTaken() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Broker.start(directory, other.getLocalPort()))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "Port " + other.getLocalPort() + " is taken: choose another one, or 0 for any.");
    }
  }

  private static void send(Broker broker, String value, long timestamp) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.address()),
            new StringSerializer(),
            new StringSerializer())) {
      producer
          .send(
              new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), timestamp, "k", value))
          .get();
    }
  }

  /** The committed records, at least as many as asked for. */
  private static List<ConsumerRecord<String, String>> records(Broker broker, int count) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.address(), "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      List<ConsumerRecord<String, String>> records = new ArrayList<>();
      long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      while (records.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }
}

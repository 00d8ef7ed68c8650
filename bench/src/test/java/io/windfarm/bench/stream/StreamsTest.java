package io.windfarm.bench.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.local.AlertNotice;
import io.windfarm.local.AlertsStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real endpoints, each a process: some seconds. */
class StreamsTest {
  private static final int EVENTS = 1_200;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeEventsOfThreeTurbines() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      lines.add(
          "{\"alert_id\":\"%d\",\"turbine_id\":\"WT-%d\",\"event_time\":\"2026-11-20T07:00:00Z\"}"
              .formatted(i, i % 3));
    }
    file = Files.write(folder.resolve("events.jsonl"), lines);
  }

  private static Map<String, List<Integer>> sent() {
    return IntStream.range(0, EVENTS)
        .boxed()
        .collect(Collectors.groupingBy(i -> "WT-" + i % 3, TreeMap::new, Collectors.toList()));
  }

  @Test
  void aTopicHoldsAllLinesInTheirOrderByTurbine() throws Exception {
    try (KafkaStream stream = KafkaStream.start(folder)) {
      stream.load(file);

      List<String> settings = stream.settings();
      assertThat(settings).containsSequence("--source.type", "kafka");
      String servers = settings.get(settings.indexOf("--kafka.bootstrap-servers") + 1);
      assertThat(read(servers)).isEqualTo(sent());
    }
  }

  private static Map<String, List<Integer>> read(String servers) {
    Map<String, List<Integer>> read = new TreeMap<>();
    List<TopicPartition> partitions =
        IntStream.range(0, 4)
            .mapToObj(each -> new TopicPartition(StreamEndpoint.STREAM, each))
            .toList();
    try (Consumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long due = consumer.endOffsets(partitions).values().stream().mapToLong(end -> end).sum();
      for (long count = 0; count < due; ) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          count++;
          int number = Integer.parseInt(record.value().split("\"", -1)[3]);
          read.computeIfAbsent(record.key(), none -> new ArrayList<>()).add(number);
        }
      }
    }
    return read;
  }

  @Test
  void aStreamOfShardsHoldsAllLinesInTheirOrderByTurbine() throws Exception {
    try (KinesisStream stream = KinesisStream.start(folder)) {
      stream.load(file);

      List<String> settings = stream.settings();
      assertThat(settings).containsSequence("--source.type", "kinesis");
      URI endpoint = URI.create(settings.get(settings.indexOf("--source.endpoint") + 1));
      Map<String, List<Integer>> read =
          new AlertsStream(endpoint, StreamEndpoint.STREAM)
              .notices().stream()
                  .collect(
                      Collectors.groupingBy(
                          AlertNotice::turbineId,
                          TreeMap::new,
                          Collectors.mapping(
                              notice -> Integer.valueOf(notice.alertId()), Collectors.toList())));
      assertThat(read).isEqualTo(sent());
    }
  }
}

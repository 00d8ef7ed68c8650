package io.windfarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.config.SensorCatalog;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.ingest.Ingest;
import io.windfarm.ingest.ShardRoster;
import io.windfarm.ingest.ShardWatermarks;
import io.windfarm.model.Arrival;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.Source;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two sources side by side, of whose readings some come through both. A reading is sent to Kinesis,
 * to Kafka, or, every third, to both, where its copy arrives a minute earlier or later.
 */
class OverlapTest {
  @RegisterExtension static final MiniClusterExtension CLUSTER = new MiniClusterExtension();

  private static final int READINGS = 600;
  private static final long START = Instant.parse("2026-11-20T07:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;

  private final List<Arrival> kinesis = new ArrayList<>();
  private final List<Arrival> kafka = new ArrayList<>();
  private CollectedOutputs collected;

  @BeforeEach
  void run() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < READINGS; i++) {
      long delay = 2 * MINUTE + random.nextInt(1_000);
      if (i % 3 != 1) {
        kinesis.add(arrival(Source.KINESIS, i, delay));
      }
      if (i % 3 != 2) {
        kafka.add(arrival(Source.KAFKA, i, delay + (i % 2 == 0 ? MINUTE : -MINUTE)));
      }
    }
    kafka.add(arrival(Source.KAFKA, READINGS, 0));
    kafka.get(kafka.size() - 1).payload = "poison".getBytes(StandardCharsets.UTF_8);

    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(WindFarmJob.pipelineOptions());
    collected = new CollectedOutputs();
    new WindFarmPipeline(
            WindFarmConfig.of(
                Map.of(
                    "lake.root",
                    "file:///unused",
                    "source.type",
                    "both",
                    "kafka.bootstrap-servers",
                    "unused:1")),
            SensorCatalog.load(null))
        .build(
            List.of(
                Ingest.primary(stream(environment, "kinesis", kinesis), watermarks()),
                Ingest.named("kafka", stream(environment, "kafka", kafka), watermarks())),
            collected);
    environment.execute();
  }

  @Test
  void letsAReadingThatCameThroughBothLeaveOnce() {
    assertThat(collected.readings.take())
        .extracting(row -> row.reading.id)
        .hasSize(READINGS)
        .doesNotHaveDuplicates();
    assertThat(collected.raw.take()).hasSize(kinesis.size() + kafka.size());
  }

  @Test
  void keepsTheCopyThatArrivedFirst() {
    assertThat(collected.readings.take())
        .allSatisfy(
            row -> {
              int number = Integer.parseInt(row.reading.id);
              boolean fromKafka = number % 3 == 1 || (number % 3 == 0 && number % 2 == 1);
              assertThat(row.reading.source).isEqualTo(fromKafka ? Source.KAFKA : Source.KINESIS);
            });
  }

  @Test
  void booksADuplicateWhereItsCopyCameFrom() {
    Map<String, long[]> accounts = new TreeMap<>();
    for (LedgerEntry entry : collected.ledger.take()) {
      long[] account =
          accounts.computeIfAbsent(
              entry.source + " " + Instant.ofEpochMilli(entry.minute), none -> new long[3]);
      account[0] += entry.received;
      account[1] += entry.duplicate;
      account[2] += entry.rejected + entry.late + entry.good + entry.uncertain + entry.bad;
    }

    assertThat(accounts.values())
        .hasSizeGreaterThan(20)
        .allSatisfy(account -> assertThat(account[0]).isEqualTo(account[1] + account[2]));
    assertThat(duplicates(accounts, "KINESIS")).isEqualTo(READINGS / 6);
    assertThat(duplicates(accounts, "KAFKA")).isEqualTo(READINGS / 6);
  }

  private static long duplicates(Map<String, long[]> accounts, String source) {
    return accounts.entrySet().stream()
        .filter(account -> account.getKey().startsWith(source))
        .mapToLong(account -> account.getValue()[1])
        .sum();
  }

  private static DataStream<Arrival> stream(
      StreamExecutionEnvironment environment, String name, List<Arrival> arrivals) {
    return environment
        .fromData(arrivals, Types.POJO(Arrival.class))
        .uid("source-" + name)
        .setParallelism(1);
  }

  /** Nothing is late here, whichever source is read first. */
  private static ShardWatermarks watermarks() {
    return ShardWatermarks.live(Duration.ofHours(1), Duration.ofHours(1), ShardRoster.unknown());
  }

  private static Arrival arrival(Source source, int number, long delay) {
    long time = START + number * 1_000L;
    Arrival arrival = new Arrival();
    arrival.source = source;
    arrival.stream = "telemetry";
    arrival.shard = source + "-" + number % 2;
    arrival.sequence = String.valueOf(number);
    arrival.partitionKey = "WT-" + number % 4;
    arrival.arrivalTime = time + delay;
    arrival.payload =
        String.format(
                "{\"id\":\"%d\",\"farm_id\":\"A\",\"type\":\"Hydraulic Pressure\",\"data\":75.5,"
                    + "\"date\":\"%s\"}",
                number, Instant.ofEpochMilli(time))
            .getBytes(StandardCharsets.UTF_8);
    return arrival;
  }
}

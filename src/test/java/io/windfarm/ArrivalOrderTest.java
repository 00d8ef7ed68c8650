package io.windfarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.config.SensorCatalog;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.ingest.Ingest;
import io.windfarm.ingest.ShardRoster;
import io.windfarm.ingest.ShardWatermarks;
import io.windfarm.model.Arrival;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.Source;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The same bytes in a hundred orders within the bound on disorder. Each order is a shard and a
 * turbine of its own (the events name none, the partition key does), so that one job runs them all.
 */
class ArrivalOrderTest {
  @RegisterExtension static final MiniClusterExtension CLUSTER = new MiniClusterExtension();

  private static final int ORDERS = 100;
  private static final long BOUND = 5_000;
  private static final long START = Instant.parse("2026-11-20T07:00:00Z").toEpochMilli();

  @Test
  void givesIdenticalReadingsStatisticsSummariesAnomaliesAndAlerts() throws Exception {
    List<Event> events = events();
    List<Arrival> arrivals = new ArrayList<>();
    for (int order = 0; order < ORDERS; order++) {
      arrivals.addAll(arrivals("order-" + order, events, order == 0 ? null : new Random(order)));
    }
    // All orders side by side, as shards are read.
    arrivals.sort(Comparator.comparingLong(arrival -> arrival.arrivalTime));

    CollectedOutputs collected = run(arrivals);

    Map<String, List<String>> readings =
        byTurbine(collected.readings.take(), ArrivalOrderTest::turbineOf, RowText::text);
    Map<String, List<String>> statistics =
        byTurbine(collected.statistics.take(), row -> row.turbineId, RowText::text);
    Map<String, List<String>> summaries =
        byTurbine(collected.summaries.take(), row -> row.turbineId, RowText::text);
    Map<String, List<String>> anomalies =
        byTurbine(collected.anomalies.take(), row -> row.turbineId, RowText::text);
    Map<String, List<String>> alerts =
        byTurbine(collected.alerts.take(), row -> row.turbineId, RowText::text);

    assertThat(readings).hasSize(ORDERS);
    assertThat(readings.get("order-0")).hasSizeGreaterThan(500);
    assertThat(statistics.get("order-0")).hasSizeGreaterThan(20);
    assertThat(summaries.get("order-0")).hasSize(15);
    assertThat(anomalies.get("order-0")).hasSizeGreaterThan(5);
    assertThat(alerts.get("order-0")).hasSizeGreaterThan(2);
    for (int order = 1; order < ORDERS; order++) {
      String turbine = "order-" + order;
      assertThat(readings.get(turbine)).as(turbine).isEqualTo(readings.get("order-0"));
      assertThat(statistics.get(turbine)).as(turbine).isEqualTo(statistics.get("order-0"));
      assertThat(summaries.get(turbine)).as(turbine).isEqualTo(summaries.get("order-0"));
      assertThat(anomalies.get(turbine)).as(turbine).isEqualTo(anomalies.get("order-0"));
      assertThat(alerts.get(turbine)).as(turbine).isEqualTo(alerts.get("order-0"));
    }
  }

  private static final class Event {
    final long time;
    final String json;

    Event(long time, String json) {
      this.time = time;
      this.json = json;
    }
  }

  /** Five minutes of three sensors with gaps, spikes, missing values, duplicates, emergencies. */
  private static List<Event> events() {
    Random random = new Random(42);
    List<Event> events = new ArrayList<>();
    for (int second = 0; second < 300; second++) {
      double pressure = second > 150 && second < 190 ? 40 : 75 + random.nextInt(20) / 10.0;
      double battery = second > 130 ? Math.min(55, 25 + (second - 130) * 0.7) : 25;
      double factor = second > 230 && second < 250 ? 0.7 : 0.98 - random.nextInt(10) / 1000.0;
      add(events, random, second, "Hydraulic Pressure", pressure);
      add(events, random, second, "Temperature Battery", battery);
      add(events, random, second, "Power Factor", factor);
    }
    return events;
  }

  private static void add(
      List<Event> events, Random random, int second, String type, double value) {
    long time = START + second * 1_000L + random.nextInt(3) * 100L;
    double chance = random.nextDouble();
    if (chance < 0.02 && second % 40 > 5) {
      return;
    }
    String data = chance < 0.04 ? "null" : chance < 0.05 ? String.valueOf(value * 1.6) : "" + value;
    String json =
        String.format(
            "{\"id\":\"%d\",\"farm_id\":\"A\",\"type\":\"%s\",\"data\":%s,\"date\":\"%s\"}",
            second, type, data, Instant.ofEpochMilli(time));
    events.add(new Event(time, json));
    if (chance > 0.97) {
      events.add(new Event(time, json));
    }
  }

  /** The events as one shard's records, each delayed by less than the bound. */
  private static List<Arrival> arrivals(String turbine, List<Event> events, Random delays) {
    List<Arrival> arrivals = new ArrayList<>();
    for (Event event : events) {
      Arrival arrival = new Arrival();
      arrival.source = Source.KINESIS;
      arrival.stream = "telemetry";
      arrival.shard = turbine;
      arrival.partitionKey = turbine;
      arrival.arrivalTime =
          event.time + (delays == null ? 0 : (long) (delays.nextDouble() * (BOUND - 500)));
      arrival.payload = event.json.getBytes(StandardCharsets.UTF_8);
      arrivals.add(arrival);
    }
    arrivals.sort(Comparator.comparingLong(arrival -> arrival.arrivalTime));
    for (int i = 0; i < arrivals.size(); i++) {
      arrivals.get(i).sequence = String.valueOf(i);
    }
    return arrivals;
  }

  private static CollectedOutputs run(List<Arrival> arrivals) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(WindFarmJob.pipelineOptions());
    WindFarmConfig config =
        WindFarmConfig.of(Map.of("lake.root", "file:///unused", "stats.period", "1 min"));
    CollectedOutputs collected = new CollectedOutputs();
    new WindFarmPipeline(config, SensorCatalog.load(null))
        .build(
            List.of(
                Ingest.primary(
                    environment
                        .fromData(arrivals, Types.POJO(Arrival.class))
                        .uid("source")
                        .setParallelism(1),
                    ShardWatermarks.live(
                        Duration.ofMillis(BOUND), Duration.ofHours(1), ShardRoster.unknown()))),
            collected);
    environment.execute();
    return collected;
  }

  private interface Text<T> {
    String of(T row);
  }

  private static <T> Map<String, List<String>> byTurbine(
      List<T> rows, Text<T> turbine, Text<T> text) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                turbine::of,
                TreeMap::new,
                Collectors.collectingAndThen(
                    Collectors.mapping(text::of, Collectors.toList()),
                    texts -> texts.stream().sorted().collect(Collectors.toList()))));
  }

  private static String turbineOf(CleanedReading row) {
    return row.reading.turbineId;
  }
}

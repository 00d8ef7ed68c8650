package io.windfarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.metrics.Metric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the job says of itself is what it did. */
class MetricsTest {
  private static final InMemoryReporter REPORTER = InMemoryReporter.createWithRetainedMetrics();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberSlotsPerTaskManager(2)
              .setConfiguration(REPORTER.addToConfiguration(new Configuration()))
              .build());

  private static final Instant START = Instant.parse("2026-11-20T07:00:00Z");

  /** A run's metrics stay when it is over; each has a group of its own. */
  private static final AtomicInteger RUNS = new AtomicInteger();

  private final String run = "run" + RUNS.incrementAndGet();

  @TempDir Path folder;

  /** A spike, a pressure loss, readings twice, and two kinds of what is no reading. */
  @BeforeEach
  void runsTheJob() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int second = 0; second < 60; second++) {
      lines.add(event(second, second == 30 ? "390" : second > 50 ? "40" : "75"));
    }
    lines.add(event(20, "75"));
    lines.add(event(21, "75"));
    lines.add(event(70, "\"an error\""));
    lines.add("{");
    lines.add(event(61, "null"));
    Path input = folder.resolve("readings.jsonl");
    Files.write(input, lines);
    WindFarmJob.main(
        new String[] {
          "--source.type",
          "files",
          "--source.path",
          input.toString(),
          "--lake.root",
          lake().toUri().toString(),
          "--metrics.group",
          run
        });
  }

  private static String event(int second, String data) {
    return String.format(
        "{\"id\":\"r-%d\",\"turbine_id\":\"WT-1\",\"farm_id\":\"A\","
            + "\"type\":\"Hydraulic Pressure\",\"data\":%s,\"date\":\"%s\"}",
        second, data, START.plusSeconds(second));
  }

  private Path lake() {
    return folder.resolve("lake");
  }

  @Test
  void countsWhatTheTablesHold() throws Exception {
    Map<String, Object> expected = new TreeMap<>();
    for (String account :
        List.of(
            "received", "rejected", "duplicate", "late", "good", "uncertain", "bad", "imputed")) {
      expected.put(
          "readings_" + account, number("SELECT sum(" + account + ")::BIGINT FROM ledger"));
    }
    expected.put("records_received", number("SELECT sum(records)::BIGINT FROM ledger"));
    expected.put(
        "rejected{MALFORMED_JSON}",
        number("SELECT count(*) FROM rejected WHERE reason = 'MALFORMED_JSON'"));
    expected.put(
        "rejected{BAD_VALUE}", number("SELECT count(*) FROM rejected WHERE reason = 'BAD_VALUE'"));
    expected.put(
        "flagged{SPIKE}",
        number("SELECT count(*) FROM readings WHERE list_contains(reasons, 'SPIKE')"));
    expected.put("alerts_raised{hydraulic-pressure-loss}", 1L);
    for (String table : List.of("raw", "readings", "statistics", "alerts", "ledger")) {
      expected.put("rows_committed{" + table + "}", number("SELECT count(*) FROM " + table));
    }
    assertThat(number("SELECT sum(duplicate)::BIGINT FROM ledger")).isEqualTo(2);

    Map<String, Long> counted = new TreeMap<>();
    values(Counter.class)
        .forEach(
            (name, counters) ->
                counted.put(
                    name,
                    counters.stream().mapToLong(counter -> ((Counter) counter).getCount()).sum()));
    assertThat(counted).containsAllEntriesOf(asLongs(expected));
  }

  @Test
  void findsTheLedgerBalancedWhenAllHasLeft() {
    assertThat(level("ledger_imbalance")).isZero();
    assertThat(level("ledger_outstanding")).isZero();
    assertThat(level("readings_waiting")).isZero();
  }

  @Test
  void countsTheAlertThatIsStillOpenAndTellsHowLongItTook() {
    assertThat(level("alerts_open{CRITICAL}")).isEqualTo(1);
    assertThat(level("alerts_open{MEDIUM}")).isZero();
    assertThat(values(Histogram.class).get("event_to_alert_ms"))
        .anySatisfy(histogram -> assertThat(((Histogram) histogram).getCount()).isEqualTo(1));
  }

  /** Shards are those of sources that go on; files have none. */
  @Test
  void registersEveryMetricThatThereIs() {
    EnumSet<Metric> live =
        EnumSet.of(Metric.SHARDS, Metric.SHARDS_IDLE, Metric.SHARD_LAG, Metric.READINGS_ELSEWHERE);
    Map<String, List<org.apache.flink.metrics.Metric>> all =
        values(org.apache.flink.metrics.Metric.class);

    for (Metric metric : EnumSet.complementOf(live)) {
      assertThat(all.keySet())
          .as(metric.id())
          .anyMatch(name -> name.equals(metric.id()) || name.startsWith(metric.id() + "{"));
    }
  }

  private static Map<String, Long> asLongs(Map<String, Object> numbers) {
    Map<String, Long> longs = new TreeMap<>();
    numbers.forEach((name, value) -> longs.put(name, (Long) value));
    return longs;
  }

  private long level(String name) {
    return values(Gauge.class).get(name).stream()
        .mapToLong(gauge -> ((Number) ((Gauge<?>) gauge).getValue()).longValue())
        .sum();
  }

  /** The job's own metrics of a kind, of all subtasks, as {@code name{label}}. */
  private Map<String, List<org.apache.flink.metrics.Metric>> values(Class<?> kind) {
    Map<String, List<org.apache.flink.metrics.Metric>> found = new TreeMap<>();
    for (Map.Entry<MetricGroup, Map<String, org.apache.flink.metrics.Metric>> group :
        REPORTER.getMetricsByGroup().entrySet()) {
      List<String> scope = List.of(group.getKey().getScopeComponents());
      int own = scope.indexOf(run);
      if (own < 0) {
        continue;
      }
      String label = own + 2 < scope.size() ? "{" + scope.get(own + 2) + "}" : "";
      group
          .getValue()
          .forEach(
              (name, metric) -> {
                if (kind.isInstance(metric)) {
                  found.computeIfAbsent(name + label, any -> new ArrayList<>()).add(metric);
                }
              });
    }
    return found;
  }

  private long number(String sql) throws Exception {
    try (LakeReader lake = new LakeReader(lake())) {
      return Long.parseLong(lake.rows(sql).get(0));
    }
  }
}

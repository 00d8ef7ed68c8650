package io.windfarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.config.SensorCatalog;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.ingest.Ingest;
import io.windfarm.ingest.KafkaIngest;
import io.windfarm.ingest.ShardRoster;
import io.windfarm.ingest.ShardWatermarks;
import io.windfarm.model.Arrival;
import io.windfarm.model.Reason;
import io.windfarm.model.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline on a real broker. */
class KafkaPipelineTest {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @RegisterExtension static final KafkaBroker BROKER = new KafkaBroker();

  private static final long TEN_PAST = Instant.parse("2026-11-20T07:10:00Z").toEpochMilli();
  private static final long TEN_MINUTES = 600_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;
  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "lake.root", "file:///unused",
              "source.type", "both",
              "kafka.bootstrap-servers", BROKER.address()));
  private CollectedOutputs collected;
  private JobClient job;
  private int written;

  @AfterEach
  void cancel() throws Exception {
    if (job != null && !job.getJobStatus().get().isGloballyTerminalState()) {
      job.cancel().get();
    }
  }

  @Test
  void keepsWhereEachRecordCameFrom() throws Exception {
    BROKER.createTopic("provenance", 2);
    BROKER.write("provenance", 1, 1_000, "first", "{}");
    BROKER.write("provenance", 1, 2_000, "WT-1", "{\"id\":1}");
    BROKER.write("provenance", 0, 3_000, null, null);

    start("provenance", 1, null);
    await(() -> collected.raw.soFar().size() == 3);

    assertThat(collected.raw.soFar())
        .extracting(row -> row.arrival)
        .extracting(KafkaPipelineTest::text)
        .containsExactlyInAnyOrder(
            "KAFKA provenance provenance-1 0 first 1000 {}",
            "KAFKA provenance provenance-1 1 WT-1 2000 {\"id\":1}",
            "KAFKA provenance provenance-0 0  3000 ");
    assertThat(collected.rejected.soFar()).hasSize(3);
  }

  @Test
  void skipsWhatIsThereIfToldTo() throws Exception {
    BROKER.createTopic("latest", 1);
    write("latest", 0, TEN_PAST);
    settings.put("source.initial-position", "latest");
    start("latest", 1, null);
    await(
        () -> {
          write("latest", 0, TEN_PAST + written * 1_000L);
          return !collected.raw.soFar().isEmpty();
        });

    assertThat(collected.raw.soFar())
        .extracting(row -> row.arrival.sequence())
        .isNotEmpty()
        .doesNotContain("0");
  }

  @Test
  void waitsForASilentPartitionNoLongerThanTheIdleTimeout() throws Exception {
    BROKER.createTopic("silent", 2);
    settings.put("ingest.idle-timeout", "2s");
    start("silent", 1, null);

    // The other partition speaks all the while, so that the subtask is never idle.
    await(
        () -> {
          write("silent", 0, TEN_PAST + written * 1_000L);
          return !collected.readings.soFar().isEmpty();
        });

    assertThat(lateReadings()).isEmpty();
  }

  @Test
  void waitsForASilentKafkaNoLongerThanTheIdleTimeout() throws Exception {
    BROKER.createTopic("spare", 4);
    settings.put("ingest.idle-timeout", "2s");
    List<Arrival> kinesis = new ArrayList<>();
    for (int second = 0; second < 60; second++) {
      kinesis.add(arrival(second));
    }

    start("spare", 2, null, kinesis);

    await(() -> collected.readings.soFar().size() == 60);
  }

  @Test
  void waitsAfterARestartForAPartitionThatIsTenMinutesBehind() throws Exception {
    BROKER.createTopic("behind", 2);
    // Nothing is given up while the test runs.
    settings.put("ingest.idle-timeout", "1h");
    start("behind", 2, null);
    write("behind", 0, TEN_PAST);
    write("behind", 1, TEN_PAST - TEN_MINUTES);
    await(() -> collected.raw.soFar().size() == 2);
    String savepoint = stop();

    start("behind", 1, savepoint);
    for (int second = 1; second <= 60; second++) {
      write("behind", 0, TEN_PAST + second * 1_000L);
    }
    await(() -> collected.raw.soFar().size() == 60);
    for (int second = 1; second <= 660; second++) {
      write("behind", 1, TEN_PAST - TEN_MINUTES + second * 1_000L);
    }
    await(() -> collected.readings.soFar().size() >= 600);

    assertThat(lateReadings()).isEmpty();
  }

  private String stop() throws Exception {
    await(() -> job.getJobStatus().get() == JobStatus.RUNNING);
    return job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
        .get();
  }

  private void start(String topic, int parallelism, String savepoint) throws Exception {
    start(topic, parallelism, savepoint, List.of());
  }

  private void start(String topic, int parallelism, String savepoint, List<Arrival> kinesis)
      throws Exception {
    settings.put("kafka.topic", topic);
    WindFarmConfig config = WindFarmConfig.of(settings);
    Configuration configuration = WindFarmJob.pipelineOptions();
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    List<Ingest> sources = new ArrayList<>();
    if (!kinesis.isEmpty()) {
      sources.add(
          Ingest.primary(
              environment
                  .fromData(kinesis, Types.POJO(Arrival.class))
                  .uid("source")
                  .setParallelism(1),
              ShardWatermarks.live(
                  Duration.ofSeconds(5), Duration.ofSeconds(2), ShardRoster.unknown())));
    }
    sources.add(KafkaIngest.of(environment, config));
    collected = new CollectedOutputs();
    new WindFarmPipeline(config, SensorCatalog.load(null)).build(sources, collected);
    job = environment.executeAsync();
  }

  private void write(String topic, int partition, long eventTime) throws Exception {
    String turbine = "WT-" + partition;
    BROKER.write(topic, partition, System.currentTimeMillis(), turbine, event(eventTime));
    written++;
  }

  private static String event(long eventTime) {
    return String.format(
        "{\"id\":\"1\",\"farm_id\":\"A\",\"type\":\"Hydraulic Pressure\",\"data\":75.5,"
            + "\"date\":\"%s\"}",
        Instant.ofEpochMilli(eventTime));
  }

  private static Arrival arrival(int second) {
    Arrival arrival = new Arrival();
    arrival.source = Source.KINESIS;
    arrival.stream = "telemetry";
    arrival.shard = "shard";
    arrival.sequence = String.valueOf(second);
    arrival.partitionKey = "WT-1";
    arrival.arrivalTime = TEN_PAST + second * 1_000L;
    arrival.payload = event(TEN_PAST + second * 1_000L).getBytes(StandardCharsets.UTF_8);
    return arrival;
  }

  private List<String> lateReadings() {
    return collected.readings.soFar().stream()
        .filter(row -> Reason.LATE.in(row.reasons))
        .map(row -> row.reading.turbineId + " " + Instant.ofEpochMilli(row.reading.eventTime))
        .collect(Collectors.toList());
  }

  private static String text(Arrival arrival) {
    return String.join(
        " ",
        arrival.source.name(),
        arrival.stream,
        arrival.shard,
        arrival.sequence(),
        arrival.partitionKey,
        String.valueOf(arrival.arrivalTime),
        new String(arrival.payload, StandardCharsets.UTF_8));
  }

  private void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(PATIENCE)
        .failFast("the job ended", () -> job.getJobStatus().get().isGloballyTerminalState())
        .until(condition);
  }
}

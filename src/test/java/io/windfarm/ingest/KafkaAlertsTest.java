package io.windfarm.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.KafkaBroker;
import io.windfarm.WindFarmJob;
import io.windfarm.alert.AlertJson;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.model.Alert;
import io.windfarm.model.AlertState;
import io.windfarm.model.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Alerts in a topic, read as those who must act would. */
class KafkaAlertsTest {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @RegisterExtension static final KafkaBroker BROKER = new KafkaBroker();

  private static final int ALERTS = 400;
  private static final int ALERTS_A_CHECKPOINT = 100;

  @TempDir Path checkpoints;

  @Test
  void areThereOnceForReadersOfWhatIsCommittedThoughTheJobFailed() throws Exception {
    BROKER.createTopic("once", 2);

    send("once", "exactly-once");

    assertThat(BROKER.values("once", 2, "read_committed"))
        .hasSize(ALERTS)
        .containsExactlyInAnyOrderElementsOf(expected());
  }

  @Test
  void areThereAtLeastOnceIfThatIsEnough() throws Exception {
    BROKER.createTopic("at-least-once", 2);

    send("at-least-once", "at-least-once");

    assertThat(BROKER.values("at-least-once", 2, "read_committed")).containsAll(expected());
  }

  private void send(String topic, String delivery) throws Exception {
    Configuration configuration = WindFarmJob.pipelineOptions();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(2);
    environment.enableCheckpointing(200);
    FailingOnce.failed.set(false);
    environment
        .fromSource(
            new DataGeneratorSource<>(
                number -> number,
                ALERTS,
                RateLimiterStrategy.perCheckpoint(ALERTS_A_CHECKPOINT),
                Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "Numbers")
        .uid("source")
        .map(new FailingOnce())
        .returns(Types.POJO(Alert.class))
        .uid("alerts")
        .sinkTo(
            KafkaIngest.alerts(
                WindFarmConfig.of(
                    Map.of(
                        "lake.root",
                        "file:///unused",
                        "kafka.bootstrap-servers",
                        BROKER.address(),
                        "alerts.topic",
                        topic,
                        "alerts.delivery",
                        delivery)),
                new AlertJson()))
        .uid("alerts-topic");
    environment.execute();
    assertThat(FailingOnce.failed).isTrue();
  }

  private static List<String> expected() {
    return IntStream.range(0, ALERTS)
        .mapToObj(number -> new String(new AlertJson().serialize(alert(number)), UTF_8))
        .collect(Collectors.toList());
  }

  private static Alert alert(long number) {
    Alert alert = new Alert();
    alert.alertId = "alert-" + number;
    alert.rule = "overspeed";
    alert.turbineId = "WT-" + number % 7;
    alert.farmId = "A";
    alert.region = "us-east-1";
    alert.countryCode = "US";
    alert.severity = Severity.CRITICAL;
    alert.state = AlertState.RAISED;
    alert.evidence = "[]";
    alert.message = "Rotor too fast";
    alert.notified = true;
    return alert;
  }

  /** Fails once alerts were committed and more came. */
  private static final class FailingOnce extends RichMapFunction<Long, Alert>
      implements CheckpointListener {
    static final AtomicBoolean failed = new AtomicBoolean();

    private transient long sinceCheckpoint;
    private transient boolean committed;

    @Override
    public Alert map(Long number) {
      if (committed && ++sinceCheckpoint > 20 && failed.compareAndSet(false, true)) {
        throw new IllegalStateException("fails on purpose");
      }
      return alert(number);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      committed = true;
      sinceCheckpoint = 0;
    }
  }
}

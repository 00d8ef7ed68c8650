package io.windfarm.lake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.Reading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LakeExactlyOnceTest {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final int ROWS = 6_000;

  /** So that checkpoints complete in between, however fast the machine is. */
  private static final int ROWS_A_CHECKPOINT = 2_000;

  @TempDir Path folder;
  @TempDir Path checkpoints;

  @Test
  void writesEachRowOnceThoughTheJobFailsBetweenCheckpoints() throws Exception {
    LakeFolder written = new LakeFolder(folder);
    Lake lake = Lake.at(written.roots()).build();
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    env.enableCheckpointing(50);
    FailingOnce.failed.set(false);
    DataGeneratorSource<Long> numbers =
        new DataGeneratorSource<>(
            number -> number,
            ROWS,
            RateLimiterStrategy.perCheckpoint(ROWS_A_CHECKPOINT),
            Types.LONG);
    lake.readings()
        .write(
            env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
                .uid("source")
                .map(new FailingOnce())
                .returns(TypeInformation.of(CleanedReading.class))
                .uid("readings"),
            "lake-readings",
            "Lake: readings");
    env.execute("exactly once");

    assertThat(FailingOnce.failed).isTrue();
    assertThat(
            written.query(
                "SELECT count(*), count(DISTINCT reading_id), min(record_index), max(record_index)"
                    + " FROM readings",
                "readings"))
        .containsExactly(ROWS + "|" + ROWS + "|0|" + (ROWS - 1));
    assertThat(written.partitions("readings")).hasSizeGreaterThan(1);
    assertThat(written.manifests("readings")).hasSameSizeAs(written.files("readings"));
    Map<String, Set<String>> checkpoints = new HashMap<>();
    for (Path file : written.files("readings")) {
      JsonNode manifest = written.manifest("readings", file);
      assertThat(
              checkpoints
                  .computeIfAbsent(manifest.get("partition").asText(), any -> new HashSet<>())
                  .add(manifest.get("checkpoint").asText()))
          .as("one file a partition and checkpoint: %s", manifest)
          .isTrue();
    }
  }

  /** Fails once rows were committed and more came. */
  private static final class FailingOnce extends RichMapFunction<Long, CleanedReading>
      implements CheckpointListener {
    static final AtomicBoolean failed = new AtomicBoolean();

    private transient long sinceCheckpoint;
    private transient boolean committed;

    @Override
    public CleanedReading map(Long number) throws InterruptedException {
      CleanedReading row = Rows.reading("");
      Reading reading = row.reading;
      reading.id = "reading-" + number;
      reading.index = Math.toIntExact(number);
      reading.eventTime = Rows.QUARTER_PAST_SEVEN + number * 1000;
      if (committed && ++sinceCheckpoint > 100 && failed.compareAndSet(false, true)) {
        throw new IllegalStateException("fails on purpose");
      }
      return row;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      committed = true;
      sinceCheckpoint = 0;
    }
  }
}

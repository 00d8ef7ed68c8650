package io.windfarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windfarm.config.WindFarmConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole job, from its arguments to the files it leaves. */
class WindFarmJobTest {
  @RegisterExtension static final MiniClusterExtension CLUSTER = new MiniClusterExtension();

  @TempDir Path folder;

  @Test
  void accountsForEveryReadingOfAFile() throws Exception {
    Path input = folder.resolve("readings.jsonl");
    Files.write(
        input,
        IntStream.range(0, 600)
            .mapToObj(
                second ->
                    String.format(
                        "{\"id\":\"%d\",\"turbine_id\":\"WT-%d\",\"farm_id\":\"A\","
                            + "\"type\":\"Hydraulic Pressure\",\"data\":%s,"
                            + "\"date\":\"2026-11-20T07:%02d:%02dZ\"}",
                        second,
                        second % 3,
                        second == 300 ? "null" : second == 301 ? "\"error\"" : "75.5",
                        second / 60,
                        second % 60))
            .collect(Collectors.toList()));

    WindFarmJob.main(
        new String[] {
          "--source.type", "files",
          "--source.path", input.toString(),
          "--lake.root", folder.resolve("lake").toUri().toString()
        });

    try (LakeReader lake = new LakeReader(folder.resolve("lake"))) {
      assertThat(
              lake.rows(
                  "SELECT sum(records), sum(received), sum(rejected), sum(good), sum(uncertain),"
                      + " sum(bad), sum(late), sum(duplicate) FROM ledger"))
          .containsExactly("600 | 600 | 1 | 598 | 1 | 0 | 0 | 0");
      assertThat(lake.rows("SELECT reason, payload::VARCHAR LIKE '%error%' FROM rejected"))
          .containsExactly("BAD_VALUE | true");
      assertThat(
              lake.rows(
                  "SELECT turbine_id, \"window\", \"count\", mean FROM statistics"
                      + " WHERE \"window\" = '10m' AND aligned ORDER BY 1, window_start"))
          .contains("WT-1 | 10m | 200 | 75.5");
    }
  }

  /** Managed Service for Apache Flink refuses, or passes over, all but {@code pipeline.*}. */
  @ParameterizedTest
  @ValueSource(strings = {"kinesis", "both", "files"})
  void setsNothingThatTheClusterOwns(String source) {
    Map<String, String> untouched = settings(StreamExecutionEnvironment.getExecutionEnvironment());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(WindFarmJob.pipelineOptions());
    WindFarmConfig config =
        WindFarmConfig.of(
            Map.of(
                "source.type",
                source,
                "source.path",
                folder.toString(),
                "kafka.bootstrap-servers",
                "127.0.0.1:9",
                "alerts.stream",
                "alerts",
                "lake.root",
                folder.resolve("lake").toUri().toString()));

    WindFarmJob.build(environment, config, WindFarmJob.catalog(config));

    Map<String, String> set = settings(environment);
    set.entrySet().removeAll(untouched.entrySet());
    assertThat(set.keySet())
        .contains("pipeline.generic-types")
        .allMatch(key -> key.startsWith("pipeline."))
        .doesNotContain("pipeline.max-parallelism");
    StreamGraph graph = environment.getStreamGraph(false);
    assertThat(graph.getStateBackend()).isNull();
    assertThat(graph.getCheckpointStorage()).isNull();
    assertThat(graph.getCheckpointConfig().isCheckpointingEnabled()).isFalse();
    // One subtask where there is one row a checkpoint, say; never more than the cluster said.
    assertThat(graph.getStreamNodes())
        .allMatch(
            node ->
                node.getParallelism() == 1
                    || node.getParallelism() == environment.getParallelism());
  }

  private static Map<String, String> settings(StreamExecutionEnvironment environment) {
    return new HashMap<>(((Configuration) environment.getConfiguration()).toMap());
  }

  @Test
  void refusesAnUnknownKeyWithASuggestion() {
    assertThatThrownBy(() -> WindFarmJob.main(new String[] {"--lake.rot", "s3://bucket/lake"}))
        .hasMessageContaining("lake.rot")
        .hasMessageContaining("did you mean 'lake.root'?");
  }
}

package io.windfarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.config.SensorCatalog;
import io.windfarm.config.WindFarmConfig;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/**
 * The Kubernetes operator's autoscaler gives each vertex a parallelism of its own. What one vertex
 * hands on to another without a shuffle Flink deals out in turn then, whatever its key: so whatever
 * is keyed, or must stay in order, is in one chain with what it comes from, or behind a shuffle.
 * {@link io.windfarm.state.SavepointTest} runs it so.
 */
class VertexParallelismTest {
  @Test
  void mayDifferAsNothingKeyedIsHandedOnWithoutAShuffle() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(WindFarmJob.pipelineOptions());
    environment.setParallelism(4);
    WindFarmConfig config =
        WindFarmConfig.of(
            Map.of(
                "source.type",
                "both",
                "kafka.bootstrap-servers",
                "broker:9092",
                "alerts.stream",
                "alerts",
                "alerts.topic",
                "alerts",
                "lake.root",
                "file:///lake",
                "database.url",
                "jdbc:postgresql://database/windfarm",
                "database.tables",
                "readings,summaries,anomalies,statistics,alerts"));
    WindFarmJob.build(environment, config, SensorCatalog.load(null));

    Set<String> handedOn = new TreeSet<>();
    for (JobVertex vertex : environment.getStreamGraph().getJobGraph().getVertices()) {
      if (vertex.getInputs().stream()
          .anyMatch(input -> "FORWARD".equals(input.getShipStrategyName()))) {
        handedOn.add(vertex.getName());
      }
    }
    // These look at one element at a time, and what comes behind them orders by event time. Rows
    // of the database have their keys.
    assertThat(handedOn)
        .containsExactly(
            "Database: alerts: Writer", "Database: anomalies: Writer", "Presence", "Pressure lost");
  }
}

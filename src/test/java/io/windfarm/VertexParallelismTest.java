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
 * Rules get keyed readings from the subtask that has them, without a shuffle. Between vertices of
 * unequal parallelism Flink deals records out in turn instead, and the job fails where they reach a
 * subtask that does not own their key. So vertices are scaled together or not at all: nothing may
 * give each its own parallelism, as the Kubernetes operator's autoscaler would.
 */
class VertexParallelismTest {
  @Test
  void mustBeTheSameWhereKeyedRecordsAreHandedOnWithoutAShuffle() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(WindFarmJob.pipelineOptions());
    environment.setParallelism(4);
    WindFarmConfig config = WindFarmConfig.of(Map.of("lake.root", "file:///lake"));
    WindFarmJob.build(environment, config, SensorCatalog.load(null));

    Set<String> handedOn = new TreeSet<>();
    for (JobVertex vertex : environment.getStreamGraph().getJobGraph().getVertices()) {
      if (vertex.getInputs().stream()
          .anyMatch(input -> "FORWARD".equals(input.getShipStrategyName()))) {
        handedOn.add(vertex.getName());
      }
    }
    assertThat(handedOn)
        .as("If none is left, k8s/base/flink-deployment.yaml may let the autoscaler scale")
        .contains("CEP: overspeed", "CEP: hydraulic-pressure-loss", "Presence");
  }
}

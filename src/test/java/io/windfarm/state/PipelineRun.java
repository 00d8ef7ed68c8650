package io.windfarm.state;

import static org.awaitility.Awaitility.await;

import io.windfarm.CollectedOutputs;
import io.windfarm.WindFarmJob;
import io.windfarm.WindFarmPipeline;
import io.windfarm.config.SensorCatalog;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.ingest.Ingest;
import io.windfarm.ingest.ShardRoster;
import io.windfarm.ingest.ShardWatermarks;
import io.windfarm.model.Arrival;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;

/** The whole pipeline over given arrivals, from nothing or from a savepoint. */
final class PipelineRun {
  private static final int EQUAL = 0;

  private final MiniCluster cluster;

  /** {@code hashmap} or {@code rocksdb}. */
  private final String backend;

  private final int parallelism;
  private int firstVertex = EQUAL;
  private String savepoint;

  PipelineRun(MiniCluster cluster, String backend, int parallelism) {
    this.cluster = cluster;
    this.backend = backend;
    this.parallelism = parallelism;
  }

  /**
   * Gives each vertex that may have more than one subtask a parallelism of its own, as the
   * Kubernetes operator's autoscaler does: as many as the run's, one less, and so on, from the
   * first vertex down to 1 and then from above again.
   *
   * @param first that of the first vertex, 1 to the run's parallelism
   */
  PipelineRun withUnequalVerticesFrom(int first) {
    this.firstVertex = first;
    return this;
  }

  /** Memory for a RocksDB in each of the many operators of four slots. */
  static Configuration clusterOptions() {
    return new Configuration()
        .set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1024));
  }

  PipelineRun from(String savepoint) {
    this.savepoint = savepoint;
    return this;
  }

  /** What comes out of {@code arrivals} when they end. */
  Results toTheEndOf(List<Arrival> arrivals) throws Exception {
    CollectedOutputs outputs = new CollectedOutputs();
    environment(HeldArrivals.ending(arrivals), outputs).execute();
    return Results.of(outputs);
  }

  /** The uids of all operators. */
  List<String> uids() {
    return environment(HeldArrivals.ending(List.of()), new CollectedOutputs())
        .getStreamGraph()
        .getStreamNodes()
        .stream()
        .map(StreamNode::getTransformationUID)
        .distinct()
        .sorted()
        .collect(Collectors.toList());
  }

  /** Stops after {@code arrivals} with a savepoint under {@code folder}. */
  Stopped stopAfter(List<Arrival> arrivals, Path folder) throws Exception {
    CollectedOutputs outputs = new CollectedOutputs();
    HeldArrivals source = HeldArrivals.held(arrivals);
    JobClient job = environment(source, outputs).executeAsync();
    CommonTestUtils.waitForAllTaskRunning(cluster, job.getJobID(), false);
    await().atMost(Duration.ofMinutes(2)).until(source::isEmitted);
    String savepoint =
        job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    return new Stopped(savepoint, Results.of(outputs));
  }

  private StreamExecutionEnvironment environment(HeldArrivals source, CollectedOutputs outputs) {
    Configuration options = WindFarmJob.pipelineOptions();
    if (firstVertex != EQUAL) {
      options.set(PipelineOptions.PARALLELISM_OVERRIDES, unequalVertices());
    }
    return environment(options, source, outputs);
  }

  private Map<String, String> unequalVertices() {
    Map<String, String> parallelisms = new HashMap<>();
    int next = firstVertex;
    for (JobVertex vertex :
        environment(
                WindFarmJob.pipelineOptions(),
                HeldArrivals.ending(List.of()),
                new CollectedOutputs())
            .getStreamGraph()
            .getJobGraph()
            .getVerticesSortedTopologicallyFromSources()) {
      if (vertex.getParallelism() > 1) {
        parallelisms.put(vertex.getID().toHexString(), String.valueOf(next));
        next = next > 1 ? next - 1 : parallelism;
      }
    }
    return parallelisms;
  }

  private StreamExecutionEnvironment environment(
      Configuration options, HeldArrivals source, CollectedOutputs outputs) {
    options.set(StateBackendOptions.STATE_BACKEND, backend);
    if (savepoint != null) {
      options.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(options);
    environment.setParallelism(parallelism);
    // What a state is restored at is bounded by this for ever, so it is as in a cluster's default.
    environment.setMaxParallelism(128);
    new WindFarmPipeline(
            WindFarmConfig.of(Map.of("lake.root", "file:///unused", "stats.period", "1 min")),
            SensorCatalog.load(null))
        .build(
            List.of(
                Ingest.primary(
                    source.in(environment),
                    // No shard is ever idle: results depend on the arrivals alone.
                    ShardWatermarks.live(
                        Duration.ofSeconds(5), Duration.ofHours(1), ShardRoster.unknown()))),
            outputs);
    return environment;
  }

  /** A run that was stopped. */
  static final class Stopped {
    final String savepoint;
    final Results results;

    Stopped(String savepoint, Results results) {
      this.savepoint = savepoint;
      this.results = results;
    }
  }
}

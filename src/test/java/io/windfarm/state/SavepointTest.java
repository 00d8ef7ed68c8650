package io.windfarm.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stopped in the middle of everything and continued elsewhere, a run is as if never stopped. */
class SavepointTest {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .setConfiguration(PipelineRun.clusterOptions())
              .build());

  private static Results uninterrupted;

  @BeforeAll
  static void runUninterrupted(@InjectMiniCluster MiniCluster cluster) throws Exception {
    uninterrupted = new PipelineRun(cluster, "hashmap", 2).toTheEndOf(FleetDay.whole());

    assertThat(uninterrupted.rows).anyMatch(row -> row.contains("hydraulic-pressure-loss RAISED"));
    assertThat(uninterrupted.rows).anyMatch(row -> row.contains("power-factor-collapse CLEARED"));
    assertThat(uninterrupted.rows).anyMatch(row -> row.startsWith("summary "));
    assertThat(uninterrupted.rows).anyMatch(row -> row.matches("anomaly .* READING .*"));
  }

  @ParameterizedTest(name = "{0} at {1}, continued with {2} at {3}")
  @CsvSource({
    "hashmap, 2, hashmap, 4",
    "hashmap, 2, rocksdb, 1",
    "rocksdb, 1, hashmap, 2",
  })
  void givesWhatAnUninterruptedRunGives(
      String backend,
      int parallelism,
      String nextBackend,
      int nextParallelism,
      @TempDir Path dir,
      @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    PipelineRun.Stopped stopped =
        new PipelineRun(cluster, backend, parallelism).stopAfter(FleetDay.before(), dir);
    Results rest =
        new PipelineRun(cluster, nextBackend, nextParallelism)
            .from(stopped.savepoint)
            .toTheEndOf(FleetDay.after());

    assertThat(stopped.results.rows).isNotEmpty();
    assertThat(stopped.results.and(rest).rows).isEqualTo(uninterrupted.rows);
    assertThat(stopped.results.and(rest).ledger).isEqualTo(uninterrupted.ledger);
  }

  /** As the Kubernetes operator's autoscaler does it: a savepoint, and other parallelisms. */
  @Test
  void givesTheSameWhateverTheParallelismOfEachVertex(
      @TempDir Path dir, @InjectMiniCluster MiniCluster cluster) throws Exception {
    PipelineRun.Stopped stopped =
        new PipelineRun(cluster, "hashmap", 4)
            .withUnequalVerticesFrom(2)
            .stopAfter(FleetDay.before(), dir);
    Results rest =
        new PipelineRun(cluster, "hashmap", 4)
            .withUnequalVerticesFrom(3)
            .from(stopped.savepoint)
            .toTheEndOf(FleetDay.after());

    assertThat(stopped.results.and(rest).rows).isEqualTo(uninterrupted.rows);
    assertThat(stopped.results.and(rest).ledger).isEqualTo(uninterrupted.ledger);
  }
}

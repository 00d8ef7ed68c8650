package io.windfarm.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * State outlives the code that wrote it, so what is kept, under which name and with which fields,
 * is on record. Fields may be added; one that goes or changes its type loses what savepoints hold.
 */
class StateInventoryTest {
  @RegisterExtension static final MiniClusterExtension CLUSTER = new MiniClusterExtension();

  @Test
  void keepsTheStatesAndFieldsOnRecord(@TempDir Path dir, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    PipelineRun run = new PipelineRun(cluster, "hashmap", 1);
    String savepoint = run.stopAfter(FleetDay.before(), dir).savepoint;

    String inventory = StateInventory.of(savepoint, run.uids()).toString();

    Path actual = Path.of("target/state-inventory.txt");
    Files.writeString(actual, inventory);
    assertThat(inventory)
        .as(
            "Differs from src/test/resources/state-inventory.txt. If that is meant, and no field is"
                + " lost, put %s in its place",
            actual)
        .isEqualTo(Files.readString(Path.of("src/test/resources/state-inventory.txt")));
  }
}

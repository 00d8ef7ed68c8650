package io.windfarm.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every version continues the savepoints of every earlier one. They are in {@code
 * src/test/resources/savepoints/<version>/<backend>}, taken by {@link #takeOne} after {@link
 * FleetDay#before()}, with the rows that {@link FleetDay#after()} then gave. A savepoint once
 * released is never taken again.
 */
class StoredSavepointTest {
  private static final String STORED = "/savepoints";
  private static final String ROWS = "rows-after.txt";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .setConfiguration(PipelineRun.clusterOptions())
              .build());

  static Stream<Arguments> stored() throws IOException, URISyntaxException {
    List<Arguments> all = new ArrayList<>();
    try (Stream<Path> versions = Files.list(folder())) {
      versions.sorted().forEach(version -> all.addAll(ofVersion(version.getFileName().toString())));
    }
    return all.stream();
  }

  /** What heap wrote RocksDB reads, and the other way round. */
  private static List<Arguments> ofVersion(String version) {
    return List.of(
        Arguments.of(version, "hashmap", "hashmap", 4),
        Arguments.of(version, "hashmap", "rocksdb", 1),
        Arguments.of(version, "rocksdb", "rocksdb", 2),
        Arguments.of(version, "rocksdb", "hashmap", 3));
  }

  @ParameterizedTest(name = "{0} taken with {1}, with {2} at parallelism {3}")
  @MethodSource("stored")
  void goesOnAsTheVersionThatTookIt(
      String version,
      String backend,
      String nextBackend,
      int parallelism,
      @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    Path folder = folder().resolve(version);

    Results results =
        new PipelineRun(cluster, nextBackend, parallelism)
            .from(folder.resolve(backend).toUri().toString())
            .toTheEndOf(FleetDay.after());

    List<String> rowsThen = Files.readAllLines(folder.resolve(ROWS));
    String[] unknownThen =
        Stream.of("summary", "anomaly")
            .filter(kind -> rowsThen.stream().noneMatch(row -> row.startsWith(kind + " ")))
            .toArray(String[]::new);
    assertThat(results.rowsWithout(unknownThen)).isEqualTo(rowsThen);
    assertThat(results.rows).as("what began after it").anyMatch(row -> row.startsWith("summary "));
  }

  /** {@code mvn test -Dtest=StoredSavepointTest -Dtake.savepoints.of=VERSION}, once a version. */
  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  @EnabledIfSystemProperty(named = "take.savepoints.of", matches = ".+")
  void takeOne(String backend, @TempDir Path dir, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    PipelineRun.Stopped stopped =
        new PipelineRun(cluster, backend, 2).stopAfter(FleetDay.before(), dir);
    Results rest =
        new PipelineRun(cluster, backend, 2).from(stopped.savepoint).toTheEndOf(FleetDay.after());

    Path version =
        Path.of("src/test/resources" + STORED).resolve(System.getProperty("take.savepoints.of"));
    Path kept = Files.createDirectories(version.resolve(backend));
    try (Stream<Path> files = Files.list(Path.of(URI.create(stopped.savepoint)))) {
      for (Path file : files.collect(Collectors.toList())) {
        Files.copy(file, kept.resolve(file.getFileName()));
      }
    }
    Files.write(version.resolve(ROWS), rest.rows);
  }

  private static Path folder() throws URISyntaxException {
    return Path.of(StoredSavepointTest.class.getResource(STORED).toURI());
  }
}

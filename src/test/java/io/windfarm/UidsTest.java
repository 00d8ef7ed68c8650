package io.windfarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.config.SensorCatalog;
import io.windfarm.config.WindFarmConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** State finds its operator by uid, so the uids of the job as it ships are on record. */
class UidsTest {
  private static final Path ON_RECORD = Path.of("src/test/resources/uids.txt");

  private static final List<Map<String, String>> CONFIGURATIONS =
      List.of(
          Map.of("source.type", "kinesis", "alerts.stream", "alerts"),
          Map.of("source.type", "kafka", "alerts.topic", "alerts"),
          Map.of("source.type", "both", "alerts.stream", "alerts", "alerts.topic", "alerts"),
          Map.of("source.type", "files", "source.path", "file:///readings"),
          Map.of(
              "database.url",
              "jdbc:postgresql://database/windfarm",
              "database.tables",
              "readings,summaries,anomalies,statistics,alerts"),
          Map.of("ingest.regions", "eu-west-1", "lake.roots.eu-west-1", "file:///europe"));

  @Test
  void areThoseOnRecord() throws IOException {
    TreeSet<String> uids = new TreeSet<>();
    for (Map<String, String> configuration : CONFIGURATIONS) {
      nodes(configuration).forEach(node -> uids.add(node.getTransformationUID()));
    }

    assertThat(uids)
        .as("A uid that changes loses its operator's state; a new one goes into %s", ON_RECORD)
        .containsExactlyElementsOf(onRecord());
  }

  @Test
  void areOnEveryOperatorBesideAName() {
    for (Map<String, String> configuration : CONFIGURATIONS) {
      assertThat(nodes(configuration))
          .allSatisfy(
              node -> {
                assertThat(node.getTransformationUID()).as(node.toString()).isNotBlank();
                assertThat(node.getOperatorName()).as(node.toString()).isNotBlank();
              });
    }
  }

  @Test
  void areTheSameWithoutTheTablesThatAreNotWritten() {
    Map<String, String> files = Map.of("source.type", "files", "source.path", "file:///readings");
    Map<String, String> core = new TreeMap<>(files);
    core.put("lake.tables", "readings,statistics,alerts");

    assertThat(sinks(core)).containsExactly("lake-alerts", "lake-readings", "lake-statistics");
    List<String> left = uids(files);
    left.removeAll(uids(core));
    assertThat(left)
        .as("what is for the other tables alone")
        .isNotEmpty()
        .allMatch(
            uid ->
                uid.matches(
                    "(Sink Committer: )?lake-.*|book|post-duplicates|expectation|outlying-readings"));
    assertThat(uids(files)).containsAll(uids(core));
  }

  private static List<String> sinks(Map<String, String> configuration) {
    return uids(configuration).stream()
        .filter(uid -> uid.matches("lake-[a-z]*"))
        .collect(Collectors.toList());
  }

  private static List<String> uids(Map<String, String> configuration) {
    return nodes(configuration).stream()
        .map(StreamNode::getTransformationUID)
        .sorted()
        .collect(Collectors.toList());
  }

  private static Collection<StreamNode> nodes(Map<String, String> configuration) {
    Map<String, String> pairs = new TreeMap<>(configuration);
    pairs.put("lake.root", "file:///lake");
    if (!"kinesis".equals(configuration.get("source.type"))) {
      pairs.put("kafka.bootstrap-servers", "broker:9092");
    }
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(WindFarmJob.pipelineOptions());
    WindFarmJob.build(environment, WindFarmConfig.of(pairs), SensorCatalog.load(null));
    return environment.getStreamGraph().getStreamNodes();
  }

  private static List<String> onRecord() throws IOException {
    return Files.readAllLines(ON_RECORD).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .collect(Collectors.toList());
  }
}

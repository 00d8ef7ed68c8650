package io.windfarm.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Flink is told what it understands, and the same as on a cluster of one's own. */
class FlinkConfigurationTest {
  private static final FlinkKeys KEYS = new FlinkKeys();

  /** Of config.yaml and prometheus.yaml, what is another's to say on Kubernetes. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          // Pods have addresses of their own.
          "jobmanager.rpc.address",
          "jobmanager.bind-host",
          "taskmanager.host",
          "taskmanager.bind-host",
          "rest.address",
          "rest.bind-address",
          // Fields of the resource.
          "jobmanager.memory.process.size",
          "taskmanager.memory.process.size",
          "parallelism.default",
          // An overlay's.
          "execution.checkpointing.dir",
          "execution.checkpointing.savepoint-dir",
          // A range there, since a machine may run several processes.
          "metrics.reporter.prom.port",
          // A pod that no JobManager wants should end: another one is made when it is needed.
          "taskmanager.registration.timeout");

  static Stream<Overlay> overlays() {
    return Overlay.all().stream();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everyKeyIsKnownAndEveryValueOfItsType(Overlay overlay) {
    assertThat(overlay.flinkConfiguration()).hasSizeGreaterThan(40);
    assertThat(
            overlay.flinkConfiguration().entrySet().stream()
                .map(setting -> KEYS.fault(setting.getKey(), setting.getValue()))
                .flatMap(Optional::stream))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "execution.checkpointing.intervall, 60s",
    "execution.checkpointing.interval, soon",
    "taskmanager.numberOfTaskSlots, two",
    "high-availability.type.kubernetes, true",
    "kubernetes.operator.rollback.enabled, true",
    "kubernetes.operator.deployment.rollback.enabled, yes",
    "kubernetes.operator.savepoint.history.max.age, long",
    "job.autoscaler.vertex.max-paralelism, 8",
    "job.autoscaler.target.utilization, high",
    "s3.path.style.acess, true",
    "metrics.reporter.prom.factory.class, org.apache.flink.metrics.PrometheusReporter"
  })
  void findsAKeyOrValueThatIsNot(String key, String value) {
    assertThat(KEYS.fault(key, value)).hasValueSatisfying(fault -> assertThat(fault).contains(key));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void saysTheSameAsTheConfigurationOfAStandaloneCluster(Overlay overlay) {
    Map<String, String> standalone = new TreeMap<>(standalone("config.yaml"));
    standalone.putAll(standalone("prometheus.yaml"));
    standalone.keySet().removeAll(ELSEWHERE);
    assertThat(standalone).hasSizeGreaterThan(20);
    assertThat(overlay.flinkConfiguration()).containsAllEntriesOf(standalone);
  }

  @Test
  void leavesNothingToOthersThatTheStandaloneConfigurationDoesNotHave() {
    Map<String, String> standalone = new TreeMap<>(standalone("config.yaml"));
    standalone.putAll(standalone("prometheus.yaml"));
    assertThat(standalone.keySet()).containsAll(ELSEWHERE);
  }

  private static Map<String, String> standalone(String file) {
    JsonNode settings =
        Overlay.documents(Overlay.text(Overlay.HOME.resolve("flink-conf").resolve(file))).get(0);
    Map<String, String> texts = new TreeMap<>();
    settings
        .fields()
        .forEachRemaining(field -> texts.put(field.getKey(), field.getValue().asText()));
    return texts;
  }

  /**
   * What the operator's own validation asks of savepoint upgrades, standby JobManagers, rollbacks.
   */
  @ParameterizedTest
  @MethodSource("overlays")
  void keepsStateInS3AndLeadersInKubernetes(Overlay overlay) {
    Map<String, String> settings = overlay.flinkConfiguration();
    assertThat(settings.get("high-availability.type")).isEqualTo("kubernetes");
    assertThat(
            List.of(
                settings.get("high-availability.storageDir"),
                settings.get("execution.checkpointing.dir"),
                settings.get("execution.checkpointing.savepoint-dir")))
        .doesNotHaveDuplicates()
        .allMatch(place -> place.matches("s3://[a-z0-9-]+/.+"));
    assertThat(settings)
        .doesNotContainKeys(
            "kubernetes.namespace", "kubernetes.cluster-id", "high-availability.cluster-id");
    assertThat(overlay.flink().at("/spec/job/upgradeMode").asText()).isEqualTo("savepoint");
    assertThat(overlay.flink().at("/spec/job/allowNonRestoredState").asBoolean(true)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void opensThePackagesOfTheJdkThatTheTestsRunWith(Overlay overlay) {
    String pom = Overlay.text(Overlay.HOME.resolve("pom.xml"));
    List<String> opened =
        Stream.of(
                pom.replaceAll("(?s).*<test.jvm.args>(.*)</test.jvm.args>.*", "$1").split(" ", -1))
            .filter(flag -> flag.startsWith("--add-opens"))
            .toList();
    assertThat(opened).hasSizeGreaterThan(5);
    assertThat(overlay.flinkConfiguration().get("env.java.opts.all").split(" ", -1))
        .contains(opened.toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void logsTheSameInTheSameFormOnTheConsole(Overlay overlay) {
    String standalone =
        Overlay.text(Overlay.HOME.resolve(Path.of("flink-conf", "log4j.properties")));
    List<String> levels =
        standalone.lines().filter(line -> line.matches("(rootL|l)ogger\\..*level.*")).toList();
    String pattern =
        standalone
            .lines()
            .filter(line -> line.contains("layout.pattern"))
            .findFirst()
            .orElseThrow();
    assertThat(levels).hasSizeGreaterThan(8);
    assertThat(
            overlay.flink().at("/spec/logConfiguration/log4j-console.properties").asText().lines())
        .containsAll(levels)
        .contains(pattern, "appender.main.type = CONSOLE")
        .contains("appender.main.layout.alwaysWriteExceptions = false");
  }

  /** The alert rules and the dashboards count on its names. */
  @ParameterizedTest
  @MethodSource("overlays")
  void metricsHaveTheNamesThatTheyHaveWhereTheRulesAreTested(Overlay overlay) {
    JsonNode scraped =
        Overlay.documents(Overlay.text(Overlay.HOME.resolve("ops/prometheus/prometheus.yml")))
            .get(0)
            .at("/scrape_configs/0");
    JsonNode endpoint = overlay.the("PodMonitor", "windfarm").at("/spec/podMetricsEndpoints/0");
    assertThat(endpoint.at("/relabelings/0/targetLabel").asText()).isEqualTo("job");
    assertThat(endpoint.at("/relabelings/0/replacement")).isEqualTo(scraped.get("job_name"));
    assertThat(endpoint.at("/metricRelabelings")).isEqualTo(scraped.get("metric_relabel_configs"));
  }
}

package io.windfarm.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.kubernetes.utils.Constants;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pods may do little, and reach and be reached by what they have to. */
class HardeningTest {
  private static final List<String> INNER_PORTS =
      List.of(
          "rest.port",
          "jobmanager.rpc.port",
          "blob.server.port",
          "taskmanager.rpc.port",
          "taskmanager.data.port",
          "metrics.internal.query-service.port");

  static Stream<Overlay> overlays() {
    return Overlay.all().stream();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void podsAreRestricted(Overlay overlay) {
    assertThat(
            overlay
                .all("Namespace")
                .get(0)
                .at("/metadata/labels")
                .findValuesAsText("pod-security.kubernetes.io/enforce"))
        .containsExactly("restricted");
    for (JsonNode pod : NamesTest.pods(overlay)) {
      JsonNode who = pod.get("securityContext");
      assertThat(who.get("runAsNonRoot").asBoolean()).isTrue();
      assertThat(who.get("runAsUser").asInt()).isPositive();
      assertThat(who.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
      assertThat(pod.get("containers")).hasSize(1);
      JsonNode may = pod.at("/containers/0/securityContext");
      assertThat(may.get("readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(may.get("allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(may.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void nothingGrowsWithoutBound(Overlay overlay) {
    for (JsonNode pod : NamesTest.pods(overlay)) {
      for (JsonNode volume : pod.get("volumes")) {
        assertThat(volume.has("emptyDir") && !volume.at("/emptyDir").has("sizeLimit")).isFalse();
      }
    }
    // Flink makes limits of these.
    for (String role : List.of("jobManager", "taskManager")) {
      assertThat(overlay.flink().at("/spec/" + role + "/resource/memory").asText()).isNotEmpty();
      assertThat(overlay.flink().at("/spec/" + role + "/resource/cpu").asDouble()).isPositive();
    }
    for (JsonNode job : overlay.all("CronJob")) {
      JsonNode limits =
          job.at("/spec/jobTemplate/spec/template/spec/containers/0/resources/limits");
      assertThat(limits.has("memory") && limits.has("cpu")).isTrue();
    }
  }

  /** It knows its container by name. */
  @ParameterizedTest
  @MethodSource("overlays")
  void flinksOwnContainerIsTheOneThatIsMeant(Overlay overlay) {
    assertThat(overlay.flink().at("/spec/podTemplate/spec/containers/0/name").asText())
        .isEqualTo(Constants.MAIN_CONTAINER_NAME);
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void whatIsNotNamedIsDenied(Overlay overlay) {
    JsonNode all = overlay.the("NetworkPolicy", "nothing-but-what-is-named").get("spec");
    assertThat(all.get("podSelector")).isEmpty();
    assertThat(all.has("ingress") || all.has("egress")).isFalse();
    for (JsonNode policy : overlay.all("NetworkPolicy")) {
      assertThat(policy.at("/spec/policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
    }
    assertThat(overlay.the("NetworkPolicy", "windfarm-backfill").at("/spec").has("ingress"))
        .isFalse();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void flinksProcessesReachEachOtherOnThePortsThatTheyHave(Overlay overlay) {
    Map<String, String> settings = overlay.flinkConfiguration();
    Set<Integer> inner =
        INNER_PORTS.stream()
            .map(key -> Integer.valueOf(settings.get(key)))
            .collect(Collectors.toSet());
    assertThat(inner).hasSameSizeAs(INNER_PORTS);
    JsonNode policy = overlay.the("NetworkPolicy", "windfarm").get("spec");
    assertThat(ports(rule(policy.get("ingress"), "from", "flink-native-kubernetes")))
        .isEqualTo(inner);
    assertThat(ports(rule(policy.get("egress"), "to", "flink-native-kubernetes"))).isEqualTo(inner);
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void theOperatorReachesRestAndPrometheusTheMetrics(Overlay overlay) {
    Map<String, String> settings = overlay.flinkConfiguration();
    JsonNode ingress = overlay.the("NetworkPolicy", "windfarm").at("/spec/ingress");
    assertThat(ports(rule(ingress, "from", "flink-operator")))
        .containsExactly(Integer.valueOf(settings.get("rest.port")));
    int metrics = Integer.parseInt(settings.get("metrics.reporter.prom.port"));
    assertThat(ports(rule(ingress, "from", "monitoring"))).containsExactly(metrics);
    JsonNode port = overlay.flink().at("/spec/podTemplate/spec/containers/0/ports/0");
    assertThat(port.get("containerPort").asInt()).isEqualTo(metrics);
    assertThat(overlay.the("PodMonitor", "windfarm").at("/spec/podMetricsEndpoints/0/port"))
        .isEqualTo(port.get("name"));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void nobodyTakesTheRoleOfTheNode(Overlay overlay) {
    for (JsonNode policy : overlay.all("NetworkPolicy")) {
      for (JsonNode block : policy.findValues("ipBlock")) {
        assertThat(block.get("except").toString()).contains("169.254.169.254/32");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everyPodMayAskForNames(Overlay overlay) {
    for (String policy : List.of("windfarm", "windfarm-backfill")) {
      JsonNode egress = overlay.the("NetworkPolicy", policy).at("/spec/egress");
      assertThat(ports(rule(egress, "to", "kube-dns"))).containsExactly(53);
    }
  }

  private static JsonNode rule(JsonNode rules, String end, String word) {
    List<JsonNode> found = new ArrayList<>();
    rules.forEach(
        rule -> {
          if (rule.path(end).toString().contains("\"" + word + "\"")) {
            found.add(rule);
          }
        });
    assertThat(found).as(word).hasSize(1);
    return found.get(0);
  }

  private static Set<Integer> ports(JsonNode rule) {
    Set<Integer> ports = new HashSet<>();
    rule.get("ports").forEach(port -> ports.add(port.get("port").asInt()));
    return ports;
  }
}

package io.windfarm.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.kubernetes.utils.Constants;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one document calls by name is in another, and what is selected by labels has them. */
class NamesTest {
  static Stream<Overlay> overlays() {
    return Overlay.all().stream();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void podsRunAsServiceAccountsThatThereAre(Overlay overlay) {
    assertThat(overlay.find("ServiceAccount", overlay.flink().at("/spec/serviceAccount").asText()))
        .isPresent();
    for (JsonNode job : overlay.all("CronJob")) {
      assertThat(
              overlay.find(
                  "ServiceAccount",
                  job.at("/spec/jobTemplate/spec/template/spec/serviceAccountName").asText()))
          .isPresent();
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void rightsAreBoundToWhoRunsTheJob(Overlay overlay) {
    JsonNode binding = overlay.the("RoleBinding", "windfarm");
    assertThat(overlay.find("Role", binding.at("/roleRef/name").asText())).isPresent();
    assertThat(binding.at("/subjects")).hasSize(1);
    assertThat(binding.at("/subjects/0/name").asText())
        .isEqualTo(overlay.flink().at("/spec/serviceAccount").asText());
    assertThat(binding.at("/subjects/0/namespace").asText())
        .isEqualTo(overlay.flink().at("/metadata/namespace").asText());
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everythingIsInTheOverlaysNamespace(Overlay overlay) {
    String namespace = Overlay.name(overlay.all("Namespace").get(0));
    assertThat(overlay.documents())
        .filteredOn(document -> !Overlay.kind(document).equals("Namespace"))
        .allMatch(document -> document.at("/metadata/namespace").asText().equals(namespace));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void volumesAreThereAndMountedWhereTheyAre(Overlay overlay) {
    for (JsonNode pod : pods(overlay)) {
      Set<String> volumes = new TreeSet<>();
      for (JsonNode volume : pod.get("volumes")) {
        volumes.add(volume.get("name").asText());
        if (volume.has("configMap")) {
          assertThat(overlay.find("ConfigMap", volume.at("/configMap/name").asText())).isPresent();
        }
        if (volume.has("persistentVolumeClaim")) {
          String claim = volume.at("/persistentVolumeClaim/claimName").asText();
          assertThat(overlay.find("PersistentVolumeClaim", claim)).isPresent();
        }
      }
      Set<String> mounted = new TreeSet<>();
      pod.at("/containers/0/volumeMounts")
          .forEach(mount -> mounted.add(mount.get("name").asText()));
      assertThat(mounted).isEqualTo(volumes);
    }
  }

  /** They would be in git. */
  @ParameterizedTest
  @MethodSource("overlays")
  void secretsAreNotAmongThem(Overlay overlay) {
    assertThat(overlay.all("Secret")).isEmpty();
    assertThat(Overlay.text(Overlay.rendered(overlay.name())))
        .doesNotContainIgnoringCase("secret-key:")
        .doesNotContain("AKIA");
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void selectorsMeanPodsThatFlinkLabelsSo(Overlay overlay) {
    List<JsonNode> selectors = new ArrayList<>();
    overlay.all("PodMonitor").forEach(each -> selectors.add(each.at("/spec/selector")));
    overlay.all("PodDisruptionBudget").forEach(each -> selectors.add(each.at("/spec/selector")));
    selectors.add(overlay.the("NetworkPolicy", "windfarm").at("/spec/podSelector"));
    overlay
        .flink()
        .findValues("labelSelector")
        .forEach(selectors::add); // topologySpreadConstraints
    for (JsonNode selector : selectors) {
      Map<String, String> labels = new HashMap<>();
      selector
          .get("matchLabels")
          .fields()
          .forEachRemaining(label -> labels.put(label.getKey(), label.getValue().asText()));
      assertThat(labels).containsEntry(Constants.LABEL_APP_KEY, Overlay.name(overlay.flink()));
      assertThat(Stream.of("jobmanager", "taskmanager"))
          .anyMatch(role -> labelsOfFlink(overlay, role).entrySet().containsAll(labels.entrySet()));
    }
  }

  private static Map<String, String> labelsOfFlink(Overlay overlay, String role) {
    return Map.of(
        Constants.LABEL_APP_KEY,
        Overlay.name(overlay.flink()),
        Constants.LABEL_COMPONENT_KEY,
        role,
        Constants.LABEL_TYPE_KEY,
        Constants.LABEL_TYPE_NATIVE_TYPE);
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void theBackfillsPolicyMeansItsPods(Overlay overlay) {
    assertThat(
            overlay.the("NetworkPolicy", "windfarm-backfill").at("/spec/podSelector/matchLabels"))
        .isEqualTo(
            overlay
                .the("CronJob", "windfarm-backfill")
                .at("/spec/jobTemplate/spec/template/metadata/labels"));
  }

  static List<JsonNode> pods(Overlay overlay) {
    List<JsonNode> pods = new ArrayList<>();
    pods.add(overlay.flink().at("/spec/podTemplate/spec"));
    overlay.all("CronJob").forEach(job -> pods.add(job.at("/spec/jobTemplate/spec/template/spec")));
    return pods;
  }
}

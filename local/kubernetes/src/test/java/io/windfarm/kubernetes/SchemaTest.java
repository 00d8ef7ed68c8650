package io.windfarm.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every document is what the cluster takes it for; and what is not is found. */
class SchemaTest {
  private static final KubernetesKinds KINDS = new KubernetesKinds();
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Overlay> overlays() {
    return Overlay.all().stream();
  }

  @Test
  void everyOverlayIsChecked() {
    assertThat(Overlay.all()).extracting(Overlay::name).contains("dev", "prod");
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everyDocumentIsOfItsSchema(Overlay overlay) {
    assertThat(overlay.documents()).hasSizeGreaterThan(10);
    for (JsonNode document : overlay.documents()) {
      assertThat(KINDS.faults(document))
          .as(Overlay.kind(document) + " " + Overlay.name(document))
          .isEmpty();
    }
  }

  /** Kind, where to put it, what; the last is a word of what has to be said about it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # Unknown fields, ever deeper.
          FlinkDeployment | /flavour                                                           | 1              | flavour
          FlinkDeployment | /spec/flinkConfig                                                  | {}             | flinkConfig
          FlinkDeployment | /spec/job/upgradeModes                                             | "savepoint"    | upgradeModes
          FlinkDeployment | /spec/taskManager/resource/cpus                                    | 1              | cpus
          FlinkDeployment | /spec/podTemplate/spec/container                                   | []             | container
          FlinkDeployment | /spec/podTemplate/spec/containers/0/volumeMounts/0/mountPoint      | "/x"           | mountPoint
          FlinkDeployment | /spec/podTemplate/spec/containers/0/securityContext/readOnlyRootFs | true           | readOnlyRootFs
          CronJob         | /spec/jobTemplate/spec/template/spec/containers/0/resources/limit  | {}             | limit
          CronJob         | /spec/concurrency                                                  | "Forbid"       | concurrency
          NetworkPolicy   | /spec/egres                                                        | []             | egres
          ServiceAccount  | /metadata/annotation                                               | {}             | annotation
          Role            | /rules/0/verb                                                      | []             | verb
          PodMonitor      | /spec/podMetricsEndpoints/0/intervall                              | "15s"          | intervall
          PodMonitor      | /spec/podMetricEndpoints                                           | []             | podMetricEndpoints
          # Values of another type.
          FlinkDeployment | /spec/flinkConfiguration/rest.port                                 | 8081           | integer
          FlinkDeployment | /spec/taskManager/resource/cpu                                     | "two"          | string
          FlinkDeployment | /spec/job/args                                                     | "--conf x"     | array
          FlinkDeployment | /spec/podTemplate/spec/containers/0/ports/0/containerPort          | "metrics"      | string
          CronJob         | /spec/suspend                                                      | "no"           | suspend
          CronJob         | /spec/jobTemplate/spec/backoffLimit                                | "two"          | two
          CronJob         | /spec/jobTemplate/spec/template/spec/containers/0/args             | "backfill"     | args
          PodMonitor      | /spec/podMetricsEndpoints                                          | {}             | List
          # Words that there are not.
          FlinkDeployment | /spec/job/upgradeMode                                              | "savepoints"   | upgradeMode
          FlinkDeployment | /spec/flinkVersion                                                 | "v1.20"        | flinkVersion
          FlinkDeployment | /spec/job/state                                                    | "stopped"      | state
          FlinkDeployment | /spec/mode                                                         | "application"  | mode
          FlinkDeployment | /apiVersion                                                        | "flink/v1"     | flink/v1
          CronJob         | /apiVersion                                                        | "batch/v2"     | batch/v2
          """)
  void findsWhatIsWrong(String kind, String where, String what, String said) throws Exception {
    ObjectNode document = Overlay.of("prod").all(kind).get(0).deepCopy();
    int slash = where.lastIndexOf('/');
    ((ObjectNode) document.at(where.substring(0, slash)))
        .set(where.substring(slash + 1), JSON.readTree(what));
    assertThat(String.join("\n", KINDS.faults(document))).contains(said);
  }

  @ParameterizedTest
  @CsvSource({
    "FlinkDeployment, /spec/image",
    "FlinkDeployment, /spec/serviceAccount",
    "FlinkDeployment, /spec/job/jarURI",
    "FlinkDeployment, /spec/job/upgradeMode",
    "FlinkDeployment, /spec/taskManager/resource/memory",
    "FlinkDeployment, /spec/podTemplate/spec/containers/0/name",
    "FlinkDeployment, /spec/podTemplate/spec/containers/0/volumeMounts/0/mountPath",
    "CronJob, /spec/schedule",
    "CronJob, /spec/jobTemplate/spec/template/spec/containers",
    "RoleBinding, /roleRef",
    "PodMonitor, /spec/selector"
  })
  void findsWhatIsMissing(String kind, String where) {
    ObjectNode document = Overlay.of("prod").all(kind).get(0).deepCopy();
    int slash = where.lastIndexOf('/');
    String name = where.substring(slash + 1);
    assertThat(((ObjectNode) document.at(where.substring(0, slash))).remove(name)).isNotNull();
    assertThat(String.join("\n", KINDS.faults(document))).contains(name);
  }

  @Test
  void refusesAKindThatNobodyKnows() throws Exception {
    assertThat(KINDS.faults(JSON.readTree("{\"apiVersion\": \"v1\", \"kind\": \"Pot\"}")))
        .isEqualTo(
            List.of("No schema for v1/Pot: name its model here, if that is how it is written."));
  }
}

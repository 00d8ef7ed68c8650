package io.windfarm.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.util.TimeUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bounds that depend on each other do so. */
class ScalingTest {
  private final Overlay prod = Overlay.of("prod");

  static Stream<Overlay> overlays() {
    return Overlay.all().stream();
  }

  @Test
  void theParallelismStaysWithinWhatTheStateCanBeDividedInto() {
    int slots = Integer.parseInt(prod.flinkConfiguration().get("taskmanager.numberOfTaskSlots"));
    int most = scaler().get("maxReplicas").asInt() * slots;
    assertThat(most)
        .isLessThanOrEqualTo(
            Integer.parseInt(prod.flinkConfiguration().get("pipeline.max-parallelism")));
    assertThat(prod.flink().at("/spec/taskManager/replicas").asInt())
        .isBetween(scaler().get("minReplicas").asInt(), scaler().get("maxReplicas").asInt());
  }

  /** Without a number to begin with, Kubernetes takes it for zero, and scaling for turned off. */
  @Test
  void theFieldThatIsScaledIsThere() {
    String field = new FlinkDeploymentSchema().replicas();
    assertThat(field).isEqualTo(".spec.taskManager.replicas");
    assertThat(prod.flink().at(field.replace('.', '/')).isInt()).isTrue();
  }

  @Test
  void theOperatorReckonsWithinTheSameBounds() {
    Map<String, String> settings = prod.flinkConfiguration();
    int slots = Integer.parseInt(settings.get("taskmanager.numberOfTaskSlots"));
    assertThat(settings)
        .containsEntry(
            "job.autoscaler.vertex.min-parallelism",
            String.valueOf(scaler().get("minReplicas").asInt() * slots))
        .containsEntry(
            "job.autoscaler.vertex.max-parallelism",
            String.valueOf(scaler().get("maxReplicas").asInt() * slots));
  }

  /** VertexParallelismTest of the job has the reason. */
  @ParameterizedTest
  @MethodSource("overlays")
  void noVertexGetsAParallelismOfItsOwn(Overlay overlay) {
    assertThat(overlay.flinkConfiguration())
        .containsEntry("job.autoscaler.scaling.enabled", "false")
        .doesNotContainKey("pipeline.jobvertex-parallelism-overrides");
  }

  @Test
  void aNodeCanBeDrainedWithTheFewestTaskManagers() {
    int needed =
        prod.the("PodDisruptionBudget", "windfarm-taskmanager").at("/spec/minAvailable").asInt();
    assertThat(needed).isEqualTo(scaler().get("minReplicas").asInt() - 1);
    assertThat(prod.flink().at("/spec/jobManager/replicas").asInt())
        .isGreaterThan(
            prod.the("PodDisruptionBudget", "windfarm-jobmanager")
                .at("/spec/maxUnavailable")
                .asInt());
  }

  /** A job restored from a savepoint completes the uploads that are in it. */
  @ParameterizedTest
  @MethodSource("overlays")
  void savepointsAreForgottenBeforeTheBucketForgetsTheirUploads(Overlay overlay) {
    Matcher days =
        Pattern.compile("(?s)AbandonedUploadDays:.*?MinValue: (\\d+)")
            .matcher(Overlay.text(Overlay.HOME.resolve("infra/storage.yaml")));
    assertThat(days.find()).isTrue();
    String age = overlay.flinkConfiguration().get("kubernetes.operator.savepoint.history.max.age");
    assertThat(TimeUtils.parseDuration(age))
        .isLessThan(Duration.ofDays(Long.parseLong(days.group(1))));
  }

  private JsonNode scaler() {
    return prod.the("HorizontalPodAutoscaler", "windfarm").get("spec");
  }
}

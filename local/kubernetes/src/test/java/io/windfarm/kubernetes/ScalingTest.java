package io.windfarm.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
  void aVertexStaysWithinWhatItsStateCanBeDividedInto() {
    assertThat(most()).isLessThanOrEqualTo(number("pipeline.max-parallelism"));
    assertThat(prod.flink().at("/spec/job/parallelism").asInt()).isBetween(fewest(), most());
  }

  /** Two that scale one thing would undo each other's work; one that nobody scales begins at 1. */
  @ParameterizedTest
  @MethodSource("overlays")
  void theAutoscalerAloneScales(Overlay overlay) {
    assertThat(overlay.all("HorizontalPodAutoscaler")).isEmpty();
    assertThat(overlay.flink().at("/spec/taskManager").has("replicas")).isFalse();
    assertThat(overlay.flinkConfiguration())
        .doesNotContainKey("pipeline.jobvertex-parallelism-overrides");
    assertThat(overlay.flink().at("/spec/job/parallelism").isInt()).isTrue();
  }

  @Test
  void theAutoscalerScalesInProduction() {
    assertThat(prod.flinkConfiguration())
        .containsEntry("job.autoscaler.enabled", "true")
        .containsEntry("job.autoscaler.scaling.enabled", "true");
  }

  @Test
  void aNodeCanBeDrainedWithTheFewestTaskManagers() {
    int needed =
        prod.the("PodDisruptionBudget", "windfarm-taskmanager").at("/spec/minAvailable").asInt();
    assertThat(needed).isEqualTo(fewest() / number("taskmanager.numberOfTaskSlots") - 1);
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

  private int fewest() {
    return number("job.autoscaler.vertex.min-parallelism");
  }

  private int most() {
    return number("job.autoscaler.vertex.max-parallelism");
  }

  private int number(String key) {
    return Integer.parseInt(prod.flinkConfiguration().get(key));
  }
}

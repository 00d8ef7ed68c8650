package io.windfarm.bench.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.bench.baseline.Runs.Run;
import io.windfarm.model.Condition;
import io.windfarm.model.Edge;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RunsTest {
  private static Edge edge(Condition condition, boolean holds, long second) {
    Edge edge = new Edge();
    edge.condition = condition;
    edge.holds = holds;
    edge.sensor = "a sensor";
    edge.eventTime = second * 1_000;
    edge.since = edge.eventTime;
    return edge;
  }

  private static Edge low(long second) {
    return edge(Condition.PRESSURE_LOW, true, second);
  }

  private static Edge well(long second) {
    return edge(Condition.PRESSURE_LOW, false, second);
  }

  private static List<List<Edge>> matches(Run run, Edge... edges) {
    return Arrays.stream(edges).map(run::next).filter(Objects::nonNull).toList();
  }

  @Test
  void threeInARowMatchOnceAndAreUsedUp() {
    Edge[] edges = {low(1), low(2), low(3), low(4), low(5)};

    assertThat(matches(Runs.consecutive(3, 60_000), edges))
        .containsExactly(List.of(edges[0], edges[1], edges[2]));
  }

  @Test
  void aReadingThatIsWellBreaksARow() {
    assertThat(matches(Runs.consecutive(3, 60_000), low(1), low(2), well(3), low(4), low(5)))
        .isEmpty();
  }

  @Test
  void aRowThatTakesTooLongIsNone() {
    Run run = Runs.consecutive(3, 60_000);

    assertThat(matches(run, low(0), low(30), low(61))).isEmpty();
    assertThat(matches(run, low(90))).hasSize(1); // 30, 61 and 90
  }

  @Test
  void readingsThatAreWellDoNotBreakARepetition() {
    assertThat(matches(Runs.repeated(2, 10_000), low(1), well(2), low(3))).hasSize(1);
  }

  @Test
  void twoSensorsOnceEachAreNoRepetition() {
    Edge other = low(2);
    other.sensor = "another";

    assertThat(matches(Runs.repeated(2, 10_000), low(1), other)).isEmpty();
  }

  @Test
  void aBatteryHasToBeHotSoonAfterItRose() {
    Edge rise = edge(Condition.BATTERY_RISING, true, 0);
    Edge hot = edge(Condition.BATTERY_HOT, true, 300);

    assertThat(matches(Runs.thermalRunaway(300_000), rise, hot))
        .containsExactly(List.of(rise, hot));
    assertThat(matches(Runs.thermalRunaway(300_000), rise, edge(Condition.BATTERY_HOT, true, 301)))
        .isEmpty();
  }

  @Test
  void twoConditionsMatchInEitherOrderAndTheLatestOfEachCounts() {
    Edge lost = edge(Condition.PRESSURE_LOST, true, 0);
    Edge lostAgain = edge(Condition.PRESSURE_LOST, true, 100);
    Edge hot = edge(Condition.BATTERY_HOT, true, 200);

    assertThat(matches(Runs.both(120_000), lost, lostAgain, hot))
        .containsExactly(List.of(lostAgain, hot));
    assertThat(matches(Runs.both(120_000), hot, edge(Condition.PRESSURE_LOST, true, 210)))
        .hasSize(1);
  }

  @Test
  void aContradictionHasToLastWithoutABreak() {
    Edge begin = edge(Condition.ROTATION_WITHOUT_WIND, true, 0);
    begin.changes = true;
    Edge later = edge(Condition.ROTATION_WITHOUT_WIND, true, 60);
    Edge end = edge(Condition.ROTATION_WITHOUT_WIND, false, 30);

    assertThat(matches(Runs.held(60_000, 1_800_000), begin, later))
        .containsExactly(List.of(begin, later));
    assertThat(matches(Runs.held(60_000, 1_800_000), begin, end, later)).isEmpty();
  }
}

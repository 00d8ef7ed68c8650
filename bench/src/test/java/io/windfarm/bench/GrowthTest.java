package io.windfarm.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windfarm.local.CheckpointFigures;
import io.windfarm.local.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private static final Curves CURVES = Curves.of(2_000_000, Terms.of(Tables.ALL));

  @Test
  void measuresTheCurvesThatAreNamedAndAllIfNoneIs() {
    assertThat(CURVES.points(List.of("windows", "cores")))
        .extracting(GrowthPoint::curve)
        .containsOnly("cores", "windows")
        .startsWith("cores");
    assertThat(CURVES.points(List.of())).extracting(GrowthPoint::curve).containsAll(CURVES.names());
    assertThatThrownBy(() -> CURVES.points(List.of("corse")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("'corse'")
        .hasMessageContaining("cores, turbines, hot, disorder, payload, records, windows");
  }

  @Test
  void measuresSinglePointsSoThatALongCurveCanBeMeasuredInParts() {
    assertThat(CURVES.points(List.of("turbines/333334-rocksdb", "windows/5-rolling", "hot")))
        .extracting(GrowthPoint::path)
        .containsExactly(
            "turbines/333334-rocksdb",
            "hot/none",
            "hot/one-slot",
            "hot/two-slots",
            "windows/5-rolling");
    assertThat(CURVES.points(List.of())).extracting(GrowthPoint::path).doesNotHaveDuplicates();
    assertThatThrownBy(() -> CURVES.points(List.of("cores/tow-slots")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("'cores/tow-slots'")
        .hasMessageContaining("cores/control, cores/one, cores/all, cores/two-slots");
  }

  @Test
  void goesUpToAMillionKeysOnTheHeapAndInRocksDb() {
    assertThat(CURVES.points(List.of("turbines")))
        .filteredOn(point -> point.keys() >= 1_000_000)
        .extracting(point -> point.terms().rocksDb())
        .containsExactly(false, true);
  }

  @Test
  void sendsNoMoreThanASlotTakesHoweverLargeTheFleet() {
    assertThat(CURVES.points(List.of("turbines")))
        .allSatisfy(
            point ->
                assertThat(point.workloads().get(0).eventsIn(60) / 60).isBetween(900L, 51_000L));
    assertThat(CURVES.points(List.of("turbines/333334-heap")).get(0).workloads().get(0).hz())
        .isEqualTo(1.0 / 20);
  }

  @Test
  void coversMoreThanADayWhereWindowsOfADayAreMeasured() {
    assertThat(CURVES.points(List.of("windows")))
        .allSatisfy(
            point ->
                assertThat(point.workloads().get(0).span()).isGreaterThan(Duration.ofHours(35)));
  }

  @Test
  void lastsAsLongWithTheHotTurbineAsWithoutItAndGivesItItsShare() {
    GrowthPoint hot = CURVES.points(List.of("hot")).get(1);

    Workload others = hot.workloads().get(0);
    Workload one = hot.workloads().get(1);
    assertThat(one.turbines()).isEqualTo(1);
    assertThat(one.events()).isEqualTo(600_000);
    assertThat(one.events() + others.events()).isEqualTo(2_000_000);
    assertThat(Duration.between(others.arrival(), one.arrival()).abs())
        .isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void saysStateByKeyAndCheckpointsByTheirTimes() {
    Run run =
        new Run(
            new Cost(0, 10, 5, 0, 0),
            new Cost(100_000, 20, 10, 0, 0),
            new Cost(100_000, 10, 5, 60_000_000, 900_000_000),
            Cost.NONE);
    Measured measured =
        new Measured(
            GrowthPoint.of(
                "turbines", "1000", "one", Workload.of(100_000, 1_000), Terms.of(Tables.ALL)),
            new Result("job", List.of(run)),
            new CheckpointFigures(7, 6_000_000, 200_000, 31, 45, 46));

    assertThat(GrowthTable.row(measured))
        .contains("10,000", "20,000", " 600 ", " 900 ", " 6,000,000 ", " 2,000 ", "31 / 45 / 46");
  }

  @Test
  void drawsAPanelACurve() {
    Result slow = result("slow", 10);
    Result fast = result("fast", 5);

    String svg = BenchChart.of("growth", Map.of("cores", List.of(slow), "hot", List.of(fast)));

    // Each fills its own panel, however fast the other is.
    assertThat(svg).contains(">cores<", ">hot<", ">slow<", ">fast<");
    assertThat(svg.split("width=\"460.0\" height=\"14\"", -1)).hasSize(1 + 2);
  }

  @Test
  void saysWhatCoresBringTheJobBesideWhatTheyBringAtMost() {
    CoresControl control =
        new CoresControl(
            List.of(run(new Cost(100, 9, 9, 0, 0)), run(new Cost(100, 11, 11.25, 0, 0))),
            List.of(run(new Cost(100, 12, 12.5, 0, 0)), run(new Cost(100, 13, 12.5, 0, 0))));
    List<Measured> job = List.of(measured("one", 10), measured("all", 8), measured("two-slots", 7));

    assertThat(GrowthReport.cores(control, job))
        .contains("2 cores of this machine do 1.60x what one does")
        .contains("an event takes 1.25x the CPU")
        .contains("The job does 1.25x on all cores what it does on one.");
    assertThat(GrowthReport.cores(null, job.subList(1, 3))).isEmpty();
  }

  private static Measured measured(String name, double seconds) {
    return new Measured(
        GrowthPoint.of("cores", name, name, Workload.of(100, 10), Terms.of(Tables.ALL)),
        new Result("job", List.of(run(new Cost(100, 10, seconds, 0, 0)))),
        new CheckpointFigures(7, 6, 2, 31, 45, 46));
  }

  private static Run run(Cost work) {
    return new Run(Cost.NONE, Cost.NONE, work, Cost.NONE);
  }

  private static Result result(String name, double cpuSeconds) {
    Cost work = new Cost(100_000, cpuSeconds, 10, 0, 0);
    return new Result(name, List.of(run(work)));
  }
}

package io.windfarm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTest {
  private static final Cost START = new Cost(0, 10, 5, 2_000_000, 300);
  private static final Cost WARM_UP = new Cost(50_000, 40, 30, 9_000_000, 600);

  private static Result result(String name, double... cpuSeconds) {
    List<Run> runs =
        Arrays.stream(cpuSeconds)
            .mapToObj(cpu -> new Cost(100_000, cpu - 10, 20, 60_000_000, 700))
            .map(work -> new Run(START, WARM_UP, work, Cost.NONE))
            .toList();
    return new Result(name, runs);
  }

  @Test
  void measuresNeitherTheStartNorTheFirstEventsAndTakesTheMiddleOfTheRounds() {
    Result result = result("job", 20, 1_000, 30);

    assertThat(result.perCpuSecond()).isEqualTo(5_000); // 100,000 in 20 seconds
    assertThat(result.perSecond()).isEqualTo(5_000);
    assertThat(result.startCpuSeconds()).isEqualTo(10);
  }

  @Test
  void takesTheMeanOfTheTwoInTheMiddleOfAnEvenNumber() {
    assertThat(result("job", 20, 35, 30, 1_000).perCpuSecond()).isEqualTo(4_500);
  }

  @Test
  void saysWhatWasAllocatedAnEventAndTheMostThatWasHeld() {
    Result result = result("job", 20, 30);

    assertThat(result.allocatedPerEvent()).isEqualTo(600);
    assertThat(result.residentBytes()).isEqualTo(700);
  }

  @Test
  void addsUpTheWholeOfARun() {
    assertThat(result("job", 20).runs().get(0).whole())
        .isEqualTo(new Cost(150_000, 60, 55, 71_000_000, 700));
  }

  @Test
  void saysHowNearTheFirstComesToTheOthers() {
    String table = BenchTable.of(List.of(result("job", 50), result("baseline", 30)));

    assertThat(table).contains("| job        |                 2,500 |");
    assertThat(table.lines().skip(3)).singleElement().asString().contains(" 50 % |");
  }

  @Test
  void saysWhetherTheEndpointIsTheLimit() {
    assertThat(limit(1.2, 0.7))
        .contains("job used 1.20 and Kafka 0.70")
        .contains("which they share");
    assertThat(limit(0.4, 0.9)).endsWith("Kafka is the limit.");
    assertThat(limit(0.9, 0.1)).endsWith("the job's own threads are the limit.");
    assertThat(limit(0.4, 0.1)).endsWith("the job waits for Kafka, which is the limit.");
  }

  /** As it is said of twenty seconds on two cores. */
  private static String limit(double job, double endpoint) {
    Cost work = new Cost(1_000, 20 * job, 20, 0, 0, 20 * endpoint);
    Run run = new Run(Cost.NONE, Cost.NONE, work, Cost.NONE);
    return BenchTable.endpoint("Kafka", new Result("job", List.of(run)), 2);
  }

  @Test
  void drawsABarForEachAndALineForEachRound() {
    String svg =
        BenchChart.of("a title", List.of(result("job", 20, 30, 40), result("baseline", 20)));

    assertThat(svg).contains(">job<", ">baseline<", ">5,000<", ">10,000<");
    assertThat(svg.split("<line ", -1)).hasSize(1 + 4);
  }
}

package io.windfarm.local.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.local.score.Series.Fate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruthTest {
  private static final long START = Sample.START.toEpochMilli();

  /** A reading a second of one sensor. */
  private static List<Sample> readings(String sensor, double... values) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      samples.add(sample(sensor, i, values[i], false));
    }
    return samples;
  }

  private static Sample sample(String sensor, int second, double value, boolean isSpike) {
    return new Sample(
        "WT-0001", "A", sensor, START + second * 1_000L, value, isSpike, Fate.SENT, 0, 0);
  }

  private static Due due(String rule, int second) {
    return new Due("WT-0001", rule, START + second * 1_000L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theStoriesRaiseWhatTheySayAndNothingElse(long seed) {
    Fleet fleet = Fleet.of(Scenarios.all(), 200, seed);
    Map<String, Map<String, Integer>> found =
        Truth.of(fleet.samples()).stream()
            .collect(
                Collectors.groupingBy(
                    Due::turbine,
                    Collectors.groupingBy(
                        Due::rule, TreeMap::new, Collectors.summingInt(each -> 1))));

    assertThat(fleet.members())
        .allSatisfy(
            member ->
                assertThat(found.getOrDefault(member.turbine().id(), Map.of()))
                    .as("%s: %s", member.scenario().name(), member.story().name())
                    .isEqualTo(member.story().due()));
  }

  @Test
  void everyRuleHasToBeRaisedBySomeStoryAndIsHardToTellInAnother() {
    assertThat(
            Scenarios.all().stream()
                .flatMap(scenario -> scenario.stories().stream())
                .flatMap(story -> story.due().keySet().stream()))
        .containsAll(Rules.all());
    assertThat(Scenarios.all())
        .hasSize(10)
        .allSatisfy(
            scenario -> assertThat(scenario.stories()).anyMatch(story -> story.due().isEmpty()));
  }

  @Test
  void threeReadingsBelowCriticalAreALossOfPressureAndTwoAreNot() {
    // From 58, so that nothing falls by 10 bar.
    assertThat(Truth.of(readings(Turbine.PRESSURE, 58, 54, 54, 58, 54, 54))).isEmpty();
    assertThat(Truth.of(readings(Turbine.PRESSURE, 58, 54, 54, 54, 58)))
        .containsExactly(due(Rules.PRESSURE_LOSS, 3));
  }

  @Test
  void aFallCountsWithItsSecondReading() {
    assertThat(Truth.of(readings(Turbine.PRESSURE, 76, 76, 66, 66)))
        .containsExactly(due(Rules.PRESSURE_LOSS, 3));
    assertThat(Truth.of(readings(Turbine.PRESSURE, 76, 76, 66, 76, 76, 66))).isEmpty();
    assertThat(Truth.of(readings(Turbine.PRESSURE, 76, 76, 66.1, 66.1))).isEmpty();
  }

  @Test
  void aSpikeIsNoFallHoweverDeep() {
    List<Sample> samples = readings(Turbine.PRESSURE, 76, 76, 76, 76, 76, 76);
    samples.set(3, sample(Turbine.PRESSURE, 3, 0, true));
    samples.set(4, sample(Turbine.PRESSURE, 4, 1, true));

    assertThat(Truth.of(samples)).isEmpty();
  }

  @Test
  void aBatteryThatRisesFromWarningToCriticalRunsAway() {
    assertThat(Truth.of(readings(Turbine.BATTERY, 39, 41, 42, 43, 44, 45, 46, 47)))
        .containsExactly(due(Rules.RUNAWAY, 6));
    assertThat(Truth.of(readings(Turbine.BATTERY, 39, 46, 46, 46, 46, 46))).isEmpty();
  }

  @Test
  void anAlertIsOverAfterAMinuteWithoutItsConditionAndNotBefore() {
    double[] values = new double[200];
    Arrays.fill(values, 0.97);
    for (int start : new int[] {10, 60, 150}) {
      Arrays.fill(values, start, start + 5, 0.5);
    }

    // Away for 45 s, then for 85 s.
    assertThat(Truth.of(readings(Turbine.POWER_FACTOR, values)))
        .containsExactly(due(Rules.COLLAPSE, 14), due(Rules.COLLAPSE, 154));
  }

  @Test
  void twoReadingsOfTheRotorCountIfTenSecondsApart() {
    List<Sample> near = readings(Turbine.ROTOR, new double[30]);
    near.set(5, sample(Turbine.ROTOR, 5, 21, false));
    near.set(15, sample(Turbine.ROTOR, 15, 21, false));
    List<Sample> far = readings(Turbine.ROTOR, new double[30]);
    far.set(5, sample(Turbine.ROTOR, 5, 21, false));
    far.set(16, sample(Turbine.ROTOR, 16, 21, false));

    assertThat(Truth.of(near)).containsExactly(due(Rules.OVERSPEED, 15));
    assertThat(Truth.of(far)).isEmpty();
  }

  @Test
  void aSensorIsSilentWhileOthersOfItsFarmReport() {
    List<Sample> samples = new ArrayList<>();
    for (int second = 0; second < 40; second++) {
      Sample heard = sample(Turbine.PRESSURE, second, 75, false);
      if (second <= 10 || second >= 30) {
        samples.add(heard);
      }
      samples.add(
          new Sample(
              "WT-0002", "A", Turbine.PRESSURE, heard.time() + 300, 75, false, Fate.SENT, 0, 0));
    }
    assertThat(Truth.of(samples)).containsExactly(due(Rules.SILENCE, 20));

    // Alone in its farm it is the farm that is silent.
    samples.removeIf(sample -> sample.turbine().equals("WT-0002"));
    assertThat(Truth.of(samples)).isEmpty();
  }

  @Test
  void whatIsLateOrWronglyDatedTriggersNothing() {
    List<Sample> samples = readings(Turbine.POWER_FACTOR, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 1);
    Sample fifth = samples.get(5);
    samples.set(
        5,
        new Sample(
            fifth.turbine(), "A", fifth.sensor(), fifth.time(), 0.5, false, Fate.LATE, 60_000, 0));

    assertThat(Truth.of(samples)).isEmpty();
  }
}

package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every question over {@link WindFarmOfFive} at noon of its day, with the rows that a person works
 * out.
 */
class QuestionsTest {
  private static final Map<String, List<String>> ANSWERS = new LinkedHashMap<>();

  @TempDir private static Path lake;

  static {
    answer(
        "turbines-and-power-by-region",
        "eu-west-1 | 2 | 1166.666667 | 0.446725",
        "us-east-1 | 1 | null | null");
    answer(
        "critical-alerts",
        "2026-11-20T11:40:00Z | eu-west-1 | E | WT-1 | battery-thermal-runaway | CLEARED"
            + " | cool again",
        "2026-11-20T11:30:00Z | us-east-1 | A | WT-3 | hydraulic-pressure-loss | ESCALATED"
            + " | and hot",
        "2026-11-20T11:05:00.250Z | eu-west-1 | E | WT-1 | battery-thermal-runaway | RAISED | hot");
    answer(
        "daily-power-by-country",
        "2026-10-21 | FR | 1 | 600 | 10",
        "2026-11-20 | DE | 1 | 1750 | 58.333333",
        "2026-11-20 | FR | 1 | 0 | 0");
    answer(
        "worst-completeness",
        "eu-west-1 | E | WT-1 | battery_temperature | 3 | 0.104167",
        "eu-west-1 | E | WT-2 | battery_temperature | 1 | null");
    answer(
        "alerts-by-rule",
        "battery-thermal-runaway | 1 | 1 | 1 | 0 | 3000 | 3000",
        "hydraulic-pressure-loss | 1 | 1 | 1 | 1 | null | null",
        "power-factor-collapse | 1 | 1 | 0 | 1 | null | null");
    answer(
        "warning-to-critical",
        "battery-thermal-runaway | 1 | 900.25 | 900.25 | 900.25",
        "hydraulic-pressure-loss | 1 | 12600 | 12600 | 12600");
    answer(
        "availability",
        "eu-west-1 | E | WT-2 | 1 | 1 | 0 | 0 | 0",
        "eu-west-1 | E | WT-1 | 2 | 2 | 2 | 1 | 58.333333",
        "ap-southeast-1 | G | WT-4 | 1 | 1 | 1 | 1 | 5",
        "us-east-1 | A | WT-3 | 1 | 0 | 0 | null | null");
    // The farm: 3500 kW of 1190.22869 + 5000 + 5000.
    answer("underperforming-turbines", "eu-west-1 | E | WT-2 | 0 | 0.312773 | 0");
    answer(
        "data-quality-by-sensor",
        "battery_temperature | 1 | 60 | 1 | 20 | 0.75 | 0.016667",
        "power_output | 2 | 180 | 3 | 6 | 0.967742 | 0.016667",
        "wind_direction | 1 | 60 | 1 | 2 | 0.967742 | 0.016667",
        "wind_speed | 3 | 240 | 4 | 8 | 0.967742 | 0.016667");
    answer(
        "open-alerts",
        "CRITICAL | 2026-11-20T08:00:30Z | us-east-1 | A | WT-3 | hydraulic-pressure-loss"
            + " | hydraulics | ESCALATED | losing pressure",
        "HIGH | 2026-11-20T11:20:00Z | eu-west-1 | E | WT-2 | power-factor-collapse"
            + " | grid connection | RAISED | out of phase");
    answer(
        "silent-turbines",
        "ap-southeast-1 | G | WT-4 | 2026-11-19T23:59:00Z | 721",
        "us-east-1 | A | WT-3 | 2026-11-20T00:00:00Z | 720");
    answer(
        "freshness",
        "eu-west-1 | 2026-11-20T11:58:04.250Z | 2026-11-20T11:58:05.250Z | 115.75 | 114.75",
        "us-east-1 | 2026-11-20T10:00:00Z | 2026-11-20T10:00:01Z | 7200 | 7199");
    answer(
        "rejected-by-reason",
        "UNKNOWN_SENSOR | KINESIS | telemetry | 2 | 2026-11-19T10:00:00Z | 2026-11-20T08:00:00Z | c",
        "MALFORMED_JSON | KINESIS | telemetry | 1 | 2026-11-20T09:00:00Z | 2026-11-20T09:00:00Z"
            + " | a");
    answer(
        "fleet-outliers",
        "eu-west-1 | E | WT-1 | power_output | 2026-11-19T00:00:00Z | 2026-11-20T00:00:00Z | 500"
            + " | 1000 | 200 | -2.5",
        "unknown | null | WT-5 | power_output | 2026-11-13T00:00:00Z | 2026-11-14T00:00:00Z | 300"
            + " | 800 | 200 | -2.5");
    // A sixth of 300 kW and of 210 kW.
    answer("below-power-curve", "eu-west-1 | E | WT-1 | 2 | 85 | -3 | 2026-11-20T11:50:00Z");
    // Seven of 20 and one of 30: a mean of 21.25, and 87.5 / 7 for the variance.
    answer(
        "readings-beyond-two-sigma",
        "ap-southeast-1 | G | WT-4 | battery_temperature | 2026-11-19T07:00:00Z | n7 | 30 | 21.25"
            + " | 3.535534 | 2.474874");
    answer("ledger-imbalance", "2026-11-20T11:59:00Z | KINESIS | 4 | 1 | 0 | 0 | 0 | 3 | 0 | 0");
    answer(
        "late-and-duplicate",
        "2026-11-19 | KAFKA | 4 | 0 | 4 | 0 | 1",
        "2026-11-20 | KINESIS | 19 | 1 | 1 | 0.052632 | 0.052632");
  }

  @BeforeAll
  static void write() throws Exception {
    WindFarmOfFive.write(lake);
  }

  static Stream<String> questions() throws Exception {
    return SqlLibrary.forAthena().questions().stream().map(SqlFile::name);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void isAnsweredRightly(String name) throws Exception {
    SqlFile question = SqlLibrary.forAthena().question(name).orElseThrow();

    assertThat(ANSWERS).as("worked out by hand").containsKey(name);
    assertThat(KnownLake.ask(lake, question.statement())).isEqualTo(ANSWERS.get(name));
  }

  /** A lake where nobody has asked before has as many answers as it has rows. */
  @ParameterizedTest
  @MethodSource("questions")
  void hasNoAnswerWhereThereIsNothing(String name, @TempDir Path empty) throws Exception {
    SqlFile question = SqlLibrary.forAthena().question(name).orElseThrow();

    assertThat(KnownLake.ask(empty, question.statement())).isEmpty();
  }

  @Test
  void noAnswerIsLeftOver() throws Exception {
    assertThat(ANSWERS.keySet()).containsExactlyInAnyOrderElementsOf(questions().toList());
  }

  private static void answer(String question, String... rows) {
    ANSWERS.put(question, List.of(rows));
  }
}

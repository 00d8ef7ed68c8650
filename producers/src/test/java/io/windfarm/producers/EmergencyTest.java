package io.windfarm.producers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmergencyTest {
  private static final Instant START = Instant.parse("2026-11-20T07:00:00Z");
  private static final String[] ALL_FAULTS = {
    "--fault=missing=0.02", "--fault=spike=0.02", "--fault=stuck=0.05",
    "--fault=drift=0.1", "--fault=gap=0.03", "--fault=duplicate=0.02",
    "--fault=late=0.02", "--fault=malformed=0.02", "--fault=future=0.02"
  };

  @TempDir private Path dir;

  @ParameterizedTest
  @CsvSource({
    "pressure-loss, 1, 2m",
    "thermal-runaway, 1, 2m",
    "power-factor-collapse, 1, 2m",
    "pitch-emergency, 1, 2m",
    "silence, 1, 2m",
    "pressure-loss, 10, 90s",
    "thermal-runaway, 10, 90s",
    "power-factor-collapse, 10, 90s",
    "pitch-emergency, 10, 90s",
    "silence, 10, 90s",
    "pressure-loss, 0.05, 2h",
    "thermal-runaway, 0.0166667, 4h",
    "power-factor-collapse, 0.0166667, 2h",
    "pitch-emergency, 0.05, 2h",
    "silence, 0.0016667, 12h"
  })
  void raisesExactlyTheRulesThatTheGroundTruthNames(String kind, String rate, String duration) {
    Lines.Result result =
        Lines.produce(
            dir,
            "--turbines=16",
            "--rate=" + rate,
            "--duration=" + duration,
            "--emergency=" + kind);
    assertThat(result.err()).isEmpty();
    assertThat(raised(result, Double.parseDouble(rate))).isEqualTo(expected(result)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void faultsRaiseNothingAndHideNothing(long seed) {
    String[] options = {
      "--turbines=40",
      "--duration=10m",
      "--seed=" + seed,
      "--emergency=pressure-loss",
      "--emergency=thermal-runaway",
      "--emergency=power-factor-collapse",
      "--emergency=pitch-emergency",
      "--emergency=silence"
    };
    Lines.Result result =
        Lines.produce(
            dir, Stream.of(options, ALL_FAULTS).flatMap(Arrays::stream).toArray(String[]::new));
    assertThat(expected(result)).hasSize(7);
    assertThat(raised(result, 1)).isEqualTo(expected(result));
  }

  @Test
  void happensWhereAndWhenItIsToldTo() {
    Lines.Result result =
        Lines.produce(
            dir, "--turbines=16", "--duration=3m", "--emergency=pressure-loss=WT-0001@45s");
    JsonNode emergency = result.truth("emergency").get(0);
    assertThat(emergency.get("turbine_id").asText()).isEqualTo("WT-0001");
    assertThat(Instant.parse(emergency.get("start").asText())).isEqualTo(START.plusSeconds(45));
    assertThat(Instant.parse(emergency.at("/condition_met/hydraulic-pressure-loss").asText()))
        .isBetween(START.plusSeconds(47), START.plusSeconds(52));
  }

  @Test
  void pitchEmergencyMeetsBothConditionsWithinTwoMinutes() {
    Lines.Result result =
        Lines.produce(dir, "--turbines=16", "--duration=90s", "--emergency=pitch-emergency");
    JsonNode met = result.truth("emergency").get(0).get("condition_met");
    Instant pressure = Instant.parse(met.get("hydraulic-pressure-loss").asText());
    Instant battery = Instant.parse(met.get("battery-thermal-runaway").asText());
    assertThat(pressure).isBetween(battery.minusSeconds(120), battery.plusSeconds(120));
    assertThat(Instant.parse(met.get("pitch-emergency").asText()))
        .isEqualTo(pressure.isAfter(battery) ? pressure : battery);
  }

  @ParameterizedTest
  @ValueSource(strings = {"thermal-runaway@2s", "pitch-emergency@2s", "pressure-loss@20s"})
  void fitsIntoAMinuteAtAnyTimeOfDay(String emergency) {
    for (int hour = 0; hour < 24; hour++) {
      Lines.Result result =
          Lines.produceFrom(
              START.plus(hour, ChronoUnit.HOURS),
              dir,
              "--turbines=16",
              "--duration=60s",
              "--seed=" + hour,
              "--emergency=" + emergency);
      assertThat(result.err()).isEmpty();
      assertThat(raised(result, 1)).isEqualTo(expected(result)).isNotEmpty();
    }
  }

  @Test
  void refusesARunThatIsTooShort() {
    Lines.Result result =
        Lines.produce(dir, "--turbines=16", "--duration=30s", "--emergency=pressure-loss");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("the run lasts 30 s: raise --duration");
  }

  @Test
  void refusesACadenceAtWhichTheRuleCannotHold() {
    Lines.Result result =
        Lines.produce(dir, "--rate=0.01", "--duration=5h", "--emergency=pressure-loss");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("at least every 20 s").contains("raise --rate");
  }

  @Test
  void refusesASilenceThatNobodyWouldNotice() {
    Lines.Result result =
        Lines.produce(dir, "--turbines=1", "--duration=5m", "--emergency=silence");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("another turbine").contains("--turbines");
  }

  @Test
  void refusesAnEmergencyOfASensorThatDoesNotRun() {
    Lines.Result result =
        Lines.produce(dir, "power-factor", "--duration=5m", "--emergency=pressure-loss");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("needs Hydraulic Pressure").contains("fleet");
  }

  @Test
  void refusesTwoEmergenciesThatWouldBlurEachOther() {
    Lines.Result result =
        Lines.produce(
            dir,
            "--duration=10m",
            "--emergency=pressure-loss=WT-0001@1m",
            "--emergency=thermal-runaway=WT-0001@2m");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("too near to each other on WT-0001");
  }

  private static Set<String> raised(Lines.Result result, double rate) {
    AlertRules rules = new AlertRules(Math.round(1_000 / rate));
    rules.read(result.lines(), Instant.parse(result.summary().get("event_time_end").asText()));
    return rules.raised();
  }

  private static Set<String> expected(Lines.Result result) {
    Set<String> expected = new TreeSet<>();
    for (JsonNode emergency : result.truth("emergency")) {
      for (JsonNode rule : emergency.get("expected_rules")) {
        expected.add(emergency.get("turbine_id").asText() + " " + rule.asText());
      }
    }
    return expected;
  }
}

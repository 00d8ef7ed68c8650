package io.windfarm.alert;

import static io.windfarm.alert.AlertScenario.described;
import static io.windfarm.alert.AlertScenario.raised;
import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.model.Alert;
import io.windfarm.model.Severity;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertingTest {
  @RegisterExtension static final MiniClusterExtension CLUSTER = new MiniClusterExtension();

  private static final String PRESSURE = "hydraulic_pressure";
  private static final String BATTERY = "battery_temperature";
  private static final String POWER_FACTOR = "power_factor";

  @Test
  void raisesOneAlertWhenPressureStaysLowForThreeReadings() throws Exception {
    List<Alert> alerts =
        new AlertScenario().values("WT-1", PRESSURE, 0, 57, 57, 54, 54, 54, 54, 54, 54).alerts();

    assertThat(described(alerts)).containsExactly("WT-1 hydraulic-pressure-loss RAISED at 4 s");
    assertThat(alerts.get(0).severity).isEqualTo(Severity.CRITICAL);
    assertThat(alerts.get(0).startTime).isEqualTo(AlertScenario.START + 2_000);
    assertThat(alerts.get(0).evidence).contains("hydraulic_pressure-2").contains("54");
  }

  @Test
  void raisesNothingWhenLowReadingsAreNotConsecutive() throws Exception {
    assertThat(
            new AlertScenario()
                .values("WT-1", PRESSURE, 0, 57, 57, 54, 54, 56, 54, 54, 56, 54, 54)
                .alerts())
        .isEmpty();
  }

  @Test
  void raisesNothingForASingleSpikeOfAnySensor() throws Exception {
    assertThat(
            new AlertScenario()
                .values("WT-1", PRESSURE, 0, 75, 75, 75, 20, 75, 75, 75, 130, 75, 75, 75)
                .values("WT-1", BATTERY, 0, 25, 25, 25, 80, 25, 25, 25)
                .values("WT-1", POWER_FACTOR, 0, 0.98, 0.98, 0.1, 0.98, 0.98)
                .values("WT-1", "rotor_speed", 0, 12, 12, 30, 12, 12)
                .values("WT-1", "vibration", 0, 2, 2, 60, 2, 2)
                .alerts())
        .isEmpty();
  }

  @Test
  void raisesPressureLossWhenPressureFallsTenBarWithinThirtySeconds() throws Exception {
    assertThat(
            raised(
                new AlertScenario()
                    .signal("WT-1", PRESSURE, 0, 60, second -> 80 - 0.5 * second)
                    .alerts()))
        .containsExactly("WT-1 hydraulic-pressure-loss RAISED at 22 s");
  }

  @Test
  void raisesNothingWhenPressureFallsTenBarInAMinute() throws Exception {
    assertThat(
            new AlertScenario()
                .signal("WT-1", PRESSURE, 0, 60, second -> 80 - second / 6.0)
                .alerts())
        .isEmpty();
  }

  @Test
  void clearsAnAlertWhenItsConditionHasBeenAwayForAMinute() throws Exception {
    assertThat(
            described(
                new AlertScenario()
                    .steady("WT-1", POWER_FACTOR, 0, 20, 0.7)
                    .steady("WT-1", POWER_FACTOR, 20, 120, 0.98)
                    .alerts()))
        .containsExactly(
            "WT-1 power-factor-collapse RAISED at 4 s",
            "WT-1 power-factor-collapse CLEARED at 80 s");
  }

  @Test
  void keepsAnAlertOpenWhenItsConditionReturnsWithinAMinute() throws Exception {
    assertThat(
            described(
                new AlertScenario()
                    .steady("WT-1", POWER_FACTOR, 0, 20, 0.7)
                    .steady("WT-1", POWER_FACTOR, 20, 70, 0.98)
                    .steady("WT-1", POWER_FACTOR, 70, 80, 0.7)
                    .steady("WT-1", POWER_FACTOR, 80, 130, 0.98)
                    .alerts()))
        .containsExactly("WT-1 power-factor-collapse RAISED at 4 s");
  }

  @Test
  void raisesThermalRunawayWhenTheBatteryRisesFromWarningToCritical() throws Exception {
    assertThat(
            raised(
                new AlertScenario()
                    .signal("WT-1", BATTERY, 0, 60, second -> 30 + 0.5 * second)
                    .alerts()))
        .containsExactly("WT-1 battery-thermal-runaway RAISED at 31 s");
  }

  @Test
  void raisesNothingForABatteryThatIsWarmAndDoesNotRise() throws Exception {
    assertThat(
            new AlertScenario()
                .signal("WT-1", BATTERY, 0, 200, second -> second % 2 == 0 ? 42 : 42.3)
                .alerts())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-60, 60})
  void raisesAPitchEmergencyInEitherOrderAndEscalatesBoth(int shift) throws Exception {
    List<Alert> alerts =
        new AlertScenario()
            .steady("WT-1", PRESSURE, 0, 100, 75)
            .steady("WT-1", PRESSURE, 100, 260, 40)
            .signal(
                "WT-1",
                BATTERY,
                0,
                260,
                second -> Math.min(60, 30 + Math.max(0, second - 80 - shift) * 0.8))
            .alerts();

    assertThat(raised(alerts).stream().map(alert -> alert.replaceAll(" at .*", "")))
        .containsExactlyInAnyOrder(
            "WT-1 hydraulic-pressure-loss RAISED",
            "WT-1 battery-thermal-runaway RAISED",
            "WT-1 pitch-emergency RAISED");
    assertThat(
            described(alerts).stream()
                .filter(alert -> alert.contains("ESCALATED"))
                .map(alert -> alert.replaceAll(" at .*", "")))
        .containsExactlyInAnyOrder(
            "WT-1 hydraulic-pressure-loss ESCALATED", "WT-1 battery-thermal-runaway ESCALATED");
  }

  @Test
  void raisesAPitchEmergencyThoughTheBatteryHasCooledSince() throws Exception {
    List<Alert> alerts =
        new AlertScenario()
            .steady("WT-1", PRESSURE, 0, 100, 75)
            .steady("WT-1", PRESSURE, 100, 110, 40)
            .steady("WT-1", BATTERY, 0, 20, 50)
            .steady("WT-1", BATTERY, 20, 110, 25)
            .alerts();

    assertThat(raised(alerts)).contains("WT-1 pitch-emergency RAISED at 101 s");
  }

  @Test
  void raisesOverspeedWhenTheRotorIsTooFastTwiceWithinTenSeconds() throws Exception {
    assertThat(
            raised(
                new AlertScenario()
                    .values("WT-1", "rotor_speed", 0, 12, 21, 15, 15, 21, 15)
                    .values("WT-2", "rotor_speed", 0, 21)
                    .values("WT-2", "rotor_speed", 11, 21)
                    .alerts()))
        .containsExactly("WT-1 overspeed RAISED at 4 s");
  }

  @Test
  void raisesExcessiveVibrationAtTheThirdTimeWithinAMinute() throws Exception {
    assertThat(
            raised(
                new AlertScenario()
                    .signal("WT-1", "vibration", 0, 60, second -> second % 20 == 0 ? 11 : 2)
                    .alerts()))
        .containsExactly("WT-1 excessive-vibration RAISED at 40 s");
  }

  @Test
  void raisesRotationWithoutWindWhenItLastsAMinute() throws Exception {
    assertThat(
            raised(
                new AlertScenario()
                    .steady("WT-1", "wind_speed", 0, 120, 0.2)
                    .steady("WT-1", "rotor_speed", 10, 120, 9)
                    .steady("WT-2", "wind_speed", 0, 120, 0.2)
                    .signal("WT-2", "rotor_speed", 10, 120, second -> second == 50 ? 0 : 9)
                    .alerts()))
        .containsExactly(
            "WT-1 rotation-without-wind RAISED at 70 s",
            "WT-2 rotation-without-wind RAISED at 111 s");
  }

  @Test
  void raisesPowerWithoutRotationWhenItLastsAMinute() throws Exception {
    assertThat(
            raised(
                new AlertScenario()
                    .steady("WT-1", "rotor_speed", 0, 100, 0)
                    .steady("WT-1", "power_output", 0, 100, 800)
                    .alerts()))
        .containsExactly("WT-1 power-without-rotation RAISED at 60 s");
  }

  @Test
  void clearsAContradictionWhicheverOfItsSensorsEndsIt() throws Exception {
    assertThat(
            described(
                new AlertScenario()
                    .signal("WT-1", "wind_speed", 0, 200, second -> second < 20 ? 6 : 0.2)
                    .signal("WT-1", "rotor_speed", 0, 200, second -> second < 100 ? 9 : 0)
                    .alerts()))
        .containsExactly(
            "WT-1 rotation-without-wind RAISED at 80 s",
            "WT-1 rotation-without-wind CLEARED at 160 s");
  }

  @Test
  void takesReadingsExactlyOnTheLimitOfTime() throws Exception {
    assertThat(
            raised(
                new AlertScenario()
                    .values("WT-1", PRESSURE, 0, 50)
                    .values("WT-1", PRESSURE, 30, 50)
                    .values("WT-1", PRESSURE, 60, 50)
                    .alerts()))
        .containsExactly("WT-1 hydraulic-pressure-loss RAISED at 60 s");
  }

  @Test
  void raisesSilenceAfterTenCadencesAndClearsItWithTheNextReading() throws Exception {
    assertThat(
            described(
                new AlertScenario()
                    .steady("WT-1", PRESSURE, 0, 30, 75)
                    .steady("WT-1", PRESSURE, 90, 100, 75)
                    .steady("WT-2", PRESSURE, 0, 100, 75)
                    .steady("WT-3", PRESSURE, 0, 100, 75)
                    .alerts()))
        .containsExactly(
            "WT-1 sensor-silence RAISED at 39 s", "WT-1 sensor-silence CLEARED at 90 s");
  }

  @Test
  void raisesNoSilenceForAFarmThatIsAllSilent() throws Exception {
    assertThat(
            new AlertScenario()
                .steady("WT-1", PRESSURE, 0, 30, 75)
                .steady("WT-2", PRESSURE, 0, 30, 75)
                .steady("WT-1", PRESSURE, 90, 120, 75)
                .steady("WT-2", PRESSURE, 92, 120, 75)
                .alerts())
        .isEmpty();
  }

  @Test
  void raisesSilenceOfATurbineThatDoesNotReturnWithItsFarm() throws Exception {
    assertThat(
            raised(
                new AlertScenario()
                    .steady("WT-1", PRESSURE, 0, 30, 75)
                    .steady("WT-2", PRESSURE, 0, 30, 75)
                    .steady("WT-2", PRESSURE, 90, 140, 75)
                    .alerts()))
        .containsExactly("WT-1 sensor-silence RAISED at 100 s");
  }

  @Test
  void notifiesAtMostTwelveTimesAnHourOfAFlappingTurbine() throws Exception {
    AlertScenario scenario = new AlertScenario();
    for (int minute = 0; minute < 60; minute += 2) {
      scenario
          .steady("WT-1", POWER_FACTOR, minute * 60, minute * 60 + 10, 0.7)
          .steady("WT-1", POWER_FACTOR, minute * 60 + 10, minute * 60 + 120, 0.98);
    }
    List<Alert> alerts = scenario.alerts();

    assertThat(alerts).hasSizeGreaterThan(50);
    assertThat(alerts.stream().filter(alert -> alert.notified)).hasSizeLessThanOrEqualTo(12);
    assertThat(
            alerts.stream()
                .filter(alert -> alert.notified)
                .map(alert -> alert.state.name())
                .collect(Collectors.toList()))
        .startsWith("RAISED", "CLEARED")
        .endsWith("CLEARED");
  }

  @Test
  void tellsOfAnAlertThatStaysOpenAsSoonAsTheHourAllows() throws Exception {
    AlertScenario scenario = new AlertScenario();
    for (int minute = 0; minute < 20; minute += 2) {
      scenario
          .steady("WT-1", POWER_FACTOR, minute * 60, minute * 60 + 10, 0.7)
          .steady("WT-1", POWER_FACTOR, minute * 60 + 10, minute * 60 + 120, 0.98);
    }
    scenario.steady("WT-1", POWER_FACTOR, 1_200, 4_000, 0.7);
    List<Alert> alerts = scenario.alerts();

    Alert last = alerts.get(alerts.size() - 1);
    assertThat(last.notified).isTrue();
    assertThat(last.message).contains("still open");
    // The notifications at 4 s and 70 s have lapsed: one to tell of it, one kept for its end.
    assertThat((last.eventTime - AlertScenario.START) / 1_000).isEqualTo(3_670);
  }

  @Test
  void givesTheSameAlertsWhateverTheOrderOfArrival() throws Exception {
    AlertScenario scenario =
        new AlertScenario()
            .signal("WT-1", PRESSURE, 0, 200, second -> second < 50 ? 75 : second < 90 ? 40 : 75)
            .signal("WT-1", BATTERY, 0, 200, second -> Math.min(60, 30 + 0.4 * second))
            .signal("WT-2", POWER_FACTOR, 0, 200, second -> second % 50 < 6 ? 0.7 : 0.98)
            .steady("WT-3", PRESSURE, 0, 60, 75)
            .steady("WT-3", PRESSURE, 120, 200, 75);
    List<String> expected = described(scenario.alerts());

    assertThat(expected).hasSizeGreaterThan(6);
    for (long seed = 0; seed < 5; seed++) {
      assertThat(described(scenario.alertsInOrderOf(seed))).isEqualTo(expected);
    }
  }
}

package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The views over {@link WindFarmOfFive}, with the rows that a person works out. */
class ViewsTest {
  @TempDir private static Path lake;

  @BeforeAll
  static void write() throws Exception {
    WindFarmOfFive.write(lake);
  }

  @Test
  void rawShowsPayloadsAsText() throws Exception {
    assertThat(
            ask(
                "SELECT payload, partition_key, \"timestamp\", \"date\", region, hour"
                    + " FROM wind_turbine_raw ORDER BY \"timestamp\""))
        .containsExactly(
            "{\"data\":\"ü\"} | WT-1 | 2026-11-19T23:59:59.999Z | 2026-11-19 | eu-west-1 | 23",
            "\\xFFbroken | WT-1 | 2026-11-20T00:00:00Z | 2026-11-20 | eu-west-1 | 0");
  }

  @Test
  void rejectedShowsPayloadsAsText() throws Exception {
    assertThat(
            ask(
                "SELECT payload, reason, \"timestamp\", \"date\" FROM wind_turbine_rejected"
                    + " WHERE region = 'unknown'"))
        .containsExactly("{ | MALFORMED_JSON | 2026-11-20T09:00:00Z | 2026-11-20");
  }

  @Test
  void filteredLeavesOutWhatIsBadOrHasNoValue() throws Exception {
    assertThat(
            ask(
                "SELECT reading_id, value, quality, reasons, imputed, \"timestamp\", \"date\", hour"
                    + " FROM wind_turbine_filtered WHERE turbine_id = 'WT-1' ORDER BY reading_id"))
        .containsExactly(
            "r1 | 21.5 | GOOD | [] | false | 2026-11-20T11:58:01.250Z | 2026-11-20 | 11",
            "r2 | 22 | UNCERTAIN | [IMPUTED] | true | 2026-11-20T11:58:02.250Z | 2026-11-20 | 11",
            "r5 | 23 | UNCERTAIN | [LATE] | false | 2026-11-19T23:59:59.999Z | 2026-11-19 | 23");
  }

  @Test
  void anomaliesSayHowFarTheyLieAndAreDatedByTheLastInstantOfTheirPeriod() throws Exception {
    assertThat(
            ask(
                "SELECT kind, farm_id, \"value\", deviation, z_score, \"timestamp\", \"date\""
                    + " FROM wind_turbine_anomalies WHERE turbine_id IN ('WT-4', 'WT-5')"
                    + " ORDER BY turbine_id"))
        .containsExactly(
            "EXPECTATION | G | 0 | -1200 | -12 | 2026-11-13T00:00:00Z | 2026-11-12",
            "FLEET | null | 300 | -500 | -2.5 | 2026-11-14T00:00:00Z | 2026-11-13");
  }

  @Test
  void alertsAreDatedByTheDayOnWhichTheyWereRaised() throws Exception {
    assertThat(
            ask(
                "SELECT state, severity, start_time, \"timestamp\", \"date\", message"
                    + " FROM wind_turbine_alerts WHERE alert_id = 'a4' ORDER BY \"timestamp\""))
        .containsExactly(
            "RAISED | HIGH | 2026-11-12T23:59:00Z | 2026-11-12T23:59:59.999Z | 2026-11-12 | shaking",
            "CLEARED | HIGH | 2026-11-12T23:59:00Z | 2026-11-13T00:10:00Z | 2026-11-12 | still");
  }

  @Test
  void globalViewHasARowForATurbineAndMinute() throws Exception {
    assertThat(
            ask(
                "SELECT turbine_id, region, farm_id, country_code, \"timestamp\", \"date\","
                    + " power_output, wind_speed, wind_direction, battery_temperature, vibration,"
                    + " readings, bad_readings, completeness"
                    + " FROM wind_turbine_global_view ORDER BY \"timestamp\", turbine_id"))
        .containsExactly(
            "WT-5 | unknown | null | null | 1999-12-31T23:00:00Z | 2000-01-01"
                + " | 4000 | 30 | null | null | null | 120 | 4 | 0.5",
            "WT-2 | eu-west-1 | E | FR | 2026-10-20T23:59:00Z | 2026-10-20"
                + " | 999 | null | null | null | null | 60 | 2 | 0.5",
            "WT-2 | eu-west-1 | E | FR | 2026-10-21T00:00:00Z | 2026-10-21"
                + " | 600 | null | null | null | null | 60 | 2 | 0.5",
            "WT-4 | ap-southeast-1 | G | SG | 2026-11-19T23:59:00Z | 2026-11-19"
                + " | 300 | 3.5 | null | null | null | 120 | 4 | 0.5",
            "WT-3 | us-east-1 | A | US | 2026-11-20T00:00:00Z | 2026-11-20"
                + " | null | 2 | null | null | null | 60 | 2 | 0.5",
            "WT-1 | eu-west-1 | E | DE | 2026-11-20T11:58:00Z | 2026-11-20"
                + " | 2500 | 11.4 | 1 | 21.5 | null | 240 | 26 | 0.5",
            "WT-2 | eu-west-1 | E | FR | 2026-11-20T11:58:00Z | 2026-11-20"
                + " | 0 | 12 | null | null | null | 120 | 4 | 0.5",
            "WT-1 | eu-west-1 | E | DE | 2026-11-20T11:59:00Z | 2026-11-20"
                + " | 1000 | 7.2 | null | null | null | 120 | 4 | 0.5");
  }

  /** 5000 kW x (7.2³ - 3³) / (11.4³ - 3³) = 1190.22869; and for 3.5 m/s, 54.570367. */
  @Test
  void efficiencyIsTheShareOfWhatTheReferenceTurbineGives() throws Exception {
    assertThat(
            ask(
                "SELECT turbine_id, wind_speed, power_output, expected_power, efficiency"
                    + " FROM wind_turbine_global_view ORDER BY turbine_id, \"timestamp\""))
        .containsExactly(
            "WT-1 | 11.4 | 2500 | 5000 | 0.5",
            "WT-1 | 7.2 | 1000 | 1190.22869 | 0.840175",
            "WT-2 | null | 999 | null | null",
            "WT-2 | null | 600 | null | null",
            "WT-2 | 12 | 0 | 5000 | 0",
            "WT-3 | 2 | null | 0 | null",
            "WT-4 | 3.5 | 300 | 54.570367 | null",
            "WT-5 | 30 | 4000 | 0 | null");
  }

  @Test
  void aRegionsViewHasItsRowsOnly() throws Exception {
    for (String region : List.of("us_east WT-3", "us_west", "eu WT-1 WT-2", "asia WT-4")) {
      List<String> words = List.of(region.split(" "));
      assertThat(
              ask(
                  "SELECT DISTINCT turbine_id FROM wind_turbine_"
                      + words.get(0)
                      + " ORDER BY turbine_id"))
          .as(region)
          .isEqualTo(words.subList(1, words.size()));
    }
  }

  @Test
  void dashboardHasARowForATurbineAndHour() throws Exception {
    assertThat(
            ask(
                "SELECT turbine_id, \"timestamp\", \"date\", minutes, power_output, energy_kwh,"
                    + " wind_speed, efficiency, operable_minutes, producing_minutes, availability,"
                    + " max_battery_temperature FROM wind_turbine_performance_dashboard"
                    + " WHERE year = 2026 AND month = 11 ORDER BY turbine_id"))
        .containsExactly(
            "WT-1 | 2026-11-20T11:00:00Z | 2026-11-20 | 2 | 1750 | 58.333333 | 9.3 | 0.565407"
                + " | 2 | 2 | 1 | 21.5",
            "WT-2 | 2026-11-20T11:00:00Z | 2026-11-20 | 1 | 0 | 0 | 12 | 0 | 1 | 0 | 0 | null",
            "WT-3 | 2026-11-20T00:00:00Z | 2026-11-20 | 1 | null | null | 2 | null"
                + " | 0 | 0 | null | null",
            "WT-4 | 2026-11-19T23:00:00Z | 2026-11-19 | 1 | 300 | 5 | 3.5 | null | 1 | 1 | 1 | null");
  }

  @Test
  void maintenanceAlertsHaveARowForAnAlert() throws Exception {
    assertThat(
            ask(
                "SELECT alert_id, component, severity, state, start_time, \"timestamp\","
                    + " critical_time, cleared_time, duration_s, changes, message, \"date\""
                    + " FROM wind_turbine_maintenance_alerts ORDER BY alert_id"))
        .containsExactly(
            "a1 | battery | CRITICAL | CLEARED | 2026-11-20T10:50:00Z | 2026-11-20T11:05:00.250Z"
                + " | 2026-11-20T11:05:00.250Z | 2026-11-20T11:40:00Z | 3000 | 2 | hot | 2026-11-20",
            "a2 | grid connection | HIGH | RAISED | 2026-11-20T11:19:00Z | 2026-11-20T11:20:00Z"
                + " | null | null | null | 1 | out of phase | 2026-11-20",
            "a3 | hydraulics | CRITICAL | ESCALATED | 2026-11-20T08:00:00Z | 2026-11-20T08:00:30Z"
                + " | 2026-11-20T11:30:00Z | null | null | 2 | losing pressure | 2026-11-20",
            "a4 | drive train | HIGH | CLEARED | 2026-11-12T23:59:00Z | 2026-11-12T23:59:59.999Z"
                + " | null | 2026-11-13T00:10:00Z | 660 | 2 | shaking | 2026-11-12",
            "a5 | rotor | CRITICAL | RAISED | 2026-10-20T00:59:50Z | 2026-10-20T01:00:00Z"
                + " | 2026-10-20T01:00:00Z | null | null | 1 | too fast | 2026-10-20");
  }

  @Test
  void ledgerBalanceAddsUpIncrementsAndRegions() throws Exception {
    assertThat(
            ask(
                "SELECT \"minute\", source, received, rejected, duplicate, late, good, uncertain,"
                    + " bad, imputed, records, elsewhere, balanced, \"date\""
                    + " FROM ledger_balance ORDER BY \"minute\""))
        .containsExactly(
            "2026-11-12T23:59:00Z | KAFKA | 4 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 4 | 0 | false | 2026-11-12",
            "2026-11-19T23:59:00Z | KAFKA | 4 | 0 | 4 | 0 | 0 | 0 | 0 | 0 | 4 | 0 | true | 2026-11-19",
            "2026-11-20T11:58:00Z | KINESIS | 15 | 0 | 1 | 1 | 11 | 1 | 1 | 2 | 14 | 7 | true"
                + " | 2026-11-20",
            "2026-11-20T11:59:00Z | KINESIS | 4 | 0 | 0 | 0 | 3 | 0 | 0 | 0 | 4 | 0 | false"
                + " | 2026-11-20");
  }

  private static List<String> ask(String sql) throws Exception {
    return KnownLake.ask(lake, sql);
  }
}

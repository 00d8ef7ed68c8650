package io.windfarm.engines;

import static io.windfarm.engines.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every view has the same columns and rows on every engine, and those that the readings give. */
@ExtendWith(Rig.Started.class)
class ViewsIT {
  private static final String DAYS = " WHERE year = 2026 AND month = 11 AND day IN (20, 21)";

  private static final ZoneId ELSEWHERE = ZoneId.of("America/St_Johns");

  private final Oracle oracle = new Oracle();
  private final Rig rig;

  ViewsIT(Rig rig) {
    this.rig = rig;
  }

  static List<String> views() {
    return SqlFolder.ATHENA.names("views");
  }

  @ParameterizedTest
  @MethodSource("views")
  void hasTheSameRowsOnEveryEngineAndElsewhere(String view) throws Exception {
    String sql = "SELECT * FROM " + view + (view.equals("reference_turbine") ? "" : DAYS);
    List<Row> rows = rig.trino.rows(sql);
    assertThat(rows).isNotEmpty();
    assertThatRows(rig.trino.rows(sql, ELSEWHERE)).as("Trino elsewhere").are(rows);
    assertThatRows(rig.duckDb.rows(sql)).as("DuckDB").are(rows);
    assertThatRows(rig.spark.rows(sql)).as("Spark").are(rows);
    assertThatRows(rig.spark.rows(sql, ELSEWHERE)).as("Spark elsewhere").are(rows);
  }

  @Test
  void existsInBothDialects() {
    assertThat(SqlFolder.DATABRICKS.names("views"))
        .containsExactlyElementsOf(SqlFolder.ATHENA.names("views"));
  }

  @Test
  void filteredHoldsEveryReadingThatWasSentOnce() throws Exception {
    List<Row> expected =
        oracle.readings().stream()
            .map(
                reading ->
                    Row.of(
                        reading.id(),
                        reading.turbine().id(),
                        reading.turbine().region(),
                        reading.sensor(),
                        reading.value(),
                        "GOOD",
                        reading.time(),
                        LocalDate.ofInstant(reading.time(), ZoneOffset.UTC)))
            .toList();
    onBoth(
        "SELECT reading_id, turbine_id, region, sensor, value, quality, %1$stimestamp%1$s,"
            + " %1$sdate%1$s FROM wind_turbine_filtered"
            + DAYS,
        expected);
  }

  @Test
  void globalHoldsTheMeansOfEachTurbinesMinute() throws Exception {
    onBoth(
        "SELECT turbine_id, %1$stimestamp%1$s, %1$sdate%1$s, power_output, wind_speed,"
            + " hydraulic_pressure, expected_power, efficiency, readings"
            + " FROM wind_turbine_global_view"
            + DAYS,
        oracle.minutes().stream()
            .map(
                minute ->
                    Row.of(
                        minute.turbine().id(),
                        minute.start(),
                        minute.date(),
                        minute.power(),
                        minute.wind(),
                        minute.pressure(),
                        minute.expectedPower(),
                        minute.efficiency(),
                        minute.readings()))
            .toList());
  }

  /** A clock that has been at the ends of what the tables know, and a millisecond beyond. */
  @Test
  void readingsAtBothEndsOfTheProjectionAreThere() throws Exception {
    onBoth(
        "SELECT turbine_id, event_time, quality FROM readings"
            + " WHERE year IN (2000, 2049) AND month IN (1, 12) AND day IN (1, 31)",
        List.of(
            Row.of("WT-E1", Telemetry.FIRST.minusMillis(1), "GOOD"),
            Row.of("WT-E1", Telemetry.FIRST, "GOOD"),
            Row.of("WT-E1", Telemetry.LAST, "BAD"),
            Row.of("WT-E1", Telemetry.LAST.plusMillis(1), "BAD")));
  }

  @Test
  void rawHoldsWhatWasSent() throws Exception {
    List<Row> rows = rig.trino.rows("SELECT payload FROM wind_turbine_raw" + DAYS);
    assertThat(rows)
        .extracting(row -> (String) row.values().get(0))
        .containsAll(oracle.readings().stream().map(Telemetry.Measured::json).toList())
        .contains("{\"id\":\"broken-0\",");
    assertThatRows(rig.spark.rows("SELECT payload FROM wind_turbine_raw" + DAYS)).are(rows);
  }

  /** What analysts wrote before there were these views. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT region, COUNT(DISTINCT turbine_id), AVG(power_output), AVG(efficiency)"
            + " FROM wind_turbine_global_view WHERE date = current_date() GROUP BY region"
      })
  void answersOnSparkAsWritten(String sql) throws Exception {
    assertThatRows(rig.spark.rows(new FixedClock(Telemetry.NOW).at(sql)))
        .are(oracle.turbinesAndPowerByRegion());
  }

  @Test
  void answersOnSparkWhichCriticalAlertsThereWereInTheLastHour() throws Exception {
    assertThatRows(
            rig.spark.rows(
                new FixedClock(Telemetry.NOW)
                    .at(
                        "SELECT timestamp, region, farm_id, turbine_id, rule, state"
                            + " FROM wind_turbine_alerts WHERE severity = 'CRITICAL' AND timestamp >"
                            + " current_timestamp() - INTERVAL 1 HOUR")))
        .are(oracle.criticalAlerts());
  }

  @Test
  void answersOnSparkWhatCountriesGaveDayByDay() throws Exception {
    assertThatRows(
            rig.spark.rows(
                "SELECT CAST(date_trunc('day', timestamp) AS date), country_code,"
                    + " COUNT(DISTINCT turbine_id), AVG(power_output), SUM(power_output) / 60"
                    + " FROM wind_turbine_global_view WHERE country_code IN ('DE','FR','ES')"
                    + " GROUP BY date_trunc('day', timestamp), country_code"))
        .are(
            Stream.concat(
                    oracle.dailyPowerByCountry().stream(),
                    // The clock that went astray said nothing of power.
                    Stream.of(
                        Row.of(LocalDate.of(1999, 12, 31), "DE", 1, null, null),
                        Row.of(LocalDate.of(2000, 1, 1), "DE", 1, null, null)))
                .toList());
  }

  /** The statement with the quotes of each dialect around what is a type's name besides. */
  private void onBoth(String sql, List<Row> expected) throws Exception {
    assertThatRows(rig.trino.rows(String.format(sql, "\""))).as("Trino").are(expected);
    assertThatRows(rig.spark.rows(String.format(sql, "`"))).as("Spark").are(expected);
  }
}

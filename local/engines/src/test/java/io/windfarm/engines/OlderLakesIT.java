package io.windfarm.engines;

import static io.windfarm.engines.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every earlier version of the job wrote, side by side in one lake as after upgrades, under
 * today's tables and views: nothing of it is lost, and columns that came later are null in it.
 */
@ExtendWith(Rig.Started.class)
class OlderLakesIT {
  private static final String DAYS = " WHERE year = 2026 AND month = 11 AND day IN (20, 21)";

  /** Within a day of the stored readings, and on the day on which they arrived. */
  private static final FixedClock CLOCK = new FixedClock(Instant.parse("2026-11-21T06:00:00Z"));

  private final Rig rig;

  OlderLakesIT(Rig rig) {
    this.rig = rig;
  }

  static List<String> tables() {
    return List.of(
        "raw", "readings", "statistics", "summaries", "anomalies", "alerts", "rejected", "ledger");
  }

  static List<String> views() {
    return SqlFolder.ATHENA.names("views");
  }

  static List<String> questions() {
    return SqlFolder.ATHENA.names("questions");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Trino", "Spark"})
  void aColumnThatCameLaterIsNullInFilesFromBefore(String engine) throws Exception {
    assertThatRows(
            rig.older
                .get(engine)
                .rows(
                    "SELECT elsewhere IS NULL, sum(received), sum(records) FROM ledger"
                        + DAYS
                        + " GROUP BY elsewhere IS NULL"))
        .are(List.of(Row.of(false, 120, 120), Row.of(true, 120, 120)));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyTableHoldsWhatItsFilesHold(String table) throws Exception {
    String columns =
        HiveTable.parse(rig.chosenTables.get(table)).allColumns().stream()
            .map(column -> "t." + column)
            .collect(Collectors.joining(", "));
    String sql = "SELECT " + columns + " FROM " + table + " t" + DAYS;
    List<Row> rows = rig.olderInDuckDb.rows(sql);
    assertThat(rows).isNotEmpty();
    for (Map.Entry<String, Engine> engine : rig.older.entrySet()) {
      assertThatRows(engine.getValue().rows(sql)).as(engine.getKey()).are(rows);
    }
  }

  @ParameterizedTest
  @MethodSource("views")
  void hasTheSameViewsOnEveryEngine(String view) throws Exception {
    String sql = "SELECT * FROM " + view + (view.equals("reference_turbine") ? "" : DAYS);
    List<Row> rows = rig.olderInDuckDb.rows(sql);
    for (Map.Entry<String, Engine> engine : rig.older.entrySet()) {
      assertThatRows(engine.getValue().rows(sql)).as(engine.getKey()).are(rows);
    }
  }

  @ParameterizedTest
  @MethodSource("questions")
  void hasTheSameAnswersOnEveryEngine(String question) throws Exception {
    String athena = SqlFolder.ATHENA.question(question);
    List<Row> answer = rig.olderInDuckDb.rows(CLOCK.forDuckDb(athena));
    assertThatRows(rig.older.get("Trino").rows(CLOCK.at(athena))).as("Trino").areInOrder(answer);
    assertThatRows(rig.older.get("Spark").rows(CLOCK.at(SqlFolder.DATABRICKS.question(question))))
        .as("Spark")
        .areInOrder(answer);
  }
}

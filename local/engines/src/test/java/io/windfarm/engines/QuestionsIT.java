package io.windfarm.engines;

import static io.windfarm.engines.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every question, asked at a set time, has one answer, whatever the engine and its zone. */
@ExtendWith(Rig.Started.class)
class QuestionsIT {
  private static final FixedClock CLOCK = new FixedClock(Telemetry.NOW);

  /** Half an hour beside the others', and still in yesterday when the questions are asked. */
  private static final ZoneId ELSEWHERE = ZoneId.of("America/St_Johns");

  private static final Oracle ORACLE = new Oracle();

  /**
   * What is known of the answers; an answer may have a column more at its end, such as the wording
   * of a message. The others are compared between engines alone.
   */
  private static final Map<String, Supplier<List<Row>>> KNOWN =
      Map.ofEntries(
          Map.entry("turbines-and-power-by-region", ORACLE::turbinesAndPowerByRegion),
          Map.entry("daily-power-by-country", ORACLE::dailyPowerByCountry),
          // Six turbines in five farms, for five windows of ten minutes, each sensor a sine, which
          // never lies further from its mean than 1.42 deviations.
          Map.entry("fleet-outliers", List::of),
          Map.entry("below-power-curve", List::of),
          Map.entry("readings-beyond-two-sigma", List::of),
          Map.entry("data-quality-by-sensor", ORACLE::dataQualityBySensor),
          Map.entry("freshness", ORACLE::freshness),
          Map.entry("late-and-duplicate", ORACLE::lateAndDuplicate),
          Map.entry("ledger-imbalance", List::of),
          Map.entry("rejected-by-reason", ORACLE::rejectedByReason),
          Map.entry("silent-turbines", ORACLE::silentTurbines),
          Map.entry("warning-to-critical", ORACLE::warningToCritical),
          Map.entry("critical-alerts", ORACLE::criticalAlerts),
          Map.entry("open-alerts", ORACLE::openAlerts),
          Map.entry("alerts-by-rule", ORACLE::alertsByRule),
          Map.entry("availability", ORACLE::availability),
          Map.entry("underperforming-turbines", ORACLE::underperformingTurbines),
          Map.entry("worst-completeness", ORACLE::worstCompleteness));

  private final Rig rig;

  QuestionsIT(Rig rig) {
    this.rig = rig;
  }

  static List<String> questions() {
    return SqlFolder.ATHENA.names("questions");
  }

  @ParameterizedTest
  @MethodSource("questions")
  void hasTheSameAnswerOnEveryEngineAndElsewhere(String question) throws Exception {
    String athena = CLOCK.at(SqlFolder.ATHENA.question(question));
    String databricks = CLOCK.at(SqlFolder.DATABRICKS.question(question));
    List<Row> answer = rig.trino.rows(athena);
    assertThatRows(rig.trino.rows(athena, ELSEWHERE)).as("Trino elsewhere").areInOrder(answer);
    assertThatRows(rig.spark.rows(databricks)).as("Spark").areInOrder(answer);
    assertThatRows(rig.spark.rows(databricks, ELSEWHERE)).as("Spark elsewhere").areInOrder(answer);
    assertThatRows(rig.duckDb.rows(CLOCK.forDuckDb(SqlFolder.ATHENA.question(question))))
        .as("DuckDB")
        .areInOrder(answer);
    if (KNOWN.containsKey(question)) {
      List<Row> known = KNOWN.get(question).get();
      assertThatRows(answer.stream().map(row -> shortened(row, known)).toList())
          .as("worked out by hand")
          .are(known);
    } else {
      assertThat(answer).isNotEmpty();
    }
  }

  /** With the clock that it is meant for: planned, since its answer is another one every time. */
  @ParameterizedTest
  @MethodSource("questions")
  void canBeAskedAsItStands(String question) throws Exception {
    assertThat(rig.trino.rows("EXPLAIN " + SqlFolder.ATHENA.question(question)).toString())
        .contains("table = awsdatacatalog:windfarm:");
    assertThat(rig.spark.rows("EXPLAIN " + SqlFolder.DATABRICKS.question(question)).toString())
        .contains("FileScan parquet")
        .doesNotContain("Exception");
  }

  @Test
  void isAskedInBothDialects() {
    assertThat(SqlFolder.DATABRICKS.names("questions"))
        .containsExactlyElementsOf(SqlFolder.ATHENA.names("questions"));
    assertThat(questions()).containsAll(KNOWN.keySet());
  }

  private static Row shortened(Row row, List<Row> known) {
    int width = known.isEmpty() ? row.values().size() : known.get(0).values().size();
    return width + 1 == row.values().size() ? new Row(row.values().subList(0, width)) : row;
  }
}

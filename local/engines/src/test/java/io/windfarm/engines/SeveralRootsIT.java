package io.windfarm.engines;

import static io.windfarm.engines.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A lake whose tables and regions lie in several places is asked as one: readings in one root,
 * alerts in another, a region in a third, the rest in a fourth. In each root a day is compacted,
 * and the tables are of compacted files up to its end, and of the job's from then on.
 */
@ExtendWith(Rig.Started.class)
class SeveralRootsIT {
  private static final FixedClock CLOCK = new FixedClock(Telemetry.NOW);
  private static final String DAYS = " WHERE year = 2026 AND month = 11 AND day IN (20, 21)";

  private final Rig rig;

  SeveralRootsIT(Rig rig) {
    this.rig = rig;
  }

  static List<String> views() {
    return SqlFolder.ATHENA.names("views");
  }

  static List<String> questions() {
    return SqlFolder.ATHENA.names("questions");
  }

  @Test
  void readingsAreATableAPlaceAndNoPlaceHoldsWhatBelongsToTheOther() throws Exception {
    Map<String, String> places = new TreeMap<>();
    rig.apartTables.forEach(
        (name, text) -> {
          if (name.startsWith("readings_at_")) {
            places.put(name, HiveTable.parse(text).location());
          }
        });
    assertThat(places)
        .containsExactly(
            Map.entry("readings_at_1", "s3://windfarm/apart/filtered/readings/"),
            Map.entry("readings_at_2", "s3://windfarm/apart/regional-eu-west-1/readings/"));
    for (Map.Entry<String, Engine> engine : rig.apart.entrySet()) {
      String regions = "SELECT DISTINCT region FROM %s" + DAYS;
      assertThatRows(engine.getValue().rows(regions.formatted("readings_at_1")))
          .as(engine.getKey())
          .are(List.of(Row.of("ap-southeast-1"), Row.of("us-east-1"), Row.of("us-west-2")));
      assertThatRows(engine.getValue().rows(regions.formatted("readings_at_2")))
          .as(engine.getKey())
          .are(List.of(Row.of(Lakes.REGION_APART)));
    }
  }

  /**
   * What a query does not ask for is not looked at: neither the one kind of files nor the other.
   */
  @Test
  void aDayIsReadFromCompactedFilesOrFromTheJobs() throws Exception {
    assertThat(tablesRead("statistics", 20)).allMatch(table -> table.contains("_compacted_at_"));
    assertThat(tablesRead("statistics", 21)).noneMatch(table -> table.contains("_compacted_at_"));
    assertThat(tablesRead("readings", 20)).allMatch(table -> table.contains("_compacted_at_"));
    assertThat(tablesRead("readings", 21)).noneMatch(table -> table.contains("_compacted_at_"));
  }

  private Set<String> tablesRead(String table, int day) throws Exception {
    String plan =
        rig.apart
            .get("Trino")
            .rows(
                "EXPLAIN SELECT turbine_id FROM "
                    + table
                    + " WHERE year = 2026 AND month = 11 AND day = "
                    + day)
            .toString();
    Set<String> read =
        Pattern.compile(table + "(_compacted)?_at_\\d")
            .matcher(plan)
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(read).as(plan).isNotEmpty();
    return read;
  }

  @Test
  void theHourlyTableIsOneOfAllPlacesToo() throws Exception {
    String sql =
        "SELECT region, dh, count(*) FROM readings_hourly WHERE dh BETWEEN"
            + " 'year=2026/month=11/day=20/hour=23' AND 'year=2026/month=11/day=21/hour=00'"
            + " GROUP BY region, dh";

    assertThatRows(rig.apart.get("Trino").rows(sql)).are(rig.duckDb.rows(sql));
  }

  @ParameterizedTest
  @MethodSource("views")
  void hasTheViewsRowsOfALakeWithOneRoot(String view) throws Exception {
    String sql = "SELECT * FROM " + view + (view.equals("reference_turbine") ? "" : DAYS);
    List<Row> rows = rig.duckDb.rows(sql);
    assertThat(rows).isNotEmpty();
    for (Map.Entry<String, Engine> engine : rig.apart.entrySet()) {
      assertThatRows(engine.getValue().rows(sql)).as(engine.getKey()).are(rows);
    }
  }

  @ParameterizedTest
  @MethodSource("questions")
  void givesTheAnswerOfALakeWithOneRoot(String question) throws Exception {
    String athena = SqlFolder.ATHENA.question(question);
    List<Row> answer = rig.duckDb.rows(CLOCK.forDuckDb(athena));
    assertThatRows(rig.apart.get("Trino").rows(CLOCK.at(athena))).as("Trino").areInOrder(answer);
    assertThatRows(rig.apart.get("Spark").rows(CLOCK.at(SqlFolder.DATABRICKS.question(question))))
        .as("Spark")
        .areInOrder(answer);
  }
}

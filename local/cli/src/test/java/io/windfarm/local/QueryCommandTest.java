package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real Parquet in a directory laid out as the job lays it out. */
class QueryCommandTest {
  @TempDir private static Path lake;

  @BeforeAll
  static void writeLake() throws Exception {
    Path hour =
        Files.createDirectories(
            lake.resolve("readings/region=eu-west-1/year=2026/month=11/day=20/hour=07"));
    Path later =
        Files.createDirectories(
            lake.resolve("readings/region=eu-west-1/year=2026/month=11/day=20/hour=11"));
    Path day =
        Files.createDirectories(lake.resolve("ledger/region=eu-west-1/year=2026/month=11/day=20"));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute(
          copy(
              "SELECT 'WT-0001' AS turbine_id, 0.97::DOUBLE AS value, ['SPIKE', 'IMPUTED'] AS reasons,"
                  + " TIMESTAMPTZ '2026-11-20 07:15:03.125Z' AS event_time",
              hour.resolve("a.parquet")));
      statement.execute(
          copy(
              "SELECT 'WT, \"2\"' AS turbine_id, NULL::DOUBLE AS value, []::VARCHAR[] AS reasons,"
                  + " TIMESTAMPTZ '2026-11-20 11:00:00Z' AS event_time, 'B' AS farm_id",
              later.resolve("b.parquet")));
      Files.writeString(later.resolve(".part-0.parquet"), "in progress");
      Files.writeString(later.resolve("_c.parquet"), "hidden");
      Files.createFile(later.resolve("empty.parquet"));
      String counts =
          "%d AS received, %d AS good, 0 AS rejected, 0 AS duplicate, 0 AS late,"
              + " 0 AS uncertain, 0 AS bad, 0 AS imputed, 1 AS records";
      String minute = "SELECT TIMESTAMPTZ '2026-11-20 07:1%d:00Z' AS minute, 'KINESIS' AS source, ";
      statement.execute(
          copy(
              String.format(minute + counts, 5, 3, 2)
                  + " UNION ALL "
                  + String.format(minute + counts, 5, 0, 1)
                  + " UNION ALL "
                  + String.format(minute + counts, 6, 7, 6),
              day.resolve("l.parquet")));
    }
  }

  @Test
  void printsAlignedColumnsForPeople() {
    Outcome outcome =
        query("SELECT turbine_id, value, event_time, hour FROM readings ORDER BY hour");

    assertThat(outcome.out().lines())
        .containsExactly(
            "turbine_id  value  event_time                hour",
            "──────────  ─────  ────────────────────────  ────",
            "WT-0001      0.97  2026-11-20T07:15:03.125Z     7",
            "WT, \"2\"            2026-11-20T11:00:00.000Z    11");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void printsCsvThatASpreadsheetReads() {
    Outcome outcome =
        query("SELECT turbine_id, value FROM readings ORDER BY hour", "--format", "csv");

    assertThat(outcome.out())
        .isEqualTo("turbine_id,value\r\nWT-0001,0.97\r\n\"WT, \"\"2\"\"\",\r\n");
  }

  @Test
  void printsAnObjectALineAsJson() {
    Outcome outcome =
        query(
            "SELECT turbine_id, value, reasons, event_time, farm_id, hour FROM readings ORDER BY hour",
            "--format",
            "json");

    assertThat(outcome.out().lines())
        .containsExactly(
            "{\"turbine_id\":\"WT-0001\",\"value\":0.97,\"reasons\":[\"SPIKE\",\"IMPUTED\"],"
                + "\"event_time\":\"2026-11-20T07:15:03.125Z\",\"farm_id\":null,"
                + "\"hour\":7}",
            "{\"turbine_id\":\"WT, \\\"2\\\"\",\"value\":null,\"reasons\":[],"
                + "\"event_time\":\"2026-11-20T11:00:00.000Z\",\"farm_id\":\"B\","
                + "\"hour\":11}");
  }

  @Test
  void printsBytesAsTextWithEscapes() {
    assertThat(query("SELECT '\\x00\\xFFok'::BLOB AS payload").out().lines())
        .last()
        .isEqualTo("\\x00\\xFFok");
  }

  @Test
  void saysWhichMinutesBalance() {
    Outcome outcome =
        query(
            "SELECT received, good, balanced FROM ledger_balance ORDER BY minute",
            "--format",
            "csv");

    assertThat(outcome.out()).isEqualTo("received,good,balanced\r\n3,3,true\r\n7,6,false\r\n");
  }

  @Test
  void showsATableWithoutFilesAsEmptyWithItsColumns() {
    Outcome outcome = query("SELECT alert_id, state, day FROM alerts", "--format", "csv");

    assertThat(outcome.out()).isEqualTo("alert_id,state,day\r\n");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void showsAColumnThatNoFileHasAsAbsent() {
    Outcome outcome =
        query("SELECT country_code, cadence_ms FROM readings WHERE hour = 7", "--format", "json");

    assertThat(outcome.out().lines())
        .containsExactly("{\"country_code\":null,\"cadence_ms\":null}");
  }

  @Test
  void answersAQuestionByItsName() {
    Outcome outcome = query("open-alerts", "--format", "csv");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .isEqualTo(
            "severity,raised_time,region,farm_id,turbine_id,rule,component,state,message\r\n");
  }

  @Test
  void showsSomeRowsOfAViewByItsName() {
    Outcome outcome = query("wind_turbine_filtered", "--format", "csv");

    assertThat(outcome.out()).startsWith("reading_id,turbine_id,");
  }

  @Test
  void knowsTheViewsBehindAView() {
    Outcome outcome =
        query("SELECT count(*) AS rows FROM wind_turbine_performance_dashboard", "--format", "csv");

    assertThat(outcome.out()).isEqualTo("rows\r\n0\r\n");
  }

  @Test
  void understandsFunctionsOfAthenas() {
    Outcome outcome =
        query(
            "SELECT approx_distinct(x) AS d, approx_percentile(x, 0.5) AS p,"
                + " array_join(['a', 'b'], '-') AS j,"
                + " json_extract_scalar('{\"a\":\"b\"}', '$.a') AS s,"
                + " date_format(TIMESTAMP '2026-11-20 07:15:00', '%Y-%m-%d %H') AS f"
                + " FROM (VALUES (1), (2), (3)) AS t (x)",
            "--format", "csv");

    assertThat(outcome.out()).isEqualTo("d,p,j,s,f\r\n3,2,a-b,b,2026-11-20 07\r\n");
  }

  @Test
  void listsWhatThereIsToAsk() {
    Outcome outcome = Outcome.of("query", "--list");

    assertThat(outcome.out().lines())
        .anyMatch(line -> line.matches("  critical-alerts +Which critical alerts .*\\?"))
        .anyMatch(line -> line.matches("  wind_turbine_global_view +Wide: one row .*"))
        .anyMatch(line -> line.matches("  ledger +Audit: .*"));
    assertThat(outcome.exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "critical-alert,     critical-alerts",
    "critcal-alrets,     critical-alerts",
    "global_view,        wind_turbine_global_view",
    "completeness,       worst-completeness",
    "ledgr,              ledger"
  })
  void suggestsWhatWasMeant(String written, String meant) {
    Outcome outcome = query(written);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("no question, table or view '" + written + "'")
        .contains("Did you mean " + meant + "?");
  }

  @Test
  void saysWhereTheNamesAreWhereNoneIsNear() {
    assertThat(query("xyzzy").err()).contains("./windfarm query --list");
  }

  @ParameterizedTest
  @CsvSource({
    "--since 2026-11-20,                     2",
    "--since 2026-11-21,                     0",
    "--until 2026-11-20,                     2",
    "--until 2026-11-19,                     0",
    "--since 2026-11-20 --until 2026-11-20,  2",
    "--since 2026-11-20T07,                  2",
    "--since 2026-11-20T08,                  1",
    "--since 2026-11-20T12,                  0",
    "--until 2026-11-20T10,                  1",
    "--since 2026-11-20T11 --until 2026-11-20T11,  1"
  })
  void readsThePartitionsOfTheTimeAskedFor(String time, long rows) {
    List<String> options = new ArrayList<>(List.of(time.split(" ")));
    options.addAll(List.of("--format", "csv"));

    assertThat(query("SELECT count(*) AS n FROM readings", options.toArray(new String[0])).out())
        .isEqualTo("n\r\n" + rows + "\r\n");
  }

  /** Of a table by the day, an hour is in its day. */
  @ParameterizedTest
  @CsvSource({"2026-11-20T23, 2", "2026-11-21T00, 0"})
  void readsTheDayOfTheHourAskedForWhereThereAreNoHours(String since, long rows) {
    assertThat(
            query("SELECT count(*) AS n FROM ledger_balance", "--since", since, "--format", "csv")
                .out())
        .isEqualTo("n\r\n" + rows + "\r\n");
  }

  @ParameterizedTest
  @CsvSource({"2026-11-20 07:00", "2026-11-31", "2026-11-20T24", "07"})
  void refusesATimeThatItCannotRead(String since) {
    Outcome outcome = query("SELECT 1", "--since", since);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).containsAnyOf("write 2026-11-20", "2026-11-31", "HourOfDay");
  }

  @Test
  void readsSeveralRootsAsOneLake(@TempDir Path other) throws Exception {
    Path hour =
        Files.createDirectories(
            other.resolve("readings/region=us-east-1/year=2026/month=11/day=20/hour=07"));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(copy("SELECT 'WT-0003' AS turbine_id", hour.resolve("c.parquet")));
    }

    Outcome outcome =
        query(
            "SELECT region, count(*) AS n FROM readings GROUP BY region ORDER BY region",
            "--root",
            other.toUri().toString(),
            "--format",
            "csv");

    assertThat(outcome.out()).isEqualTo("region,n\r\neu-west-1,2\r\nus-east-1,1\r\n");
  }

  /** A look into a file that is not asked for takes time, and may fail. */
  @Test
  void looksIntoTheFilesOfThoseTablesAloneThatAQueryReads(@TempDir Path other) throws Exception {
    Path hour =
        Files.createDirectories(
            other.resolve("readings/region=us-east-1/year=2026/month=11/day=20/hour=07"));
    Path day =
        Files.createDirectories(
            other.resolve("statistics/region=us-east-1/year=2026/month=11/day=20"));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(copy("SELECT 'WT-0003' AS turbine_id", hour.resolve("c.parquet")));
    }
    Files.writeString(day.resolve("broken.parquet"), "no Parquet");

    for (String readings : List.of("readings", "readings_hourly")) {
      assertThat(
              Outcome.of(
                      "query",
                      "--root",
                      other.toString(),
                      "--format",
                      "csv",
                      "SELECT turbine_id FROM " + readings)
                  .out())
          .isEqualTo("turbine_id\r\nWT-0003\r\n");
    }
    assertThat(Outcome.of("query", "--root", other.toString(), "SELECT 1 FROM statistics").err())
        .contains("broken.parquet");
  }

  @Test
  void knowsAllTablesWhereAQueryNamesNone() {
    assertThat(query("SHOW TABLES", "--format", "csv").out().lines())
        .contains("alerts", "ledger", "ledger_balance", "raw", "readings", "readings_hourly");
  }

  @Test
  void refusesStorageThatItCannotRead() {
    Outcome outcome = Outcome.of("query", "--root", "gs://bucket/lake", "SELECT 1");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("gs://bucket/lake is neither s3://bucket/prefix nor");
  }

  @Test
  void readsTheQueryFromAFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("q.sql"), "SELECT 41 AS a; SELECT 42 AS b;");

    Outcome outcome =
        Outcome.of("query", "--root", lake.toString(), "--format", "csv", "-f", file.toString());

    assertThat(outcome.out()).isEqualTo("b\r\n42\r\n");
  }

  @Test
  void explainsAFaultyQueryInOneMessage() {
    Outcome outcome = query("SELECT turbin_id FROM readings");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("turbin_id").contains("turbine_id").doesNotContain("\tat ");
  }

  @Test
  void saysHowToGetALakeWhereThereIsNone(@TempDir Path nothing) {
    Outcome outcome = Outcome.of("query", "--dir", nothing.toString(), "SELECT 1");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("There is no lake").contains("./windfarm demo");
  }

  private static Outcome query(String sql, String... options) {
    String[] args = new String[options.length + 4];
    args[0] = "query";
    args[1] = "--root";
    args[2] = lake.toString();
    System.arraycopy(options, 0, args, 3, options.length);
    args[args.length - 1] = sql;
    return Outcome.of(args);
  }

  private static String copy(String select, Path file) {
    return "COPY (" + select + ") TO '" + file + "' (FORMAT parquet)";
  }
}

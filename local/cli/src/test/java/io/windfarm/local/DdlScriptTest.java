package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The project's SQL with the places of a configuration filled in. */
class DdlScriptTest {
  private static final List<String> TABLES =
      List.of(
          "raw",
          "readings",
          "statistics",
          "summaries",
          "anomalies",
          "alerts",
          "rejected",
          "ledger");

  private static final String ONE_ROOT =
      "{\"location\": \"s3a://bucket/lake/%s\", \"regions\": [\"us-east-1\", \"eu-west-1\", \"unknown\"]}";

  private static final String TWO_ROOTS =
      "{\"location\": \"s3://us/%1$s\", \"regions\": [\"us-east-1\", \"unknown\"]},"
          + " {\"location\": \"s3://eu/%1$s/\", \"regions\": [\"eu-west-1\"]}";

  @Test
  void fillsInPlacesRegionsAndYears() throws Exception {
    String readings = step(DdlCommand.Dialect.ATHENA, ONE_ROOT, "tables/readings.sql");

    assertThat(readings)
        .contains("CREATE EXTERNAL TABLE IF NOT EXISTS `readings` (")
        .contains("LOCATION 's3://bucket/lake/readings/'")
        .contains("'projection.region.values' = 'us-east-1,eu-west-1,unknown'")
        .contains("'projection.year.range' = '2000,2049'")
        .contains(
            "'s3://bucket/lake/readings/region=${region}/year=${year}/month=${month}/day=${day}"
                + "/hour=${hour}/'");
  }

  @Test
  void theHourlyTableIsOverTheFilesOfReadings() throws Exception {
    assertThat(step(DdlCommand.Dialect.ATHENA, ONE_ROOT, "tables/readings_hourly.sql"))
        .contains("`readings_hourly` (")
        .contains("'s3://bucket/lake/readings/region=${region}/${dh}/'")
        .contains("'year=2000/month=01/day=01/hour=00,year=2049/month=12/day=31/hour=23'");
  }

  @Test
  void aTableInSeveralPlacesIsATableAPlaceAndAView() throws Exception {
    List<DdlScript.Step> steps = steps(DdlCommand.Dialect.ATHENA, TWO_ROOTS);

    assertThat(text(steps, "tables/readings_at_1.sql"))
        .contains("EXISTS `readings_at_1` (")
        .contains("LOCATION 's3://us/readings/'")
        .contains("'projection.region.values' = 'us-east-1,unknown'");
    assertThat(text(steps, "tables/readings_at_2.sql"))
        .contains("EXISTS `readings_at_2` (")
        .contains("LOCATION 's3://eu/readings/'")
        .contains("'projection.region.values' = 'eu-west-1'");
    assertThat(text(steps, "tables/readings_hourly_at_2.sql"))
        .contains("EXISTS `readings_hourly_at_2` (")
        .contains("'s3://eu/readings/region=${region}/${dh}/'");
    assertThat(text(steps, "tables/readings.sql"))
        .endsWith(
            "CREATE OR REPLACE VIEW readings AS\n"
                + "SELECT * FROM readings_at_1\n"
                + "UNION ALL\n"
                + "SELECT * FROM readings_at_2");
  }

  @Test
  void whatIsCompactedIsATableAndAViewOfBoth() throws Exception {
    List<DdlScript.Step> steps = compacted(DdlCommand.Dialect.ATHENA, ONE_ROOT);

    assertThat(text(steps, "tables/readings_compacted.sql"))
        .contains("EXISTS `readings_compacted` (")
        .contains("LOCATION 's3://bucket/lake/_compacted/readings/'")
        .contains("'projection.region.values' = 'us-east-1,eu-west-1,unknown'");
    assertThat(text(steps, "tables/readings_live.sql"))
        .contains("EXISTS `readings_live` (")
        .contains("LOCATION 's3://bucket/lake/readings/'");
    assertThat(text(steps, "tables/readings.sql"))
        .contains("drop it first")
        .endsWith(
            """
            CREATE OR REPLACE VIEW readings AS
            SELECT * FROM readings_compacted WHERE year <= 2026 AND year * 1000000 + month * 10000 + day * 100 + hour < 2026112107
            UNION ALL
            SELECT * FROM readings_live WHERE year >= 2026 AND year * 1000000 + month * 10000 + day * 100 + hour >= 2026112107""");
    assertThat(text(steps, "tables/statistics.sql"))
        .endsWith(
            """
            SELECT * FROM statistics_compacted WHERE year <= 2026 AND year * 10000 + month * 100 + day < 20261121
            UNION ALL
            SELECT * FROM statistics_live WHERE year >= 2026 AND year * 10000 + month * 100 + day >= 20261121""");
    assertThat(text(steps, "tables/readings_hourly_compacted.sql"))
        .contains("'s3://bucket/lake/_compacted/readings/region=${region}/${dh}/'");
    assertThat(text(steps, "tables/readings_hourly.sql"))
        .contains("readings_hourly_compacted WHERE dh < 'year=2026/month=11/day=21/hour=07'")
        .contains("readings_hourly_live WHERE dh >= 'year=2026/month=11/day=21/hour=07'");
  }

  @Test
  void whatIsCompactedStaysInItsPlace() throws Exception {
    List<DdlScript.Step> steps = compacted(DdlCommand.Dialect.DATABRICKS, TWO_ROOTS);

    assertThat(text(steps, "tables/raw_compacted_at_2.sql")).contains("s3://eu/_compacted/raw");
    assertThat(text(steps, "tables/raw.sql"))
        .containsSubsequence(
            "raw_compacted_at_1 WHERE", "raw_at_1 WHERE", "raw_compacted_at_2 WHERE", "raw_at_2");
  }

  private static List<DdlScript.Step> compacted(DdlCommand.Dialect dialect, String roots)
      throws Exception {
    return DdlScript.of(
        dialect.folder(),
        layout(roots),
        Optional.of(new CompactedBefore(LocalDateTime.of(2026, 11, 21, 7, 0))));
  }

  @Test
  void snowflakesStagesFollowTheirTables() throws Exception {
    List<DdlScript.Step> steps = steps(DdlCommand.Dialect.SNOWFLAKE, TWO_ROOTS);

    assertThat(text(steps, "stages/raw_at_2.sql"))
        .contains("CREATE STAGE IF NOT EXISTS raw_at_2_files")
        .contains("URL = 's3://eu/raw/'");
    assertThat(text(steps, "tables/raw_at_2.sql"))
        .contains("CREATE EXTERNAL TABLE IF NOT EXISTS raw_at_2 (")
        .contains("LOCATION = @raw_at_2_files");
  }

  @ParameterizedTest
  @EnumSource(DdlCommand.Dialect.class)
  void leavesNothingToFillIn(DdlCommand.Dialect dialect) throws Exception {
    assertThat(steps(dialect, TWO_ROOTS)).noneMatch(step -> step.text().contains("{{"));
  }

  @ParameterizedTest
  @EnumSource(DdlCommand.Dialect.class)
  void isInTheOrderInWhichToRunIt(DdlCommand.Dialect dialect) throws Exception {
    List<String> paths = steps(dialect, ONE_ROOT).stream().map(DdlScript.Step::path).toList();

    assertThat(paths).startsWith("database.sql").doesNotHaveDuplicates();
    if (dialect != DdlCommand.Dialect.SNOWFLAKE) {
      assertThat(paths)
          .containsSubsequence(
              "tables/statistics.sql",
              "views/reference_turbine.sql",
              "views/wind_turbine_global_view.sql",
              "views/wind_turbine_performance_dashboard.sql")
          .containsSubsequence(
              "views/wind_turbine_alerts.sql", "views/wind_turbine_maintenance_alerts.sql");
    }
  }

  /** What stands in paths is what engines compare; a comma would part a region in two. */
  @Test
  void spellsRegionsAsPathsDo() throws Exception {
    String root = "{\"location\": \"s3://bucket/%s\", \"regions\": [\"Zürich, Nord\"]}";

    assertThat(step(DdlCommand.Dialect.ATHENA, root, "tables/raw.sql"))
        .contains("'projection.region.values' = 'Z%C3%BCrich%2C%20Nord'");
  }

  @Test
  void namesTheTableThatALayoutLacks() {
    LakeLayout nothing = new LakeLayout(2000, 2049, List.of());

    assertThatThrownBy(() -> DdlScript.of(Project.sql().resolve("athena"), nothing))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("no table alerts");
  }

  private static String step(DdlCommand.Dialect dialect, String root, String path)
      throws Exception {
    return text(steps(dialect, root), path);
  }

  private static String text(List<DdlScript.Step> steps, String path) {
    return steps.stream()
        .filter(step -> step.path().equals(path))
        .map(DdlScript.Step::text)
        .collect(Collectors.joining());
  }

  private static List<DdlScript.Step> steps(DdlCommand.Dialect dialect, String roots)
      throws Exception {
    return DdlScript.of(dialect.folder(), layout(roots));
  }

  private static LakeLayout layout(String roots) throws Exception {
    String tables =
        TABLES.stream()
            .map(
                name ->
                    "{\"name\": \""
                        + name
                        + "\", \"grain\": \""
                        + (name.startsWith("r") && !name.equals("rejected") ? "hour" : "day")
                        + "\", \"columns\": [], \"roots\": ["
                        + String.format(roots, name)
                        + "]}")
            .collect(Collectors.joining(", "));
    return LakeLayout.parse(
        "{\"first_year\": 2000, \"last_year\": 2049, \"tables\": [" + tables + "]}");
  }
}

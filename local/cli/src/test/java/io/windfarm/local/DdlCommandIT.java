package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Athena's statements for what the job itself says of its lake, in Hive's grammar. */
class DdlCommandIT {
  private static final List<String> SETTINGS =
      List.of(
          "--lake.root", "s3://bucket/lake",
          "--lake.roots.eu-west-1", "s3://bucket-eu/lake",
          "--lake.roots.ledger", "s3://audit");

  private static LakeLayout layout;
  private static List<DdlScript.Step> steps;

  @BeforeAll
  static void render() throws Exception {
    layout = LayoutOfJob.of(SETTINGS);
    steps = DdlScript.of(Project.sql().resolve("athena"), layout);
  }

  @Test
  void everyTableHasTheColumnsThatTheJobWrites() throws Exception {
    assertThat(tables()).hasSize(18); // Nine, each in two places.
    for (HiveTable table : tables()) {
      Map<String, String> written = new LinkedHashMap<>();
      layoutOf(table).columns().forEach(column -> written.put(column.name(), column.type()));
      assertThat(new ArrayList<>(table.columns().entrySet()))
          .as(table.name())
          .isEqualTo(new ArrayList<>(written.entrySet()));
      assertThat(table.format()).isEqualToIgnoringCase("parquet");
    }
  }

  @Test
  void everyTableIsPartitionedAsTheJobPartitions() throws Exception {
    for (HiveTable table : tables()) {
      List<String> keys = new ArrayList<>(List.of("region", "year", "month", "day"));
      if (layoutOf(table).grain().equalsIgnoreCase("hour")) {
        keys.add("hour");
      }
      if (table.name().startsWith("readings_hourly")) {
        assertThat(table.keys()).isEqualTo(Map.of("region", "string", "dh", "string"));
        assertThat(table.properties())
            .containsEntry("projection.dh.format", "'year='yyyy'/month='MM'/day='dd'/hour='HH")
            .containsEntry(
                "storage.location.template", table.location() + "region=${region}/${dh}/");
        continue;
      }
      assertThat(table.keys().keySet()).as(table.name()).containsExactlyElementsOf(keys);
      assertThat(table.keys()).containsEntry("region", "string").containsEntry("day", "int");
      StringBuilder template = new StringBuilder(table.location());
      keys.forEach(key -> template.append(key).append("=${").append(key).append("}/"));
      assertThat(table.properties())
          .containsEntry("projection.enabled", "true")
          .containsEntry("projection.year.range", layout.firstYear() + "," + layout.lastYear())
          .containsEntry("projection.month.digits", "2")
          .containsEntry("projection.day.range", "1,31")
          .containsEntry("storage.location.template", template.toString());
      for (String key : keys) {
        assertThat(table.properties()).containsKey("projection." + key + ".type");
      }
    }
  }

  /** A region that is missing from an enum is not empty but invisible. */
  @Test
  void everyRegionIsInOneTableAndNoneInTwo() throws Exception {
    for (LakeLayout.Table written : layout.tables()) {
      List<String> regions = new ArrayList<>();
      for (HiveTable table : tables()) {
        if (layoutOf(table).equals(written) && !table.name().startsWith("readings_hourly")) {
          String values = table.properties().get("projection.region.values");
          LakeLayout.Root root =
              written.roots().stream()
                  .filter(place -> table.location().equals(place.location() + "/"))
                  .findFirst()
                  .orElseThrow();
          assertThat(List.of(values.split(","))).isEqualTo(root.regions());
          regions.addAll(root.regions());
        }
      }
      assertThat(regions)
          .containsExactlyInAnyOrder(
              "us-east-1", "us-west-2", "eu-west-1", "ap-southeast-1", "unknown");
    }
  }

  @Test
  void printsEveryStatementForTheShell() {
    List<String> arguments = new ArrayList<>(List.of("ddl"));
    arguments.addAll(SETTINGS);

    Outcome outcome = Outcome.of(arguments.toArray(new String[0]));

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("CREATE DATABASE IF NOT EXISTS windfarm;")
        .contains("'projection.region.values' = 'eu-west-1'")
        .contains("CREATE OR REPLACE VIEW wind_turbine_global_view AS");
    assertThat(outcome.out().split(";\n")).hasSize(steps.size() + 1);
  }

  @Test
  void writesAFileAStatement(@TempDir Path folder) throws Exception {
    Outcome outcome =
        Outcome.of(
            "ddl",
            "--dialect",
            "databricks",
            "--out",
            folder.toString(),
            "--lake.root",
            "s3://bucket/lake");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    List<String> files = outcome.out().lines().toList();
    assertThat(files).first().isEqualTo(folder.resolve("database.sql").toString());
    assertThat(files).allMatch(file -> Files.exists(Path.of(file)));
    assertThat(Files.readString(folder.resolve("tables/alerts.sql")))
        .contains("LOCATION 's3://bucket/lake/alerts'");
  }

  @Test
  void passesOnWhatTheJobRefuses() {
    Outcome outcome =
        Outcome.of("ddl", "--lake.root", "s3://bucket/lake", "--lake.rots.raw", "s3://raw");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("lake.rots.raw").doesNotContain("\tat ");
  }

  private static List<HiveTable> tables() throws Exception {
    List<HiveTable> tables = new ArrayList<>();
    for (DdlScript.Step step : steps) {
      if (step.text().contains("CREATE EXTERNAL TABLE")) {
        tables.add(HiveTable.parse(step.text()));
      }
    }
    return tables;
  }

  private static LakeLayout.Table layoutOf(HiveTable table) {
    String name = table.name().replaceFirst("(_hourly)?(_at_\\d+)?$", "");
    return layout.table(name).orElseThrow();
  }
}

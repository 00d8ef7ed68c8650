package io.windfarm.local;

import static io.windfarm.local.Template.list;
import static io.windfarm.local.Template.object;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The Glue tables of {@code infra/pipeline.yaml} against Athena's statements, which Hive's grammar
 * reads here, for what the job says of its lake.
 */
class PipelineTemplateIT {
  private static final Path LAKE = Project.infra().resolve("lake.properties");

  @Test
  void theTemplateIsWhatTheStatementsMakeOfIt(@TempDir Path folder) throws Exception {
    Outcome outcome =
        Outcome.of(
            ("ddl --dialect cloudformation --conf " + LAKE + " --out " + folder).split(" ", -1));

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out().strip()).isEqualTo(folder.resolve("pipeline.yaml").toString());
    assertThat(Files.readString(folder.resolve("pipeline.yaml")))
        .as(
            "Make it anew: ./windfarm ddl --dialect cloudformation --conf infra/lake.properties --out infra")
        .isEqualTo(Template.read("pipeline.yaml").text());
  }

  @Test
  void everyTableIsThereAsAthenaWouldCreateIt() throws Exception {
    assertThat(statements()).hasSize(9);
    // As text, for the order counts as well.
    assertThat(new TreeMap<>(tables(Template.read("pipeline.yaml"))).toString())
        .isEqualTo(new TreeMap<>(statements()).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{Name: 'alert_id', Type: 'string'} | {Name: 'alert_id', Type: 'int'}",
        "{Name: 'region', Type: 'string'} | {Name: 'regions', Type: 'string'}",
        "'projection.year.range': '2000,2049' | 'projection.year.range': '2000,2048'",
        "'projection.month.digits': '2' | 'projection.month.digit': '2'",
        "/lake/alerts/region=${!region} | /lake/alert/region=${!region}",
        "-EmergencyBucket'} | -RawBucket'}",
      })
  void aDifferenceThatIsPlantedIsFound(String right, String wrong) throws Exception {
    String text = Template.read("pipeline.yaml").text();
    int tables = text.indexOf("# BEGIN tables");
    int at = text.indexOf(right, tables);
    String planted = text.substring(0, at) + wrong + text.substring(at + right.length());

    assertThat(tables(Template.parse(planted))).isNotEqualTo(statements());
  }

  @Test
  void aRegionOfItsOwnIsATableOfItsOwn() throws Exception {
    Outcome outcome =
        Outcome.of(
            ("ddl --dialect cloudformation --conf " + LAKE + " --lake.roots.eu-west-1 s3://eu/lake")
                .split(" ", -1));

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    Map<String, HiveTable> tables = tables(Template.parse(outcome.out()));
    assertThat(tables).hasSize(18);
    assertThat(tables.get("readings_at_2").location()).isEqualTo("s3://eu/lake/readings/");
    assertThat(tables.get("readings_at_2").properties())
        .containsEntry("projection.region.values", "eu-west-1");
    assertThat(tables.get("readings_at_1").properties().get("projection.region.values"))
        .contains("us-east-1")
        .doesNotContain("eu-west-1");
  }

  /** What Hive makes of Athena's statements, with the names that the buckets have by then. */
  private static Map<String, HiveTable> statements() throws Exception {
    Map<String, HiveTable> tables = new HashMap<>();
    for (DdlScript.Step step :
        DdlScript.of(
            Project.sql().resolve("athena"), LayoutOfJob.of(List.of("--conf", LAKE.toString())))) {
      if (step.text().contains("CREATE EXTERNAL TABLE")) {
        HiveTable table =
            HiveTable.parse(
                step.text()
                    .replaceAll(
                        "s3://([a-z]+)\\.storage-stack/",
                        "s3://windfarm-$1-" + ResolvedTemplate.ACCOUNT + "-ap-southeast-1/"));
        tables.put(table.name(), table);
      }
    }
    return tables;
  }

  /** Glue's tables as the stack makes them, in the same words. */
  private static Map<String, HiveTable> tables(Template template) throws Exception {
    Map<String, String> exports =
        ResolvedTemplate.of(Template.read("storage.yaml"), "windfarm-storage", Map.of(), Map.of())
            .exports();
    Map<String, HiveTable> tables = new HashMap<>();
    for (Map<String, Object> resource :
        ResolvedTemplate.of(template, "windfarm", Map.of(), exports).resources().values()) {
      if (resource.get("Type").equals("AWS::Glue::Table")) {
        Map<String, Object> properties = object(resource.get("Properties"));
        assertThat(properties).containsEntry("DatabaseName", "windfarm");
        HiveTable table = table(object(properties.get("TableInput")));
        tables.put(table.name(), table);
      }
    }
    return tables;
  }

  private static HiveTable table(Map<String, Object> input) {
    Map<String, Object> storage = object(input.get("StorageDescriptor"));
    Map<String, String> properties = new LinkedHashMap<>();
    object(input.get("Parameters")).forEach((key, value) -> properties.put(key, (String) value));
    // Said by the statement in other words: EXTERNAL TABLE, STORED AS PARQUET.
    assertThat(input).containsEntry("TableType", "EXTERNAL_TABLE");
    assertThat(properties.remove("EXTERNAL")).isEqualTo("TRUE");
    String format = properties.remove("classification");
    for (Object part :
        List.of(
            storage.get("InputFormat"),
            storage.get("OutputFormat"),
            object(storage.get("SerdeInfo")).get("SerializationLibrary"))) {
      assertThat((String) part).startsWith("org.apache.hadoop.hive.ql.io.parquet.");
    }
    return new HiveTable(
        (String) input.get("Name"),
        columns(storage.get("Columns")),
        columns(input.get("PartitionKeys")),
        format.toUpperCase(Locale.ROOT),
        (String) storage.get("Location"),
        properties);
  }

  private static Map<String, String> columns(Object columns) {
    Map<String, String> types = new LinkedHashMap<>();
    for (Object column : list(columns)) {
      types.put((String) object(column).get("Name"), (String) object(column).get("Type"));
    }
    return types;
  }
}

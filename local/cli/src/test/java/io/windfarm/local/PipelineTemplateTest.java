package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Glue's tables made of statements. That they are those of the project: PipelineTemplateIT. */
class PipelineTemplateTest {
  private static final String TEMPLATE =
      """
      Resources:
        # BEGIN tables, made from
        #   somewhere
        Old: {}
        # END tables
        Kept: {}
      """;

  @Test
  void putsTablesWhereTablesWereAndKeepsTheRest() {
    assertThat(template("s3://raw.storage-stack/lake/notes"))
        .startsWith("Resources:\n  # BEGIN tables, made from\n  #   somewhere\n  OldNotesTable:\n")
        .endsWith("\n\n  # END tables\n  Kept: {}\n")
        .doesNotContain("Old: {}")
        .contains("- {Name: 'words', Type: 'array<string>'}")
        .contains("Description: 'Somebody''s notes'");
  }

  @Test
  void leavesToAthenaWhatIsAthenasToFillIn() {
    assertThat(template("s3://raw.storage-stack/lake/notes"))
        .contains("- 's3://${Bucket}/lake/notes/region=${!region}/'")
        .contains("- Bucket: {'Fn::ImportValue': !Sub '${StorageStack}-RawBucket'}");
    assertThat(template("s3://elsewhere/lake/notes"))
        .contains("'storage.location.template': 's3://elsewhere/lake/notes/region=${region}/'")
        .contains("Location: 's3://elsewhere/lake/notes/'")
        .doesNotContain("!Sub");
  }

  @Test
  void refusesPlacesThatGlueCantHave() {
    assertThatThrownBy(() -> template("file:///lake/notes"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("file:///lake/notes/ is not in S3");
    assertThatThrownBy(() -> template("s3://row.storage-stack/lake/notes"))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "The storage stack has no bucket 'row' for tables: write one of"
                + " [emergency, filtered, raw] before .storage-stack");
  }

  @Test
  void refusesATemplateWithoutAPlaceForTables() {
    assertThatThrownBy(() -> PipelineTemplate.of("Resources:\n", List.of()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("has lost its lines '  # BEGIN tables'");
  }

  @Test
  void passesOverNothingThatIsWrittenInAnotherWay() {
    String statement = statement("s3://elsewhere/lake/notes");

    assertThatThrownBy(() -> GlueTable.parse(statement.replace("STORED AS PARQUET", "")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("CREATE EXTERNAL TABLE IF NOT EXISTS `old_notes`");
    assertThatThrownBy(() -> GlueTable.parse(statement.replace("`id` string", "id string")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("can't be made of: id string");
    assertThatThrownBy(() -> GlueTable.parse(statement.replace("`words`", "`id`")))
        .isInstanceOf(Failure.class)
        .hasMessage("Given twice: id");
  }

  private static String template(String location) {
    return PipelineTemplate.of(
        TEMPLATE,
        List.of(
            new DdlScript.Step("tables/old_notes.sql", statement(location)),
            new DdlScript.Step("views/notes.sql", "CREATE OR REPLACE VIEW notes AS SELECT 1")));
  }

  private static String statement(String location) {
    return """
        -- What somebody wrote.
        CREATE EXTERNAL TABLE IF NOT EXISTS `old_notes` (
          `id` string,
          `words` array<string>
        )
        COMMENT 'Somebody''s notes'
        PARTITIONED BY (`region` string)
        STORED AS PARQUET
        LOCATION '{{location}}/'
        TBLPROPERTIES (
          'projection.enabled' = 'true',
          'storage.location.template' = '{{location}}/region=${region}/'
        )"""
        .replace("{{location}}", location);
  }
}

package io.windfarm.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class HiveTableTest {
  private static final String STATEMENT =
      """
      -- A comment.
      CREATE EXTERNAL TABLE IF NOT EXISTS `readings` (
        `value` double COMMENT 'cleaned',
        `reasons` array<string>
      )
      COMMENT 'Silver'
      PARTITIONED BY (`region` string, `year` int)
      STORED AS PARQUET
      LOCATION 's3://bucket/lake/readings/'
      TBLPROPERTIES (
        "projection.dh.format" = "'year='yyyy",
        'storage.location.template' = 's3://bucket/lake/readings/region=${region}/'
      )""";

  @Test
  void becomesTheRequestThatAthenaMakesOfGlue() {
    JsonNode request = HiveTable.parse(STATEMENT).createTable("windfarm");

    assertThat(request.path("DatabaseName").asText()).isEqualTo("windfarm");
    JsonNode table = request.path("TableInput");
    assertThat(table.path("Name").asText()).isEqualTo("readings");
    assertThat(table.path("Parameters").path("projection.dh.format").asText())
        .isEqualTo("'year='yyyy");
    assertThat(table.path("Parameters").path("storage.location.template").asText())
        .isEqualTo("s3://bucket/lake/readings/region=${region}/");
    assertThat(table.path("PartitionKeys"))
        .hasToString(
            "[{\"Name\":\"region\",\"Type\":\"string\"},{\"Name\":\"year\",\"Type\":\"int\"}]");
    JsonNode storage = table.path("StorageDescriptor");
    assertThat(storage.path("Location").asText()).isEqualTo("s3://bucket/lake/readings/");
    assertThat(storage.path("Columns"))
        .hasToString(
            "[{\"Name\":\"value\",\"Type\":\"double\"},"
                + "{\"Name\":\"reasons\",\"Type\":\"array<string>\"}]");
  }

  @Test
  void refusesWhatHiveDoesNotParse() {
    assertThatThrownBy(() -> HiveTable.parse(STATEMENT.replace("STORED AS", "STORED LIKE")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Hive refuses");
  }

  @Test
  void refusesATableThatGlueWouldOwn() {
    assertThatThrownBy(() -> HiveTable.parse(STATEMENT.replace("EXTERNAL ", "")))
        .hasMessageContaining("Not EXTERNAL");
  }

  @Test
  void refusesAnotherFormatAndAnotherType() {
    assertThatThrownBy(() -> HiveTable.parse(STATEMENT.replace("PARQUET", "ORC")))
        .hasMessageContaining("not STORED AS PARQUET");
    assertThatThrownBy(() -> HiveTable.parse(STATEMENT.replace("double", "decimal(9, 2)")))
        .hasMessageContaining("No type of the lake's");
  }
}

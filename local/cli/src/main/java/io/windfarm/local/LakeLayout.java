package io.windfarm.local;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.util.List;
import java.util.Optional;

/**
 * Where a job with a certain configuration puts the lake, as the job's own {@code
 * io.windfarm.LakeLayout} says it.
 *
 * @param firstYear of the partitions; what is earlier lies in the first of them
 * @param lastYear of the partitions; what is later lies in the last of them
 */
record LakeLayout(
    @JsonProperty(required = true) int firstYear,
    @JsonProperty(required = true) int lastYear,
    @JsonProperty(required = true) List<Table> tables) {

  /**
   * A table.
   *
   * @param grain {@code hour} or {@code day}: how long a partition is
   * @param roots where its files are: a folder, or several, each for certain regions
   */
  record Table(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String grain,
      @JsonProperty(required = true) List<Column> columns,
      @JsonProperty(required = true) List<Root> roots) {}

  /**
   * A column that is in the files.
   *
   * @param type in Hive's words
   */
  record Column(
      @JsonProperty(required = true) String name, @JsonProperty(required = true) String type) {}

  /**
   * A folder of a table.
   *
   * @param location such as {@code s3://bucket/lake/readings}
   * @param regions the values that its partitions may have
   */
  record Root(
      @JsonProperty(required = true) String location,
      @JsonProperty(required = true) List<String> regions) {}

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  static LakeLayout parse(String json) throws JsonProcessingException {
    return JSON.readValue(json, LakeLayout.class);
  }

  Optional<Table> table(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst();
  }
}

package io.windfarm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.windfarm.config.JobArguments;
import io.windfarm.config.SensorCatalog;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.lake.Lake;
import io.windfarm.lake.LakeRoots;
import io.windfarm.lake.PartitionYears;
import io.windfarm.lake.TableLayout;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints, as JSON, where a job with this configuration writes which table: its columns, how long a
 * partition is, and each folder with the regions whose rows are in it. Takes the arguments of
 * {@link WindFarmJob}. Statements that create the tables elsewhere are made from this.
 */
public final class LakeLayout {
  private LakeLayout() {}

  public static void main(String[] args) throws IOException {
    WindFarmConfig config;
    SensorCatalog sensors;
    LakeRoots roots;
    try {
      config = WindFarmConfig.of(JobArguments.read(args));
      sensors = WindFarmJob.catalog(config);
      roots = WindFarmJob.roots(config, sensors);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    print(roots, sensors.allRegions(), System.out);
  }

  /** {@code {"first_year", "last_year", "tables": [{"name", "grain", "columns", "roots"}]}}. */
  static void print(LakeRoots roots, List<String> regions, OutputStream out) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeNumberField("first_year", PartitionYears.FIRST);
      json.writeNumberField("last_year", PartitionYears.LAST);
      json.writeArrayFieldStart("tables");
      for (TableLayout table : Lake.layouts()) {
        json.writeStartObject();
        json.writeStringField("name", table.name());
        json.writeStringField("grain", table.grain());
        columns(table, json);
        folders(table, roots, regions, json);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void columns(TableLayout table, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("columns");
    for (Map.Entry<String, String> column : table.columns().entrySet()) {
      json.writeStartObject();
      json.writeStringField("name", column.getKey());
      json.writeStringField("type", column.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void folders(
      TableLayout table, LakeRoots roots, List<String> regions, JsonGenerator json)
      throws IOException {
    Map<String, List<String>> byFolder = new LinkedHashMap<>();
    for (String region : regions) {
      byFolder
          .computeIfAbsent(
              roots.folder(table.name(), region).toString(), folder -> new ArrayList<>())
          .add(region);
    }
    json.writeArrayFieldStart("roots");
    for (Map.Entry<String, List<String>> folder : byFolder.entrySet()) {
      json.writeStartObject();
      json.writeStringField("location", folder.getKey());
      json.writeArrayFieldStart("regions");
      for (String region : folder.getValue()) {
        json.writeString(region);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}

package io.windfarm.local;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Property groups as Managed Service for Apache Flink hands them to an application: in a file that
 * its runtime library reads, which is {@code /etc/flink/application_properties.json} unless a
 * {@code config.properties} that comes earlier on the class path names another.
 */
final class ApplicationProperties {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ApplicationProperties() {}

  /**
   * Writes a job's settings into such a file.
   *
   * @param arguments pairs, {@code --group.key} and {@code value}
   * @return what belongs on the class path of the cluster, in this order
   */
  static Path[] write(List<String> arguments, Path folder) throws IOException {
    Map<String, ObjectNode> groups = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String[] key = arguments.get(i).substring(2).split("\\.", 2);
      groups
          .computeIfAbsent(key[0], name -> JSON.createObjectNode())
          .put(key[1], arguments.get(i + 1));
    }
    ArrayNode document = JSON.createArrayNode();
    groups.forEach(
        (name, properties) ->
            document.addObject().put("PropertyGroupId", name).set("PropertyMap", properties));
    Path file = Files.createDirectories(folder).resolve("application_properties.json");
    JSON.writeValue(file.toFile(), document);

    Properties place = new Properties();
    place.setProperty("application_properties_file", file.toString());
    try (Writer writer = Files.newBufferedWriter(folder.resolve("config.properties"))) {
      place.store(writer, null);
    }
    return new Path[] {folder, Project.codeOf(KinesisAnalyticsRuntime.class)};
  }
}

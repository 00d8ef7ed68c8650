package io.windfarm.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Where {@code group.key} pairs are found: {@code --conf FILE} (Java properties, or the JSON of
 * Managed Service for Apache Flink), and {@code --group.key value}, which wins. Without {@code
 * --conf} the property groups of that service are read, where the job runs in it.
 */
public final class JobArguments {
  private JobArguments() {}

  /**
   * The pairs that {@code args} lead to.
   *
   * @throws InvalidConfigException if the arguments are no pairs or the file can't be read
   */
  public static Map<String, String> read(String[] args) {
    List<String> faults = new ArrayList<>();
    Map<String, String> given = new LinkedHashMap<>();
    String file = null;
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      if (!arg.startsWith("--")) {
        // Not what it says: it may be a secret that a typing error left without its key.
        faults.add("Argument " + (i + 1) + " is no option: write --group.key value");
        continue;
      }
      int equals = arg.indexOf('=');
      String key = equals < 0 ? arg.substring(2) : arg.substring(2, equals);
      String value;
      if (equals >= 0) {
        value = arg.substring(equals + 1);
      } else if (i + 1 < args.length) {
        value = args[++i];
      } else {
        faults.add("--" + key + " has no value: write --" + key + " value");
        continue;
      }
      if (key.equals("conf")) {
        file = value;
      } else {
        given.put(key, value);
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidConfigException(faults);
    }
    Map<String, String> pairs =
        file == null ? ManagedServiceProperties.read() : readFile(Path.of(file));
    pairs.putAll(given);
    return pairs;
  }

  private static Map<String, String> readFile(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return file.toString().endsWith(".json") ? groups(reader) : properties(reader);
    } catch (NoSuchFileException e) {
      throw new InvalidConfigException(List.of("--conf " + file + ": there is no such file"));
    } catch (IOException e) {
      throw new InvalidConfigException(List.of("--conf " + file + ": " + e.getMessage()));
    }
  }

  private static Map<String, String> properties(Reader reader) throws IOException {
    Properties properties = new Properties();
    properties.load(reader);
    Map<String, String> pairs = new LinkedHashMap<>();
    properties.stringPropertyNames().forEach(key -> pairs.put(key, properties.getProperty(key)));
    return pairs;
  }

  /** {@code [{"PropertyGroupId": "source", "PropertyMap": {"stream": "…"}}, …]}. */
  private static Map<String, String> groups(Reader reader) throws IOException {
    Map<String, String> pairs = new LinkedHashMap<>();
    try (JsonParser json = new JsonFactory().createParser(reader)) {
      expect(json.nextToken() == JsonToken.START_ARRAY);
      while (json.nextToken() == JsonToken.START_OBJECT) {
        group(json, pairs);
      }
      expect(json.currentToken() == JsonToken.END_ARRAY);
    }
    return pairs;
  }

  private static void group(JsonParser json, Map<String, String> pairs) throws IOException {
    String id = null;
    Map<String, String> group = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("PropertyGroupId")) {
        id = json.getText();
      } else if (name.equals("PropertyMap")) {
        expect(json.currentToken() == JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String key = json.currentName();
          json.nextToken();
          group.put(key, json.getText());
        }
      } else {
        json.skipChildren();
      }
    }
    expect(id != null);
    String prefix = id + ".";
    group.forEach((key, value) -> pairs.put(prefix + key, value));
  }

  private static void expect(boolean holds) throws IOException {
    if (!holds) {
      throw new IOException(
          "is not of the form [{\"PropertyGroupId\": \"source\", \"PropertyMap\": {…}}, …]");
    }
  }
}

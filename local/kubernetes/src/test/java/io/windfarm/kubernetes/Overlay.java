package io.windfarm.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an overlay of {@code k8s/} is for the cluster: the documents of its rendered file.
 *
 * @param name of the overlay's folder
 */
record Overlay(String name, List<JsonNode> documents) {
  static final Path HOME = Path.of(System.getProperty("windfarm.home")).toAbsolutePath();

  private static final Path K8S = HOME.normalize().resolve("k8s");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** Every overlay that there is. */
  static List<Overlay> all() {
    try (var folders = Files.list(K8S.resolve("overlays"))) {
      return folders.map(folder -> of(folder.getFileName().toString())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Overlay of(String name) {
    return new Overlay(name, documents(text(rendered(name))));
  }

  static Path folder(String name) {
    return K8S.resolve("overlays").resolve(name);
  }

  static Path rendered(String name) {
    return K8S.resolve("rendered").resolve(name + ".yaml");
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The documents of a YAML stream. */
  static List<JsonNode> documents(String yaml) {
    List<JsonNode> documents = new ArrayList<>();
    try (YAMLParser parser = new YAMLFactory().createParser(yaml)) {
      YAML.readValues(parser, JsonNode.class).forEachRemaining(documents::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return documents;
  }

  List<JsonNode> all(String kind) {
    return documents.stream().filter(document -> kind(document).equals(kind)).toList();
  }

  Optional<JsonNode> find(String kind, String name) {
    return all(kind).stream().filter(document -> name(document).equals(name)).findFirst();
  }

  JsonNode the(String kind, String name) {
    return find(kind, name)
        .orElseThrow(() -> new AssertionError("No " + kind + " " + name + " in " + this.name));
  }

  JsonNode flink() {
    return the("FlinkDeployment", "windfarm");
  }

  /** The deployment's {@code flinkConfiguration}. */
  Map<String, String> flinkConfiguration() {
    Map<String, String> settings = new LinkedHashMap<>();
    flink()
        .at("/spec/flinkConfiguration")
        .fields()
        .forEachRemaining(field -> settings.put(field.getKey(), field.getValue().asText()));
    return settings;
  }

  static String kind(JsonNode document) {
    return document.path("kind").asText();
  }

  static String name(JsonNode document) {
    return document.at("/metadata/name").asText();
  }

  @Override
  public String toString() {
    return name;
  }
}

package io.windfarm.engines;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windfarm.local.ChildProcess;
import io.windfarm.local.Project;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Two lakes below one folder, both written by the job's own code: {@code lake}, by the job itself
 * out of {@link Telemetry}, and {@code chosen}, by its sinks out of rows chosen to be hard to read.
 */
record Lakes(Path folder) {
  private static final String JOB = "lake";
  private static final String CHOSEN = "chosen";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Writes both below {@code folder}, and puts them into a bucket, by the same keys. */
  static Lakes write(Path folder, Path work, URI s3, String bucket)
      throws IOException, InterruptedException {
    Lakes lakes = new Lakes(folder);
    Files.createDirectories(folder);
    Path events = Files.createDirectories(work).resolve("events.jsonl");
    new Telemetry().write(events);
    ChildProcess job =
        flink("The job", "io.windfarm.WindFarmJob")
            .arguments(
                List.of(
                    "--source.type",
                    "files",
                    "--source.path",
                    events.toUri().toString(),
                    "--lake.root",
                    lakes.root(JOB).toUri().toString()))
            .log(work.resolve("job.log"))
            .start();
    ChildProcess chosen =
        flink("The writer of chosen rows", ChosenLake.class.getName())
            .classes(Project.codeOf(ChosenLake.class))
            .classpath(Project.codeOf(ObjectMapper.class))
            .classpath(Project.codeOf(JsonFactory.class))
            .classpath(Project.codeOf(JsonInclude.class))
            .arguments(
                List.of(
                    lakes.root(CHOSEN).toUri().toString(),
                    folder.resolve("chosen.jsonl").toString()))
            .log(work.resolve("chosen.log"))
            .start();
    try (job;
        chosen) {
      requireSuccess(job);
      requireSuccess(chosen);
    }
    lakes.upload(s3, bucket);
    return lakes;
  }

  /**
   * As objects that were put have what files that lie there by chance have not, such as an ETag.
   */
  private void upload(URI endpoint, String bucket) throws IOException, InterruptedException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    HttpClient http = HttpClient.newHttpClient();
    for (Path file : files) {
      URI object = endpoint.resolve("/" + bucket + "/" + folder.relativize(file));
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(object).PUT(HttpRequest.BodyPublishers.ofFile(file)).build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
        throw new IOException(object + ": " + answer.statusCode() + " " + answer.body());
      }
    }
  }

  Path job() {
    return root(JOB);
  }

  Path chosen() {
    return root(CHOSEN);
  }

  private Path root(String lake) {
    return folder.resolve(lake);
  }

  /** What each table of the chosen rows must return, in the data dictionary's order of columns. */
  Map<String, List<Row>> expected() throws IOException {
    Map<String, List<Row>> tables = new TreeMap<>();
    for (String line : Files.readAllLines(folder.resolve("chosen.jsonl"))) {
      JsonNode json = JSON.readTree(line);
      List<Object> values = new ArrayList<>();
      json.path("row").forEach(value -> values.add(value(value)));
      tables
          .computeIfAbsent(json.path("table").asText(), table -> new ArrayList<>())
          .add(Row.of(values.toArray()));
    }
    return tables;
  }

  private static Object value(JsonNode json) {
    if (json.isObject()) {
      return Instant.ofEpochMilli(json.path("time").asLong());
    }
    if (json.isArray()) {
      List<Object> list = new ArrayList<>();
      json.forEach(element -> list.add(value(element)));
      return list;
    }
    if (json.isIntegralNumber()) {
      return json.asLong();
    }
    if (json.isNumber()) {
      return json.asDouble();
    }
    return json.isNull() ? null : json.isBoolean() ? (Object) json.asBoolean() : json.asText();
  }

  private static ChildProcess.Builder flink(String name, String mainClass) {
    return ChildProcess.java(name, mainClass)
        .classpath(Project.jobJar())
        .classpath(Project.flinkLib())
        .jvmOptions(ChildProcess.LIGHT)
        .jvmOptions(
            List.of(
                "-Xmx700m",
                "-Dlog4j.configurationFile=" + Project.flinkConf().resolve("log4j-cli.properties"),
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.time=ALL-UNNAMED"));
  }

  private static void requireSuccess(ChildProcess child) throws InterruptedException {
    if (child.await() != 0) {
      throw new IllegalStateException(child.name() + " failed:\n" + child.output());
    }
  }
}

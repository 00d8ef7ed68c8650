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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lakes below one folder, all written by the job's own code: {@link #JOB}, by the job itself out of
 * {@link Telemetry}; {@link #APART}, the same with several roots, and a day of it compacted; {@link
 * #CHOSEN}, by its sinks out of rows chosen to be hard to read; {@link #OLDER}, by earlier versions
 * of the job, which are kept with its tests.
 */
record Lakes(Path folder) {
  static final String JOB = "lake";
  static final String APART = "apart";
  static final String CHOSEN = "chosen";
  static final String OLDER = "older";

  /** Of {@link #APART}: the one region whose rows lie in a root of their own, in every table. */
  static final String REGION_APART = "eu-west-1";

  /** What of {@link #APART} is compacted: a day, and of tables by hours the first of two hours. */
  static final String COMPACTED_BEFORE = "2026-11-21T00";

  private static final Pattern LOCATION = Pattern.compile("LOCATION 's3://[^/]+/([^']+)'");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Writes both below {@code folder}, and puts them into a bucket, by the same keys. */
  static Lakes write(Path folder, Path work, URI s3, String bucket)
      throws IOException, InterruptedException {
    Lakes lakes = new Lakes(folder);
    Files.createDirectories(folder);
    Path events = Files.createDirectories(work).resolve("events.jsonl");
    new Telemetry().write(events);
    ChildProcess job = job("The job", events, roots(folder.toUri(), JOB), work.resolve("job.log"));
    ChildProcess apart =
        job(
            "The job with several roots",
            events,
            roots(folder.toUri(), APART),
            work.resolve("apart.log"));
    ChildProcess chosen =
        lightFlink("The writer of chosen rows", ChosenLake.class.getName())
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
        apart;
        chosen) {
      requireSuccess(job);
      requireSuccess(apart);
      requireSuccess(chosen);
    }
    lakes.copyOlder();
    List<String> compact = new ArrayList<>(List.of("compact", "--before", COMPACTED_BEFORE));
    compact.addAll(roots(folder.toUri(), APART));
    compact.addAll(List.of("--source.type", "files", "--source.path", "file:///unused"));
    FrontDoor.run(work.resolve("compact.log"), compact);
    lakes.upload(s3, bucket);
    return lakes;
  }

  /**
   * What tells the job where a lake is: {@link #APART} has a root for readings, one for alerts, one
   * for all that is of {@link #REGION_APART}, and one for what is left.
   *
   * @param place of all lakes, a bucket or a folder
   */
  static List<String> roots(URI place, String lake) {
    String root = place.resolve(lake).toString();
    if (!lake.equals(APART)) {
      return List.of("--lake.root", root);
    }
    return List.of(
        "--lake.root",
        root + "/others",
        "--lake.roots.readings",
        root + "/filtered",
        "--lake.roots.alerts",
        root + "/emergency",
        "--lake.roots." + REGION_APART,
        root + "/regional-" + REGION_APART);
  }

  /** What every version since the first wrote, side by side, as after upgrades of a job. */
  private void copyOlder() throws IOException {
    Path versions = Project.home().resolve("src/test/resources/lakes");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(versions)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path inVersion = versions.relativize(file);
      Path copy = root(OLDER).resolve(inVersion.subpath(1, inVersion.getNameCount()));
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
  }

  /** The job over a file of events. */
  private static ChildProcess job(String name, Path events, List<String> roots, Path log)
      throws IOException {
    return lightFlink(name, "io.windfarm.WindFarmJob")
        .arguments(List.of("--source.type", "files", "--source.path", events.toUri().toString()))
        // Fifty minutes hold whole periods, and sines readings beyond one deviation.
        .arguments(List.of("--stats.period", "10 min", "--anomalies.sigma", "1"))
        .arguments(roots)
        .log(log)
        .start();
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

  /** Where the files of a table are that a statement creates in the bucket. */
  Path folderOf(String createTable) {
    Matcher location = LOCATION.matcher(createTable);
    if (!location.find()) {
      throw new IllegalArgumentException("No LOCATION in a bucket: " + createTable);
    }
    return folder.resolve(location.group(1));
  }

  Path job() {
    return root(JOB);
  }

  Path chosen() {
    return root(CHOSEN);
  }

  Path older() {
    return root(OLDER);
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

  private static ChildProcess.Builder lightFlink(String name, String mainClass) {
    return flink(name, mainClass).jvmOptions(ChildProcess.LIGHT).jvmOptions(List.of("-Xmx700m"));
  }

  /** A JVM on the job's jar and Flink. */
  static ChildProcess.Builder flink(String name, String mainClass) {
    return ChildProcess.java(name, mainClass)
        .classpath(Project.jobJar())
        .classpath(Project.flinkLib())
        .jvmOptions(
            List.of(
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

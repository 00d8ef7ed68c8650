package io.windfarm.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The REST interface of a Flink cluster, as far as this project uses it. */
public final class FlinkRest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long POLL_MILLIS = 100;
  private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED");

  private final FlinkHttp http;

  /** Asks JobManagers at these addresses: those that live now, at least one. */
  public FlinkRest(Supplier<List<URI>> addresses) {
    this.http = new FlinkHttp(addresses);
  }

  /** Of the REST interface and of the web UI; of one that lives, if there are several. */
  public URI address() {
    return http.address();
  }

  /** True if a JobManager is up and one leads. */
  public boolean answers() {
    try {
      http.get("/overview");
      return true;
    } catch (Failure e) {
      return false;
    }
  }

  /** How many TaskManagers are registered. */
  public int taskManagers() {
    return http.get("/overview").path("taskmanagers").asInt();
  }

  /** Runs a job with the parallelism that the cluster's configuration says. */
  public String submit(Path jar, List<String> arguments, Optional<String> savepoint) {
    return submit(jar, arguments, savepoint, defaultParallelism());
  }

  /**
   * Uploads a jar and runs its main class in the JobManager.
   *
   * @param savepoint to start from; empty for a fresh start
   * @return the job's id
   * @throws Failure with the innermost cause if main fails
   */
  public String submit(
      Path jar, List<String> arguments, Optional<String> savepoint, int parallelism) {
    return submit(jar, arguments, savepoint, parallelism, Map.of());
  }

  /** Runs a job with settings of Flink's that take the place of the cluster's; fails as above. */
  public String submit(
      Path jar, List<String> arguments, Optional<String> savepoint, Map<String, String> settings) {
    return submit(jar, arguments, savepoint, defaultParallelism(), settings);
  }

  private String submit(
      Path jar,
      List<String> arguments,
      Optional<String> savepoint,
      int parallelism,
      Map<String, String> settings) {
    String boundary = "----windfarm-" + Long.toHexString(System.nanoTime());
    String head =
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
            + jar.getFileName()
            + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
    BodyPublisher body;
    try {
      body =
          BodyPublishers.concat(
              BodyPublishers.ofString(head),
              BodyPublishers.ofFile(jar),
              BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    } catch (IOException e) {
      throw new Failure("Can't read " + jar + ": build the project first.", e);
    }
    JsonNode uploaded =
        http.post("/jars/upload", "multipart/form-data; boundary=" + boundary, body);
    String jarId = Path.of(uploaded.path("filename").asText()).getFileName().toString();

    ObjectNode run = JSON.createObjectNode();
    arguments.forEach(run.putArray("programArgsList")::add);
    run.put("parallelism", parallelism);
    if (!settings.isEmpty()) {
      settings.forEach(run.putObject("flinkConfiguration")::put);
    }
    savepoint.ifPresent(path -> run.put("savepointPath", path));
    return http.post("/jars/" + jarId + "/run", run).path("jobid").asText();
  }

  /** What the interface itself does not heed: it runs jobs with 1. */
  private int defaultParallelism() {
    for (JsonNode entry : http.get("/jobmanager/config")) {
      if (entry.path("key").asText().equals("parallelism.default")) {
        return entry.path("value").asInt(1);
      }
    }
    return 1;
  }

  /** Such as RUNNING, FINISHED, FAILED, RESTARTING. */
  public String state(String job) {
    return http.get("/jobs/" + job).path("state").asText();
  }

  /** True if the job is over, well or not. */
  public boolean hasEnded(String job) {
    return ENDED.contains(state(job));
  }

  /** True if every task of the job runs, or has come to its end. */
  public boolean isRunning(String job) {
    return runningSince(job).isPresent();
  }

  /**
   * Since when the job has been as it is, if every task of it runs or has come to its end; empty
   * while it starts, fails or restarts. A restart changes it, for whatever reason and by whichever
   * JobManager: it tells one run from the next.
   */
  public Optional<Instant> runningSince(String job) {
    JsonNode found = http.get("/jobs/" + job);
    if (!found.path("state").asText().equals("RUNNING")) {
      return Optional.empty();
    }
    for (JsonNode vertex : found.path("vertices")) {
      // Its own status is that of its first task to run.
      JsonNode tasks = vertex.path("tasks");
      int up = tasks.path("RUNNING").asInt() + tasks.path("FINISHED").asInt();
      if (up < vertex.path("parallelism").asInt()) {
        return Optional.empty();
      }
    }
    return Optional.of(Instant.ofEpochMilli(found.path("timestamps").path("RUNNING").asLong()));
  }

  /** Checkpoints completed since the job was submitted. */
  public long completedCheckpoints(String job) {
    return http.get("/jobs/" + job + "/checkpoints").path("counts").path("completed").asLong();
  }

  /** Checkpoints that have begun and are not complete yet. */
  public long checkpointsUnderWay(String job) {
    return http.get("/jobs/" + job + "/checkpoints").path("counts").path("in_progress").asLong();
  }

  /** How much state the latest complete checkpoint holds, in bytes; 0 before the first. */
  public long stateBytes(String job) {
    return http.get("/jobs/" + job + "/checkpoints")
        .path("latest")
        .path("completed")
        .path("state_size")
        .asLong();
  }

  /** What the completed checkpoints of a job were like, of one that has ended too. */
  public CheckpointFigures checkpoints(String job) {
    JsonNode checkpoints = http.get("/jobs/" + job + "/checkpoints");
    JsonNode summary = checkpoints.path("summary");
    JsonNode duration = summary.path("end_to_end_duration");
    return new CheckpointFigures(
        checkpoints.path("counts").path("completed").asLong(),
        summary.path("state_size").path("max").asLong(),
        percentile(summary.path("checkpointed_size"), "p50"),
        percentile(duration, "p50"),
        percentile(duration, "p99"),
        duration.path("max").asLong());
  }

  /** Flink writes a percentile of nothing as text: 0. */
  private static long percentile(JsonNode figures, String which) {
    double value = figures.path(which).asDouble();
    return Double.isFinite(value) ? Math.round(value) : 0;
  }

  /** The class of the state backend that the job runs with. */
  public String stateBackend(String job) {
    return http.get("/jobs/" + job + "/checkpoints/config").path("state_backend").asText();
  }

  /**
   * How often the job began again after a failure: the attempts of its tasks beyond the first; a
   * new JobManager counts from 0 again. Not by the metric {@code numRestarts}: metrics stand still
   * for a while after a TaskManager was lost.
   */
  public long restarts(String job) {
    long most = 0;
    for (JsonNode vertex : http.get("/jobs/" + job).path("vertices")) {
      String path = "/jobs/" + job + "/vertices/" + vertex.path("id").asText();
      for (JsonNode subtask : http.get(path).path("subtasks")) {
        most = Math.max(most, subtask.path("attempt").asLong());
      }
    }
    return most;
  }

  /**
   * What made the job fail last; empty if nothing did. A new JobManager knows nothing of what was
   * before it.
   */
  public Optional<String> failure(String job) {
    for (JsonNode entry :
        http.get("/jobs/" + job + "/exceptions").path("exceptionHistory").path("entries")) {
      return Optional.of(FlinkHttp.innermostCause(entry.path("stacktrace").asText()));
    }
    return Optional.empty();
  }

  /**
   * The sum of a metric over all subtasks of all vertices that have it, such as {@code
   * Decode.numRecordsIn}; 0 while it is not known. Operator metrics start again at 0 with a
   * restart.
   */
  public long metric(String job, String name) {
    double sum = 0;
    String query =
        "/subtasks/metrics?agg=sum&get=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    for (JsonNode vertex : http.get("/jobs/" + job).path("vertices")) {
      String path = "/jobs/" + job + "/vertices/" + vertex.path("id").asText() + query;
      for (JsonNode metric : http.get(path)) {
        sum += metric.path("sum").asDouble();
      }
    }
    return Math.round(sum);
  }

  /**
   * How far event time has come where an operator reads: the least watermark of its subtasks; empty
   * while one has none.
   *
   * @param operator begins the name of a vertex
   */
  public Optional<Instant> watermark(String job, String operator) {
    for (JsonNode vertex : http.get("/jobs/" + job).path("vertices")) {
      if (vertex.path("name").asText().startsWith(operator)) {
        String path = "/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/watermarks";
        long least = Long.MAX_VALUE;
        for (JsonNode subtask : http.get(path)) {
          least = Math.min(least, subtask.path("value").asLong(Long.MIN_VALUE));
        }
        return Math.abs(least) == Long.MAX_VALUE || least == Long.MIN_VALUE
            ? Optional.empty()
            : Optional.of(Instant.ofEpochMilli(least));
      }
    }
    return Optional.empty();
  }

  /** The operator names of a job's vertices, chained ones joined as the web UI shows them. */
  public List<String> vertices(String job) {
    List<String> names = new ArrayList<>();
    http.get("/jobs/" + job)
        .path("vertices")
        .forEach(vertex -> names.add(vertex.path("name").asText()));
    return names;
  }

  /**
   * Stops a job with a savepoint and waits for it.
   *
   * @param drain true to end all windows as if no more input ever came: the job can't be continued
   * @return where the savepoint is
   * @throws Failure if it could not be taken; the job then runs on
   */
  public String stop(String job, boolean drain) throws InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    body.put("drain", drain);
    return stop(job, body);
  }

  /** Stops a job that can be continued with a savepoint in a place of its own; as above. */
  public String stop(String job, URI place) throws InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    body.put("drain", false);
    body.put("targetDirectory", place.toString());
    return stop(job, body);
  }

  private String stop(String job, ObjectNode body) throws InterruptedException {
    String savepoint =
        awaitSavepoint(
            job,
            http.post("/jobs/" + job + "/stop", body),
            "The job could not be stopped with a savepoint");
    while (!hasEnded(job)) {
      Thread.sleep(POLL_MILLIS);
    }
    return savepoint;
  }

  /** Ends a job without a savepoint; returns when that has begun. */
  public void cancel(String job) {
    http.patch("/jobs/" + job + "?mode=cancel");
  }

  /**
   * Takes a savepoint of a job that runs on, in canonical format, and waits for it.
   *
   * @return where the savepoint is
   * @throws Failure if it could not be taken
   */
  public String savepoint(String job) throws InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    body.put("cancel-job", false);
    return awaitSavepoint(
        job, http.post("/jobs/" + job + "/savepoints", body), "No savepoint could be taken");
  }

  private String awaitSavepoint(String job, JsonNode triggered, String otherwise)
      throws InterruptedException {
    String path = "/jobs/" + job + "/savepoints/" + triggered.path("request-id").asText();
    while (true) {
      JsonNode savepoint = http.get(path);
      if (savepoint.path("status").path("id").asText().equals("COMPLETED")) {
        JsonNode operation = savepoint.path("operation");
        if (operation.has("failure-cause")) {
          throw new Failure(
              otherwise
                  + ": "
                  + FlinkHttp.innermostCause(
                      operation.path("failure-cause").path("stack-trace").asText()));
        }
        return operation.path("location").asText();
      }
      Thread.sleep(POLL_MILLIS);
    }
  }
}

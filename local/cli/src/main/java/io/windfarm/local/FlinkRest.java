package io.windfarm.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The REST interface of a Flink cluster, as far as this project uses it. */
public final class FlinkRest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final long POLL_MILLIS = 100;
  private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED");

  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  public FlinkRest(URI address) {
    this.address = address;
  }

  /** Of the REST interface and of the web UI. */
  public URI address() {
    return address;
  }

  /** True if the JobManager is up and leads. */
  public boolean answers() {
    try {
      get("/overview");
      return true;
    } catch (Failure e) {
      return false;
    }
  }

  /** How many TaskManagers are registered. */
  public int taskManagers() {
    return get("/overview").path("taskmanagers").asInt();
  }

  /**
   * Uploads a jar and runs its main class in the JobManager.
   *
   * @param savepoint to start from; empty for a fresh start
   * @return the job's id
   * @throws Failure with the innermost cause if main fails
   */
  public String submit(Path jar, List<String> arguments, Optional<String> savepoint) {
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
        send(
            request("/jars/upload")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body));
    String jarId = Path.of(uploaded.path("filename").asText()).getFileName().toString();

    ObjectNode run = JSON.createObjectNode();
    arguments.forEach(run.putArray("programArgsList")::add);
    // Without this the interface runs jobs with 1, whatever the cluster's configuration says.
    run.put("parallelism", defaultParallelism());
    savepoint.ifPresent(path -> run.put("savepointPath", path));
    return post("/jars/" + jarId + "/run", run).path("jobid").asText();
  }

  private int defaultParallelism() {
    for (JsonNode entry : get("/jobmanager/config")) {
      if (entry.path("key").asText().equals("parallelism.default")) {
        return entry.path("value").asInt(1);
      }
    }
    return 1;
  }

  /** Such as RUNNING, FINISHED, FAILED, RESTARTING. */
  public String state(String job) {
    return get("/jobs/" + job).path("state").asText();
  }

  /** True if the job is over, well or not. */
  public boolean hasEnded(String job) {
    return ENDED.contains(state(job));
  }

  /** True if every task of the job runs. */
  public boolean isRunning(String job) {
    return runningSince(job).isPresent();
  }

  /**
   * Since when the job has been as it is, if every task of it runs; empty while it starts, fails or
   * restarts. A restart changes it.
   */
  public Optional<Instant> runningSince(String job) {
    JsonNode found = get("/jobs/" + job);
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
    return get("/jobs/" + job + "/checkpoints").path("counts").path("completed").asLong();
  }

  /** How often the job was restored from a checkpoint after a failure. */
  public long restarts(String job) {
    for (JsonNode metric : get("/jobs/" + job + "/metrics?get=numRestarts")) {
      return metric.path("value").asLong();
    }
    return 0;
  }

  /** The first line of what made the job fail last; empty if nothing did. */
  public Optional<String> failure(String job) {
    for (JsonNode entry :
        get("/jobs/" + job + "/exceptions").path("exceptionHistory").path("entries")) {
      return Optional.of(innermostCause(entry.path("stacktrace").asText()));
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
    for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
      String path = "/jobs/" + job + "/vertices/" + vertex.path("id").asText() + query;
      for (JsonNode metric : get(path)) {
        sum += metric.path("sum").asDouble();
      }
    }
    return Math.round(sum);
  }

  /** The operator names of a job's vertices, chained ones joined as the web UI shows them. */
  public List<String> vertices(String job) {
    List<String> names = new ArrayList<>();
    get("/jobs/" + job).path("vertices").forEach(vertex -> names.add(vertex.path("name").asText()));
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
    String trigger = post("/jobs/" + job + "/stop", body).path("request-id").asText();
    while (true) {
      JsonNode savepoint = get("/jobs/" + job + "/savepoints/" + trigger);
      if (savepoint.path("status").path("id").asText().equals("COMPLETED")) {
        JsonNode operation = savepoint.path("operation");
        if (operation.has("failure-cause")) {
          throw new Failure(
              "The job could not be stopped with a savepoint: "
                  + innermostCause(operation.path("failure-cause").path("stack-trace").asText()));
        }
        while (!hasEnded(job)) {
          Thread.sleep(POLL_MILLIS);
        }
        return operation.path("location").asText();
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Ends a job without a savepoint; returns when that has begun. */
  public void cancel(String job) {
    send(request("/jobs/" + job + "?mode=cancel").method("PATCH", BodyPublishers.noBody()));
  }

  private JsonNode get(String path) {
    return send(request(path).GET());
  }

  private JsonNode post(String path, JsonNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).timeout(TIMEOUT);
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      var response = client.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new Failure(errorIn(response.body()));
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new Failure("Flink's REST interface at " + address + " does not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("Interrupted.", e);
    }
  }

  private static String errorIn(String body) throws IOException {
    StringBuilder text = new StringBuilder();
    JSON.readTree(body).path("errors").forEach(error -> text.append(error.asText()).append('\n'));
    return innermostCause(text.length() == 0 ? body : text.toString());
  }

  /** The message of the last cause of a stack trace, without class name; all its lines. */
  public static String innermostCause(String stackTrace) {
    List<String> lines = stackTrace.lines().toList();
    int start = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("Caused by: ")) {
        start = i;
      }
    }
    StringBuilder message = new StringBuilder();
    for (String line : lines.subList(Math.min(start, lines.size()), lines.size())) {
      if (line.startsWith("\tat ") || line.startsWith("\t... ")) {
        break;
      }
      message.append(message.length() == 0 ? "" : "\n").append(line);
    }
    return message
        .toString()
        .replaceFirst("^Caused by: ", "")
        .replaceFirst("^[\\w.$]+(Exception|Error|Failure): ", "")
        .trim();
  }
}

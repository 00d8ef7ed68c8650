package io.windfarm.local.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windfarm.local.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** A Prometheus that scrapes what the project's own configuration names. */
final class Prometheus implements AutoCloseable {
  /** A demo is short; the configuration's 15 s are for days. */
  private static final String INTERVAL = "2s";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final int port;
  private final Instant start = Instant.now();
  private final HttpClient client = HttpClient.newHttpClient();

  private Prometheus(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static boolean isInstalled(String program) throws InterruptedException {
    try {
      Process version =
          new ProcessBuilder(program, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return version.waitFor(1, TimeUnit.MINUTES) && version.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * @param data what the configuration calls windfarm-data
   * @param scratch for what Prometheus writes
   */
  static Prometheus watch(Path data, Path scratch) throws IOException {
    Path configuration = Files.createDirectories(scratch).resolve("prometheus.yml");
    Files.writeString(
        configuration,
        Files.readString(Operations.FOLDER.resolve("prometheus/prometheus.yml"))
            .replace("../../windfarm-data", data.toString())
            .replace("- windfarm.rules.yml", "- " + Operations.RULES)
            .replace("15s", INTERVAL)
            .replace("5s", "1s"));
    int port = FreePort.find();
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + scratch.resolve("series"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(scratch.resolve("prometheus.log").toFile())
            .start();
    return new Prometheus(process, port);
  }

  /** True if the query gave a number at any moment since the watch began. */
  boolean hasSeen(String expression) throws IOException, InterruptedException {
    String query = expression.replace("$__rate_interval", "30s");
    URI address =
        URI.create(
            "http://127.0.0.1:"
                + port
                + "/api/v1/query_range?step=5&start="
                + start.getEpochSecond()
                + "&end="
                + Instant.now().getEpochSecond()
                + "&query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
    String answer =
        client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    JsonNode json = JSON.readTree(answer);
    if (!json.path("status").asText().equals("success")) {
      throw new IOException(expression + ": " + answer);
    }
    for (JsonNode series : json.path("data").path("result")) {
      for (JsonNode sample : series.path("values")) {
        if (!sample.path(1).asText().equals("NaN")) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}

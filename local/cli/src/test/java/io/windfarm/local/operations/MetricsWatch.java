package io.windfarm.local.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the metrics of whatever runs over a directory of data, while it runs: which there are,
 * and, where Prometheus is installed, what the dashboards' queries make of them.
 */
public final class MetricsWatch implements AutoCloseable {
  /** Of what nothing that is watched does: to read Kafka, and to leave a region to others. */
  private static final Set<String> OF_OTHER_JOBS =
      Set.of(
          "flink_taskmanager_job_task_operator_pendingRecords",
          "flink_taskmanager_job_task_operator_windfarm_readings_elsewhere");

  private final Path data;
  private final Optional<Prometheus> prometheus;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();

  private MetricsWatch(Path data, Optional<Prometheus> prometheus) {
    this.data = data;
    this.prometheus = prometheus;
  }

  /**
   * Watches until closed.
   *
   * @param data a directory such as windfarm-data
   * @param scratch for Prometheus
   */
  public static MetricsWatch over(Path data, Path scratch)
      throws IOException, InterruptedException {
    Optional<Prometheus> prometheus =
        Prometheus.isInstalled("prometheus")
            ? Optional.of(Prometheus.watch(data, scratch))
            : Optional.empty();
    MetricsWatch watch = new MetricsWatch(data, prometheus);
    var unused = watch.looking.scheduleWithFixedDelay(watch::look, 0, 1, TimeUnit.SECONDS);
    return watch;
  }

  /** Metrics that a rule or a dashboard names, and that no process has shown. */
  public SortedSet<String> missing() throws IOException {
    SortedSet<String> missing = Operations.metrics();
    missing.removeAll(seen);
    missing.removeAll(OF_OTHER_JOBS);
    return missing;
  }

  /** Queries of panels that found nothing; empty also where there is no Prometheus. */
  public List<String> emptyPanels() throws IOException, InterruptedException {
    List<String> empty = new ArrayList<>();
    if (prometheus.isPresent()) {
      for (Operations.Query query : Operations.queries()) {
        if (!prometheus.get().hasSeen(query.expression())) {
          empty.add(query.panel() + ": " + query.expression());
        }
      }
    }
    return empty;
  }

  private void look() {
    for (URI page : pages()) {
      try {
        client
            .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofLines())
            .body()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.replaceFirst("[{ ].*", ""))
            .forEach(seen::add);
      } catch (IOException | RuntimeException e) {
        // It has ended, or has not begun to listen.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private List<URI> pages() {
    List<URI> pages = new ArrayList<>();
    for (String targets : List.of("flink/metrics/targets.json", "producers/targets.json")) {
      try {
        for (JsonNode group :
            new ObjectMapper().readTree(Files.readString(data.resolve(targets)))) {
          pages.add(URI.create("http://" + group.path("targets").path(0).asText() + "/metrics"));
        }
      } catch (IOException e) {
        // Nothing runs yet.
      }
    }
    return pages;
  }

  @Override
  public void close() {
    looking.shutdownNow();
    prometheus.ifPresent(Prometheus::close);
  }
}

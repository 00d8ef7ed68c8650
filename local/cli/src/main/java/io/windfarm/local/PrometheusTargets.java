package io.windfarm.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The addresses at which the processes of this machine show their metrics, for Prometheus: a file
 * of targets in the format of its {@code file_sd_configs}, which it reads again when it changes.
 */
public final class PrometheusTargets {
  private static final String FILE = "targets.json";
  private static final String REPORTER = "metrics.reporter.prom.";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Map<String, Integer> ports = new TreeMap<>();

  PrometheusTargets(Path folder) {
    this.folder = folder;
  }

  /** The file that names them all. */
  public Path file() {
    return folder.resolve(FILE);
  }

  /** Every process's page, in the order of their names. */
  public synchronized List<URI> pages() {
    return ports.values().stream()
        .map(port -> URI.create("http://127.0.0.1:" + port + "/metrics"))
        .toList();
  }

  /**
   * Gives a Flink process that is about to start a port to show its metrics on.
   *
   * @param process name of it; one that is started again takes the place of the one before
   * @param settings of the process, added to
   */
  synchronized void add(String process, Map<String, String> settings) throws IOException {
    int port = FreePort.find();
    settings.put("metrics.reporters", "prom");
    settings.put(
        REPORTER + "factory.class",
        "org.apache.flink.metrics.prometheus.LoopbackPrometheusReporter$Factory");
    settings.put(REPORTER + "port", String.valueOf(port));
    // Names of operators as they are.
    settings.put(REPORTER + "filterLabelValueCharacters", "false");
    add(process, port);
  }

  /** A process that shows its metrics on this port. */
  synchronized void add(String process, int port) throws IOException {
    ports.put(process, port);
    write();
  }

  private void write() throws IOException {
    ArrayNode groups = JSON.createArrayNode();
    ports.forEach(
        (process, port) -> {
          ObjectNode group = groups.addObject();
          group.putArray("targets").add("127.0.0.1:" + port);
          group.putObject("labels").put("process", process);
        });
    Files.createDirectories(folder);
    Path unfinished = folder.resolve("." + FILE);
    Files.writeString(unfinished, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(groups));
    Files.move(unfinished, file(), StandardCopyOption.REPLACE_EXISTING);
  }
}

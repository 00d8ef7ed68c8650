package io.windfarm.local.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windfarm.local.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What {@code ./windfarm bench --json} has measured, as figures: of the contestants, how many
 * events the job gets through per second of one core, which is what a slot has; of growth's point
 * {@code windows/5-rolling}, where windows of a day are full, how large the state of a sensor is.
 */
final class BenchFigures {
  /** The point whose state is that of a sensor with a reading a second and a day behind it. */
  private static final String FULL_WINDOWS = "windows/5-rolling";

  /** Without these a job has less to do than the one that is planned. */
  private static final List<String> TABLES = List.of("raw", "readings", "statistics", "alerts");

  private final JsonNode json;
  private final Path file;

  private BenchFigures(JsonNode json, Path file) {
    this.json = json;
    this.file = file;
  }

  /**
   * Those that a file has.
   *
   * @throws Failure if it has none that a plan can use
   */
  static Map<Figure, Figures.Entry> of(Path file) {
    JsonNode json;
    try {
      json = new ObjectMapper().readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new Failure(
          "Can't read " + file + ": " + e + ". Make it with: ./windfarm bench --json " + file, e);
    }
    BenchFigures bench = new BenchFigures(json, file);
    Map<Figure, Figures.Entry> figures = new EnumMap<>(Figure.class);
    bench.rate().ifPresent(rate -> figures.put(Figure.SLOT_READINGS_SECOND, rate));
    bench.state().ifPresent(state -> figures.put(Figure.STATE_SENSOR_BYTES, state));
    if (figures.isEmpty()) {
      throw new Failure(
          file
              + " has nothing to plan with: neither the job among its contestants (./windfarm bench"
              + " --json FILE) nor "
              + FULL_WINDOWS
              + " among its points (./windfarm bench growth "
              + FULL_WINDOWS
              + " --json FILE).");
    }
    return figures;
  }

  private Optional<Figures.Entry> rate() {
    return in(json.path("contestants"), "contestant", "job")
        .map(
            job -> {
              refuseFewerTables(json.path("tables"));
              double perCpuSecond = number(job, "events_per_cpu_second");
              return entry(
                  perCpuSecond,
                  "slot, with a core of its own",
                  String.format(
                      Locale.ROOT,
                      "%s: events per CPU-second, all tables and rules, %,d events of %d bytes,"
                          + " median of %d",
                      file.getFileName(),
                      json.at("/workload/events").asLong(),
                      json.at("/workload/bytes").asLong()
                          / Math.max(1, json.at("/workload/events").asLong()),
                      job.path("runs").size()));
            });
  }

  private Optional<Figures.Entry> state() {
    return StreamSupport.stream(json.path("points").spliterator(), false)
        .filter(each -> path(each).equals(FULL_WINDOWS))
        .findFirst()
        .map(
            point ->
                entry(
                    number(point.path("checkpoints"), "state_bytes_per_key"),
                    "sensor of a turbine at 1 Hz",
                    file.getFileName()
                        + ": the largest checkpoint at "
                        + FULL_WINDOWS
                        + ", 36 hours of event time, by turbine and sensor"));
  }

  private static String path(JsonNode point) {
    return point.path("curve").asText() + "/" + point.path("point").asText();
  }

  private static Optional<JsonNode> in(JsonNode array, String key, String value) {
    return StreamSupport.stream(array.spliterator(), false)
        .filter(each -> each.path(key).asText().equals(value))
        .findFirst();
  }

  private void refuseFewerTables(JsonNode written) {
    List<String> names =
        StreamSupport.stream(written.spliterator(), false).map(JsonNode::asText).toList();
    if (!names.containsAll(TABLES)) {
      throw new Failure(
          file
              + " was measured with "
              + String.join(", ", names)
              + " alone: a plan is of all tables, so run the bench without --tables.");
    }
  }

  private double number(JsonNode parent, String key) {
    double number = parent.path(key).asDouble(Double.NaN);
    if (!(number > 0)) {
      throw new Failure(file + " has no " + key + " above 0.");
    }
    return number;
  }

  private static Figures.Entry entry(double value, String per, String source) {
    return new Figures.Entry(value, per, source, "");
  }
}

package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windfarm.kinesis.KinesisEndpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same rows, sent through Kinesis and read from their files. */
class LiveAndHistoryIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** What a row says of the turbine; where it came from is another in each. */
  private static final String READINGS =
      "SELECT turbine_id, farm_id, sensor, value, raw_value, unit, quality, reasons, event_time,"
          + " cadence_ms, imputed FROM readings ORDER BY ALL";

  private static final String SUMMARIES = "SELECT * FROM summaries ORDER BY ALL";

  @TempDir private static Path directory;
  private static KinesisEndpoint kinesis;
  private static FlinkCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    kinesis = KinesisEndpoint.builder().limits(false).build().start();
    cluster =
        FlinkCluster.in(directory.resolve("flink"))
            .logs(directory.resolve("logs"))
            .checkpoints(directory.resolve("checkpoints").toUri().toString())
            .set("execution.checkpointing.interval", "2s")
            .start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
    if (kinesis != null) {
      kinesis.close();
    }
  }

  /** Source of the data: ENGIE, La Haute Borne, Etalab Open Licence 2.0. */
  @Test
  void giveTheSameReadingsAndSummariesOfARealTurbine() throws Exception {
    Path file = directory.resolve("february-2017.csv.gz");
    try (InputStream csv =
        LiveAndHistoryIT.class.getResourceAsStream("/la-haute-borne/february-2017.csv.gz")) {
      Files.copy(csv, file);
    }
    List<ObjectNode> events = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      events.addAll(events(lines, "", ""));
    }
    assertTheSame("borne", file.toString(), events, "Date_time", "Wind_turbine_name");
  }

  /** The files may not be copied: their folder is named by {@code TURBINES_CSV}. */
  @Test
  void giveTheSameReadingsAndSummariesOfAPublicMonth() throws Exception {
    String folder = System.getProperty("turbines.csv", System.getenv("TURBINES_CSV"));
    assumeTrue(folder != null, "Name the folder of the turbines' CSV files by TURBINES_CSV");
    List<ObjectNode> events = new ArrayList<>();
    try (var files = Files.list(Path.of(folder))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".csv")).sorted().toList()) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
          events.addAll(events(lines, "power_output", "power_output (MW)"));
        }
      }
    }
    assertThat(events).hasSize(11_160);
    assertTheSame("month", folder + "/*.csv", events, "timestamp", "turbine_id");
  }

  private static void assertTheSame(
      String name, String path, List<ObjectNode> events, String time, String turbine)
      throws Exception {
    kinesis.createStreamIfMissing(name, 2);
    StreamWriter stream = new StreamWriter(kinesis.uri(), name);
    events.sort(Comparator.comparing(event -> event.get(time).asText()));
    for (ObjectNode event : events) {
      stream.put(event.get(turbine).asText(), JSON.writeValueAsBytes(event));
    }
    long records = stream.flush();
    Path live = directory.resolve(name + "-live");
    List<String> fromStream = new ArrayList<>(settings(live));
    fromStream.addAll(
        new JobSettings(List.of("--source.stream", name, "--alerts.stream", ""))
            .forStack(kinesis.uri().toString(), Aws.LOCAL)
            .arguments());
    FlinkRest flink = cluster.rest();
    String job = flink.submit(Project.jobJar(), fromStream, Optional.empty());
    await().atMost(PATIENCE).until(() -> flink.metric(job, "Decode.numRecordsIn") >= records);
    flink.stop(job, true);

    Path history = directory.resolve(name + "-history");
    List<String> fromFiles = new ArrayList<>(settings(history));
    fromFiles.addAll(
        List.of("--source.type", "files", "--source.path", path, "--source.at-end", "wait"));
    String backfill = flink.submit(Project.jobJar(), fromFiles, Optional.empty());
    await().atMost(PATIENCE).until(() -> flink.metric(backfill, "Source__Files.listingsRead") > 0);
    flink.stop(backfill, true);

    for (String sql : List.of(READINGS, SUMMARIES)) {
      assertThat(JobIT.rows(history, sql)).isNotEmpty().isEqualTo(JobIT.rows(live, sql));
    }
  }

  /** Of hourly readings a verdict waits for hours. */
  private static List<String> settings(Path lake) {
    return List.of(
        "--lake.root", lake.toUri().toString(),
        "--clean.outliers", "flag",
        "--clean.max-lookahead", "1 d");
  }

  private static List<ObjectNode> events(BufferedReader lines, String column, String key)
      throws IOException {
    String[] header = lines.readLine().split(",", -1);
    List<ObjectNode> events = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] cells = line.split(",", -1);
      ObjectNode event = JSON.createObjectNode();
      for (int i = 0; i < header.length; i++) {
        event.put(header[i].equals(column) ? key : header[i], cells[i]);
      }
      events.add(event);
    }
    return events;
  }
}

package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shaded jar on a real cluster, fed through the Kinesis endpoint. */
class JobIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<String> SIGNALS =
      List.of(
          "Cosphi_avg",
          "P_avg",
          "Ws_avg",
          "Wa_avg",
          "Rs_avg",
          "DCs_avg",
          "Gost_avg",
          "Db1t_avg",
          "Ot_avg");

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

  @Test
  void readsWhatAPersonWouldReadOutOfEveryDialect() throws Exception {
    kinesis.createStreamIfMissing("dialects", 2);
    StreamWriter stream = new StreamWriter(kinesis.uri(), "dialects");
    for (String dialect :
        List.of(
            "array.json",
            "scada-wide.jsonl",
            "seed-numbers-day-only.jsonl",
            "strings-id.jsonl",
            "strings-idtemp-concatenated.json",
            "wide-strings.jsonl")) {
      stream.put(dialect, resource("/dialects/" + dialect).readAllBytes());
    }
    Path lake = run("dialects", stream.flush());

    assertThat(rows(lake, "SELECT reason, detail FROM rejected")).isEmpty();
    assertThat(
            rows(
                lake,
                "SELECT partition_key, turbine_id, sensor, round(raw_value, 4),"
                    + " CASE WHEN event_time = arrival_time THEN 'arrival' ELSE"
                    + " strftime(event_time, '%Y-%m-%d %H:%M:%S.%g') END"
                    + " FROM readings JOIN (SELECT sequence, partition_key FROM raw)"
                    + " USING (sequence) WHERE NOT imputed"
                    + " ORDER BY partition_key, event_time, record_index"))
        .containsExactly(
            "array.json | WT-0001 | power_factor | 0.97 | 2026-11-20 00:00:00.000",
            "array.json | WT-0001 | battery_temperature | null | 2026-11-20 00:00:00.000",
            "scada-wide.jsonl | WT-0042 | ambient_temperature | 15.5 | 2024-01-15 10:30:00.000",
            "scada-wide.jsonl | WT-0042 | wind_speed | 12.5 | 2024-01-15 10:30:00.000",
            "scada-wide.jsonl | WT-0042 | wind_direction | 225.0 | 2024-01-15 10:30:00.000",
            "scada-wide.jsonl | WT-0042 | generator_speed | 1200.0 | 2024-01-15 10:30:00.000",
            "scada-wide.jsonl | WT-0042 | generator_temperature | 55.0 | 2024-01-15 10:30:00.000",
            "scada-wide.jsonl | WT-0042 | power_output | 2500.0 | 2024-01-15 10:30:00.000",
            "scada-wide.jsonl | WT-0042 | vibration_x | 2.5 | 2024-01-15 10:30:00.000",
            "scada-wide.jsonl | WT-0042 | vibration_y | 3.1 | 2024-01-15 10:30:00.000",
            "scada-wide.jsonl | WT-0042 | vibration_z | 1.8 | 2024-01-15 10:30:00.000",
            "seed-numbers-day-only.jsonl | seed-numbers-day-only.jsonl | power_factor | 0.7312 |"
                + " 2022-10-26 00:00:00.000",
            "seed-numbers-day-only.jsonl | seed-numbers-day-only.jsonl | battery_temperature |"
                + " 23.0 | 2022-10-26 00:00:00.000",
            "seed-numbers-day-only.jsonl | seed-numbers-day-only.jsonl | hydraulic_pressure |"
                + " 77.0 | 2022-10-26 00:00:00.000",
            "seed-numbers-day-only.jsonl | seed-numbers-day-only.jsonl | hydraulic_pressure |"
                + " 79.0 | 2022-10-27 00:00:00.000",
            "seed-numbers-day-only.jsonl | seed-numbers-day-only.jsonl | battery_temperature |"
                + " 25.0 | 2022-10-27 00:00:00.000",
            "strings-id.jsonl | strings-id.jsonl | hydraulic_pressure | 75.0 |"
                + " 2023-03-19 17:26:55.230",
            "strings-id.jsonl | strings-id.jsonl | power_factor | 0.91 | 2023-03-19 17:26:55.230",
            "strings-id.jsonl | strings-id.jsonl | battery_temperature | 20.4 |"
                + " 2023-03-19 17:26:56.000",
            "strings-id.jsonl | strings-id.jsonl | battery_temperature | 20.9 |"
                + " 2023-03-19 17:27:06.000",
            "strings-idtemp-concatenated.json | strings-idtemp-concatenated.json | power_factor |"
                + " 0.8411 | 2025-04-30 14:35:00.775",
            "strings-idtemp-concatenated.json | strings-idtemp-concatenated.json |"
                + " battery_temperature | 22.1092 | 2025-04-30 14:35:01.000",
            "strings-idtemp-concatenated.json | strings-idtemp-concatenated.json |"
                + " hydraulic_pressure | 74.0043 | 2025-04-30 14:35:02.000",
            "strings-idtemp-concatenated.json | strings-idtemp-concatenated.json |"
                + " hydraulic_pressure | 73.9 | 2025-04-30 14:35:12.000",
            "wide-strings.jsonl | wide-strings.jsonl | power_factor | 0.8838 |"
                + " 2023-03-19 17:26:55.230",
            "wide-strings.jsonl | wide-strings.jsonl | hydraulic_pressure | 78.8601 |"
                + " 2023-03-19 17:26:55.230",
            "wide-strings.jsonl | wide-strings.jsonl | battery_temperature | 20.2798 |"
                + " 2023-03-19 17:26:55.230",
            "wide-strings.jsonl | wide-strings.jsonl | power_factor | 0.82 | arrival",
            "wide-strings.jsonl | wide-strings.jsonl | battery_temperature | 21.37 | arrival",
            "wide-strings.jsonl | wide-strings.jsonl | hydraulic_pressure | 74.9 | arrival");
    assertBalanced(lake);
  }

  /** Source of the data: ENGIE, La Haute Borne, Etalab Open Licence 2.0. */
  @Test
  void computesTheStatisticsThatSqlComputesFromTheTurbinesOfLaHauteBorne() throws Exception {
    kinesis.createStreamIfMissing("summer", 2);
    StreamWriter stream = new StreamWriter(kinesis.uri(), "summer");
    Path csv = putHistory("summer-2016.csv.gz", stream);
    Path lake = run("summer", stream.flush(), "--clean.outliers", "flag");

    assertThat(rows(lake, "SELECT count(*) FROM raw")).containsExactly("11860");
    assertThat(rows(lake, "SELECT reason FROM rejected")).isEmpty();
    assertThat(
            rows(
                lake,
                "SELECT count(*), count(*) FILTER (list_contains(reasons, 'STUCK')),"
                    + " count(*) FILTER (quality = 'BAD') FROM readings"))
        .containsExactly(11860 * SIGNALS.size() + " | 0 | 0");
    assertBalanced(lake);

    List<String> sensors =
        List.of(
            "power_factor",
            "power_output",
            "wind_speed",
            "wind_direction",
            "rotor_speed",
            "generator_speed",
            "gearbox_oil_temperature",
            "generator_bearing_temperature",
            "ambient_temperature");
    String fromCsv =
        "WITH csv AS (SELECT * FROM read_csv('"
            + csv
            + "', header = true, types = {'Date_time': 'TIMESTAMPTZ'})), history AS ("
            + String.join(
                " UNION ALL ",
                sensors.stream()
                    .map(
                        sensor ->
                            "SELECT Wind_turbine_name AS turbine_id, '"
                                + sensor
                                + "' AS sensor, Date_time AS event_time, "
                                + SIGNALS.get(sensors.indexOf(sensor))
                                + "::DOUBLE AS value FROM csv")
                    .toList())
            + ")";
    for (String window :
        List.of("10m INTERVAL '10 minutes'", "1h INTERVAL '1 hour'", "24h INTERVAL '1 day'")) {
      String name = window.substring(0, window.indexOf(' '));
      String width = window.substring(window.indexOf(' ') + 1);
      String expected =
          fromCsv
              + ", expected AS (SELECT turbine_id, sensor, time_bucket("
              + width
              + ", event_time, TIMESTAMPTZ '2016-01-01 00:00:00+00') AS window_start,"
              + " count(*) AS n, min(value) AS lo, max(value) AS hi, avg(value) AS mu,"
              + " stddev_samp(value) AS sd, quantile_cont(value, 0.5) AS q50,"
              + " quantile_cont(value, 0.95) AS q95, quantile_cont(value, 0.99) AS q99,"
              + " arg_min(value, event_time) AS f, arg_max(value, event_time) AS l"
              + " FROM history GROUP BY ALL), actual AS (SELECT * FROM statistics WHERE \"window\""
              + " = '"
              + name
              + "' AND aligned) ";
      assertThat(
              rows(
                  lake,
                  expected
                      + "SELECT count(*) > 1000, count(*) FILTER (e.n IS NULL OR a.\"count\" IS NULL)"
                      + ", count(*) FILTER (e.n <> a.\"count\")"
                      + ", max(abs(e.lo - a.min)) < 1e-9, max(abs(e.hi - a.max)) < 1e-9"
                      + ", max(abs(e.mu - a.mean) / greatest(1, abs(e.mu))) < 1e-9"
                      + ", coalesce(max(abs(e.sd - a.stddev)), 0) < 1e-9"
                      + ", count(*) FILTER ((e.sd IS NULL) <> (a.stddev IS NULL))"
                      + ", max(abs(e.q50 - a.p50)) < 1e-9, max(abs(e.q95 - a.p95)) < 1e-9"
                      + ", max(abs(e.q99 - a.p99)) < 1e-9"
                      + ", count(*) FILTER (e.f <> a.first OR e.l <> a.last)"
                      + " FROM expected e FULL JOIN actual a USING (turbine_id, sensor,"
                      + " window_start)"))
          .as(name)
          .containsExactly(
              (name.equals("24h") ? "false" : "true")
                  + " | 0 | 0 | true | true | true | true | 0 | true | true | true | 0");
    }
  }

  /** Source of the data: ENGIE, La Haute Borne, Etalab Open Licence 2.0. */
  @Test
  void flagsAnOutdoorTemperatureOfSeventyDegrees() throws Exception {
    kinesis.createStreamIfMissing("winter", 1);
    StreamWriter stream = new StreamWriter(kinesis.uri(), "winter");
    putHistory("february-2017.csv.gz", stream);
    Path lake = run("winter", stream.flush(), "--clean.outliers", "flag");

    assertThat(
            rows(
                lake,
                "SELECT count(*), min(value) > 60, list_distinct(flatten(list(reasons)))"
                    + " FROM readings WHERE sensor = 'ambient_temperature' AND quality = 'BAD'"))
        .containsExactly("2 | true | [OUT_OF_RANGE]");
    assertThat(rows(lake, "SELECT reason FROM rejected")).isEmpty();
  }

  @Test
  void rejectsPoisonByteForByteAndDisturbsNothingElse() throws Exception {
    kinesis.createStreamIfMissing("poison", 2);
    StreamWriter stream = new StreamWriter(kinesis.uri(), "poison");
    List<byte[]> poison = new ArrayList<>();
    poison.add(new byte[] {'{', '"', 'i', 'd', '"', ':', '"', (byte) 0xff, (byte) 0xfe, '"', '}'});
    poison.add(new byte[] {0, 1, 2, 3});
    poison.add(
        "{\"id\":\"1\",\"type\":\"Power Factor\",\"data\":0.9".getBytes(StandardCharsets.UTF_8));
    poison.add(filled((byte) 'x', 1_048_000));
    poison.add("[".repeat(10_000).getBytes(StandardCharsets.UTF_8));
    poison.add(
        ("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)).getBytes(StandardCharsets.UTF_8));
    poison.add(event("WT-9", "1e999", "2026-11-20T07:00:00Z"));
    poison.add(event("WT-9", "\"error\"", "2026-11-20T07:00:00Z"));
    poison.add(event("WT-9", "true", "2026-11-20T07:00:00Z"));
    poison.add(event("WT-9", "75", "2026-13-45T99:00:00Z"));
    poison.add(
        "{\"id\":\"1\",\"turbine_id\":\"WT-9\",\"type\":\"Hydraulic Pressure\",\"data\":75,\"data\":76,\"date\":\"2026-11-20T07:00:00Z\"}"
            .getBytes(StandardCharsets.UTF_8));
    poison.add(
        "{\"id\":\"1\",\"turbine_id\":\"WT-9\",\"type\":\"Phase of the Moon\",\"data\":1,\"date\":\"2026-11-20T07:00:00Z\"}"
            .getBytes(StandardCharsets.UTF_8));
    poison.add("42".getBytes(StandardCharsets.UTF_8));
    List<String> oddTurbines = List.of("../../x", "a=b", "a/b", "line\\r\\nbreak", "%2e%2e");

    for (int second = 0; second < 60; second++) {
      String time = String.format("2026-11-20T07:00:%02dZ", second);
      stream.put("WT-1", event("WT-1", "75.5", time));
      stream.put("WT-9", poison.get(second % poison.size()));
      stream.put("odd", event(oddTurbines.get(second % oddTurbines.size()), "75.5", time));
    }
    Path lake = run("poison", stream.flush());

    assertThat(rows(lake, "SELECT count(*) FROM rejected")).containsExactly("60");
    // What was rejected is what was sent, whatever bytes it has.
    assertThat(
            rows(
                lake,
                "SELECT count(*) FROM rejected JOIN raw USING (sequence)"
                    + " WHERE rejected.payload = raw.payload"))
        .containsExactly("60");
    assertThat(rows(lake, "SELECT count(*), count(DISTINCT reason) > 6 FROM rejected"))
        .containsExactly("60 | true");
    assertThat(
            rows(
                lake,
                "SELECT turbine_id, count(*) FROM readings WHERE turbine_id = 'WT-1'"
                    + " AND quality = 'GOOD' GROUP BY 1"))
        .containsExactly("WT-1 | 60");
    assertThat(
            rows(
                lake,
                "SELECT DISTINCT replace(replace(turbine_id, chr(13), '<CR>'), chr(10), '<LF>')"
                    + " FROM readings WHERE turbine_id <> 'WT-1' ORDER BY 1"))
        .containsExactly("%2e%2e", "../../x", "a/b", "a=b", "line<CR><LF>break");
    assertBalanced(lake);
    assertThat(logLines()).as("lines in the TaskManager's log that speak of it").isLessThan(60);
  }

  private static byte[] event(String turbine, String data, String date) {
    return ("{\"id\":\"1\",\"turbine_id\":\""
            + turbine
            + "\",\"farm_id\":\"A\",\"type\":\"Hydraulic Pressure\",\"data\":"
            + data
            + ",\"date\":\""
            + date
            + "\"}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] filled(byte value, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, value);
    return bytes;
  }

  /** Sends a history as one wide event a row, in order of time; returns it as a plain CSV. */
  private static Path putHistory(String name, StreamWriter stream)
      throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(resource("/la-haute-borne/" + name)),
                StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines::add);
    }
    Path csv = Files.write(directory.resolve(name + ".csv"), lines);
    List<String> header = List.of(lines.get(0).split(",", -1));
    List<String[]> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      rows.add(line.split(",", -1));
    }
    int time = header.indexOf("Date_time");
    rows.sort((a, b) -> a[time].compareTo(b[time]));
    for (String[] row : rows) {
      ObjectNode event = JSON.createObjectNode();
      for (int column = 0; column < row.length; column++) {
        event.put(header.get(column), row[column]);
      }
      stream.put(row[0], JSON.writeValueAsBytes(event));
    }
    return csv;
  }

  /** Runs the job over a stream until it has read that many records, and drains it. */
  private static Path run(String stream, long records, String... settings) throws Exception {
    Path lake = directory.resolve("lake-" + stream);
    List<String> arguments =
        new JobSettings(List.of(settings))
            .orElse("alerts.stream", "")
            .forStack(kinesis.uri().toString(), Aws.LOCAL)
            .arguments();
    List<String> all = new ArrayList<>(arguments);
    all.set(all.indexOf("--source.stream") + 1, stream);
    all.addAll(List.of("--lake.root", lake.toUri().toString()));
    FlinkRest rest = cluster.rest();
    String job = rest.submit(Project.jobJar(), all, Optional.empty());
    await()
        .atMost(PATIENCE)
        .until(() -> rest.isRunning(job) && rest.metric(job, "Decode.numRecordsIn") >= records);
    assertThat(rest.restarts(job)).isZero();
    rest.stop(job, true);
    assertThat(rest.state(job)).isEqualTo("FINISHED");
    return lake;
  }

  /** Every minute of every source adds up. */
  static void assertBalanced(Path lake) throws Exception {
    assertThat(
            rows(
                lake,
                "SELECT count(*) > 0, bool_and(received = rejected + duplicate + late + good +"
                    + " uncertain + bad) FROM (SELECT minute, source, sum(received) received,"
                    + " sum(rejected) rejected, sum(duplicate) duplicate, sum(late) late,"
                    + " sum(good) good, sum(uncertain) uncertain, sum(bad) bad FROM ledger"
                    + " GROUP BY ALL)"))
        .containsExactly("true | true");
  }

  private static long logLines() throws IOException {
    try (var files = Files.walk(directory.resolve("logs"))) {
      long lines = 0;
      for (Path log : files.filter(file -> file.toString().contains("taskmanager")).toList()) {
        lines +=
            Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.contains("WARN") || line.contains("ERROR"))
                .filter(line -> line.contains("io.windfarm"))
                .count();
      }
      return lines;
    }
  }

  /** The rows of a query over the lake at {@code root}. */
  static List<String> rows(Path root, String sql) throws SQLException, IOException {
    List<String> rows = new ArrayList<>();
    try (Lake lake = Lake.open(root);
        Statement statement = lake.statement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          values.add(String.valueOf(result.getObject(column)));
        }
        rows.add(String.join(" | ", values));
      }
    }
    return rows;
  }

  private static InputStream resource(String name) {
    InputStream stream = JobIT.class.getResourceAsStream(name);
    assertThat(stream).as(name).isNotNull();
    return stream;
  }
}

package io.windfarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windfarm.config.SensorCatalog;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.database.Database;
import io.windfarm.postgres.ProvisionalRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The packaged job, from files to the lake and the database, whose rows must be the same. */
class DatabaseJobIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final List<String> ALL_TABLES =
      List.of("readings", "summaries", "anomalies", "statistics", "alerts");

  private static final String TABLES = String.join(",", ALL_TABLES);
  private static final int SECONDS = 1_200;

  @TempDir Path folder;

  @Test
  void holdsTheRowsOfTheLake() throws Exception {
    run(config(TABLES));

    LakeAndDatabase both = new LakeAndDatabase(folder.resolve("lake"), DATABASE);
    assertThat(both.tables()).containsExactlyInAnyOrderElementsOf(ALL_TABLES);
    for (String table : both.tables()) {
      assertThat(both.database(table)).as(table).isNotEmpty().isEqualTo(both.lake(table));
    }
  }

  @Test
  void changesNothingWhenItRunsTwice() throws Exception {
    WindFarmConfig config = config(TABLES);
    run(config);
    List<String> first = versions();

    run(config);

    assertThat(versions()).hasSizeGreaterThan(SECONDS).isEqualTo(first);
  }

  @Test
  void holdsTheRowsOfTheLakeThoughTheJobFailsInTheMiddle() throws Exception {
    WindFarmConfig config = config(TABLES);
    Database.of(config, "1").migrate();
    DATABASE.failOnce("readings", 15, "RAISE EXCEPTION 'in the middle';");

    run(config);

    // Everything once, and what failed again.
    assertThat(DATABASE.statements()).isGreaterThan(2 * SECONDS / 50);
    LakeAndDatabase both = new LakeAndDatabase(folder.resolve("lake"), DATABASE);
    for (String table : both.tables()) {
      assertThat(both.database(table)).as(table).isNotEmpty().isEqualTo(both.lake(table));
    }
  }

  @Test
  void writesOnlyWhatIsChosenAndMarksWhatIsProvisional() throws Exception {
    Map<String, String> pairs = pairs("alerts");
    pairs.put("database.provisional", "true");

    run(WindFarmConfig.of(pairs));

    assertThat(DATABASE.rows("SELECT DISTINCT provisional FROM windfarm.alerts"))
        .containsExactly("true");
    assertThat(DATABASE.rows("SELECT count(*) FROM windfarm.readings")).containsExactly("0");
  }

  @Test
  void isRidOfProvisionalRowsAndOfNoOthers() throws Exception {
    ProvisionalRows provisional =
        new ProvisionalRows(DATABASE.url(), DATABASE.user(), DATABASE.password(), "windfarm");
    assertThat(provisional.delete()).isZero();
    run(config("alerts"));
    List<String> alerts =
        DATABASE.rows("SELECT alert_id, state FROM windfarm.alerts ORDER BY 1, 2");
    Map<String, String> pairs = pairs("alerts,statistics");
    pairs.put("database.provisional", "true");
    run(WindFarmConfig.of(pairs));
    long statistics =
        Long.parseLong(DATABASE.rows("SELECT count(*) FROM windfarm.statistics").get(0));

    assertThat(provisional.delete()).isPositive().isEqualTo(statistics);

    assertThat(DATABASE.rows("SELECT count(*) FROM windfarm.statistics")).containsExactly("0");
    assertThat(DATABASE.rows("SELECT alert_id, state FROM windfarm.alerts ORDER BY 1, 2"))
        .isNotEmpty()
        .isEqualTo(alerts);
  }

  @Test
  void saysWhatToDoAndRunsNothingIfTheDatabaseIsAway() {
    assertThatThrownBy(
            () ->
                WindFarmJob.main(
                    new String[] {
                      "--source.type",
                      "files",
                      "--source.path",
                      folder.toString(),
                      "--lake.root",
                      folder.resolve("lake").toUri().toString(),
                      "--database.url",
                      DATABASE.url(),
                      "--database.user",
                      "nobody-known",
                      "--database.password",
                      "hunter2"
                    }))
        .hasMessageContaining("Correct database.user and database.password")
        .hasMessageNotContaining("hunter2");
    assertThat(folder.resolve("lake")).doesNotExist();
  }

  @Test
  void logsNoPassword() throws Exception {
    WindFarmJob.main(
        pairs("readings").entrySet().stream()
            .flatMap(pair -> List.of("--" + pair.getKey(), pair.getValue()).stream())
            .toArray(String[]::new));

    assertThat(Files.readString(Path.of("target", "job.log")))
        .contains("database.password = ******")
        .doesNotContain(DATABASE.password());
  }

  /** Two turbines a second; one loses its pressure, and values are missing, doubled and wild. */
  private Map<String, String> pairs(String tables) throws Exception {
    Path input = folder.resolve("readings.jsonl");
    List<String> lines = new ArrayList<>();
    long start = Instant.parse("2026-11-20T07:00:00Z").toEpochMilli();
    for (int second = 0; second < SECONDS; second++) {
      boolean low = second > 600 && second < 660;
      lines.add(event(second, "O'Neill", start, low ? "50.5" : second == 99 ? "350" : "75.25"));
      lines.add(event(second, "WT-\u98a8", start, second % 100 == 7 ? "null" : "74.5"));
    }
    lines.add(event(20, "O'Neill", start, "75.25"));
    lines.add(event(0, "id\\u0000", start, "70"));
    Files.write(input, lines);
    Map<String, String> pairs = new TreeMap<>();
    pairs.put("source.type", "files");
    pairs.put("source.path", input.toString());
    pairs.put("lake.root", folder.resolve("lake").toUri().toString());
    pairs.put("database.url", DATABASE.url());
    pairs.put("database.user", DATABASE.user());
    pairs.put("database.password", DATABASE.password());
    pairs.put("database.tables", tables);
    pairs.put("database.batch-rows", "50");
    // A period that has few enough readings to know which of them lie beyond.
    pairs.put("stats.period", "1 min");
    return pairs;
  }

  private WindFarmConfig config(String tables) throws Exception {
    return WindFarmConfig.of(pairs(tables));
  }

  private static String event(int second, String turbine, long start, String value) {
    return String.format(
        "{\"id\":\"%s\",\"turbine_id\":\"%s\",\"farm_id\":\"A\",\"type\":\"Hydraulic Pressure\","
            + "\"data\":%s,\"date\":\"%s\"}",
        second, turbine, value, Instant.ofEpochMilli(start + 1_000L * second));
  }

  private void run(WindFarmConfig config) throws Exception {
    Database.of(config, "1").migrate();
    Configuration options = WindFarmJob.pipelineOptions();
    options.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    options.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
    options.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    options.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(options);
    environment.setParallelism(2);
    environment.enableCheckpointing(100);
    WindFarmJob.build(environment, config, SensorCatalog.load(null));
    environment.execute("windfarm");
  }

  private static List<String> versions() throws Exception {
    List<String> versions = new ArrayList<>();
    for (String table : ALL_TABLES) {
      versions.addAll(
          DATABASE.rows(
              "SELECT '" + table + "', ctid, xmin FROM windfarm." + table + " ORDER BY ctid"));
    }
    return versions;
  }
}

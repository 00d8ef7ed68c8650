package io.windfarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windfarm.lake.TableNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Data that has to stay in its region, by one job with a root a region or by a job a region. */
class RegionsTest {
  @RegisterExtension static final MiniClusterExtension CLUSTER = new MiniClusterExtension();

  private static final Instant START = Instant.parse("2026-11-20T07:00:00Z");

  /** Records that hold an event of Europe and one of America. */
  private static final int MIXED = 50;

  @TempDir Path folder;

  private Path input;

  /**
   * Turbines of two regions, in records of their own and together; each loses pressure, and sends
   * something that is no reading. What is Europe's says so in every event.
   */
  @BeforeEach
  void writesInput() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int second = 0; second < MIXED; second++) {
      Instant time = START.plusSeconds(second);
      lines.add("[" + europe(time, "75.5") + ", " + america(time, "75.5") + "]");
    }
    for (int second = MIXED; second < MIXED + 5; second++) {
      lines.add(europe(START.plusSeconds(second), "40"));
      lines.add(america(START.plusSeconds(second), "40"));
    }
    lines.add(europe(START.plusSeconds(60), "\"EUROPE's error\""));
    lines.add(america(START.plusSeconds(60), "\"AMERICA's error\""));
    lines.add("[" + europe(START.plusSeconds(61), "75") + ", \"EUROPE, too\"]");
    input = folder.resolve("readings.jsonl");
    Files.write(input, lines);
  }

  private static String europe(Instant time, String data) {
    return event("WT-EUROPE", "E", time, data);
  }

  private static String america(Instant time, String data) {
    return event("WT-AMERICA", "A", time, data);
  }

  private static String event(String turbine, String farm, Instant time, String data) {
    return String.format(
        "{\"id\":\"%s-%s\",\"turbine_id\":\"%s\",\"farm_id\":\"%s\","
            + "\"type\":\"Hydraulic Pressure\",\"data\":%s,\"date\":\"%s\"}",
        turbine, time.getEpochSecond(), turbine, farm, data, time);
  }

  @Test
  void keepsEveryByteOfARegionBelowItsRoot() throws Exception {
    run(
        "--lake.root", uri("world"),
        "--lake.roots.alerts", uri("emergency"),
        "--lake.roots.eu-west-1", uri("europe"),
        "--lake.roots.alerts.eu-west-1", uri("emergency-europe"));

    for (String table : TableNames.ALL) {
      boolean alerts = table.equals("alerts");
      assertOnly("AMERICA", table, alerts ? "emergency" : "world");
      assertOnly("EUROPE", table, alerts ? "emergency-europe" : "europe");
    }
    for (String root : List.of("europe", "emergency-europe")) {
      assertThat(partitions(root)).isNotEmpty().allMatch(path -> path.contains("region=eu-west-1"));
    }
    for (String root : List.of("world", "emergency")) {
      assertThat(partitions(root))
          .isNotEmpty()
          .noneMatch(path -> path.contains("region=eu-west-1"));
    }
  }

  @Test
  void keepsWhatBelongsToARecordOfSeveralRegionsInEach() throws Exception {
    run("--lake.root", uri("world"), "--lake.roots.eu-west-1", uri("europe"));

    String mixed = "SELECT decode(payload) FROM raw WHERE sequence = '1'";
    assertThat(rows("europe", mixed)).containsExactly(europe(START, "75.5"));
    assertThat(rows("world", mixed)).containsExactly(america(START, "75.5"));
  }

  @Test
  void handlesItsOwnRegionAndCountsTheOthers() throws Exception {
    run("--lake.root", uri("europe"), "--ingest.regions", "eu-west-1");
    run("--lake.root", uri("rest"), "--ingest.regions", "us-east-1, us-west-2, unknown");

    for (String table : TableNames.ALL) {
      assertOnly("EUROPE", table, "europe");
      assertOnly("AMERICA", table, "rest");
    }
    String ledger = "SELECT sum(records), sum(received), sum(rejected), sum(elsewhere) FROM ledger";
    assertThat(rows("europe", ledger))
        .containsExactly(MIXED + 7 + " | " + (MIXED + 8) + " | 2 | " + (MIXED + 6));
    assertThat(rows("rest", ledger))
        .containsExactly(MIXED + 6 + " | " + (MIXED + 6) + " | 1 | " + (MIXED + 8));
  }

  @Test
  void refusesARegionThatTheCatalogDoesNotHave() {
    assertThatThrownBy(() -> run("--lake.root", uri("lake"), "--ingest.regions", "eu-west-9"))
        .hasMessageContaining("ingest.regions")
        .hasMessageContaining("eu-west-9")
        .hasMessageContaining("eu-west-1");
    assertThatThrownBy(
            () -> run("--lake.root", uri("lake"), "--lake.roots.eu-west-9", uri("europe")))
        .hasMessageContaining("lake.roots.eu-west-9")
        .hasMessageContaining("eu-west-1");
  }

  private void run(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("--source.type", "files"));
    all.addAll(List.of("--source.path", input.toString()));
    // The readings of half a minute hold some that lie beyond it.
    all.addAll(List.of("--anomalies.sigma", "1", "--anomalies.readings-per-period", "100000"));
    all.addAll(List.of(arguments));
    WindFarmJob.main(all.toArray(new String[0]));
  }

  private String uri(String root) {
    return folder.resolve(root).toUri().toString();
  }

  /** The table has rows below the root, and all of them are the one's alone. */
  private void assertOnly(String whose, String table, String root) throws Exception {
    String other = whose.equals("EUROPE") ? "AMERICA" : "EUROPE";
    List<String> rows = rows(root, "SELECT CAST(r AS VARCHAR) FROM " + table + " r");
    assertThat(rows).as("%s below %s", table, root).isNotEmpty();
    assertThat(rows).as("%s below %s", table, root).noneMatch(row -> row.contains(other));
  }

  private List<String> rows(String root, String sql) throws Exception {
    try (LakeReader lake = new LakeReader(folder.resolve(root))) {
      return lake.rows(sql);
    }
  }

  /** The paths of all files that were committed below a root, manifests among them. */
  private List<String> partitions(String root) throws Exception {
    try (var paths = Files.walk(folder.resolve(root))) {
      List<String> files = new ArrayList<>();
      paths.filter(Files::isRegularFile).forEach(path -> files.add(path.toString()));
      return files;
    }
  }
}

package io.windfarm.local.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windfarm.local.ChildProcess;
import io.windfarm.local.Failure;
import io.windfarm.local.FlinkCluster;
import io.windfarm.local.Lake;
import io.windfarm.local.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** History through a real cluster, in one run and in many. */
class BackfillIT {
  private static final int HOURS = 24 * 7;

  @TempDir private static Path folder;
  private static FlinkCluster cluster;
  private static TablesOfLake inOneRun;

  @BeforeAll
  static void runOnceOverEverything() throws Exception {
    cluster = cluster(folder.resolve("cluster")).start();
    Site once = new Site("once");
    once.history.writeAll();
    once.run(cluster);
    inOneRun = once.tables();
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void givesTheSameTablesWhetherAFileCameInOneRunOrGrewFromDayToDay() throws Exception {
    Site site = new Site("grown");
    site.history.writeRows(HOURS / 3);
    site.run(cluster);
    assertThat(site.tables().count("readings")).isPositive();
    // In the middle of a row, as a copy under way leaves it.
    site.history.writeBytes(0.7);
    site.run(cluster);
    site.history.writeAll();
    site.run(cluster);

    assertThat(site.tables()).isEqualTo(inOneRun);
  }

  @Test
  void leavesInADatabaseWhatIsInTheLakeAfterManyRuns() throws Exception {
    Site site = new Site("database");
    try (Database database = Database.at(Database.EMBEDDED, site.folder, Map.of())) {
      site.history.writeBytes(0.5);
      site.run(cluster, database);
      site.history.writeAll();
      site.run(cluster, database);

      try (Connection rows = database.connect();
          Lake lake = Lake.open(site.folder.resolve("lake"));
          Statement ofLake = lake.statement()) {
        for (String columns :
            List.of(
                "event_time, value FROM %sreadings",
                "period_start, mean FROM %ssummaries", "event_time, z_score FROM %sanomalies")) {
          String sql = "SELECT turbine_id, sensor, " + columns;
          List<String> inLake = rows(ofLake, String.format(sql, ""));
          assertThat(inLake).isNotEmpty();
          assertThat(rows(rows.createStatement(), String.format(sql, "windfarm.")))
              .as(columns)
              .containsExactlyInAnyOrderElementsOf(inLake);
        }
      }
    }
  }

  private static List<String> rows(Statement statement, String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(
            rows.getString(1)
                + " | "
                + rows.getString(2)
                + " | "
                + rows.getObject(3, OffsetDateTime.class).toInstant()
                + " | "
                + rows.getObject(4));
      }
    }
    return found;
  }

  @Test
  void givesTheSameTablesAfterEverythingWasKilledInTheMiddle() throws Exception {
    Site site = new Site("killed");
    site.history.writeAll();
    try (FlinkCluster doomed = cluster(folder.resolve("doomed")).start()) {
      KillWhen kill = new KillWhen(doomed);
      assertThatThrownBy(() -> site.run(doomed, null, kill)).isInstanceOf(Failure.class);
      assertThat(kill.struck()).isTrue();
    }
    assertThat(Journal.in(site.folder).orElseThrow().step()).isEqualTo(Journal.Step.READ);
    site.run(cluster);

    assertThat(site.tables()).isEqualTo(inOneRun);
  }

  @Test
  void givesTheSameTablesAfterTheRestWasWrittenAndNotWrittenDown() throws Exception {
    Site site = new Site("rest");
    site.history.writeAll();
    site.run(cluster);
    Journal done = Journal.in(site.folder).orElseThrow();
    done.read(done.savepoint(), done.inputs()).write(site.folder);
    site.run(cluster);

    assertThat(site.tables()).isEqualTo(inOneRun);
  }

  private static FlinkCluster.Builder cluster(Path place) {
    return FlinkCluster.in(place).set("taskmanager.memory.process.size", "1200m");
  }

  /** An input, a lake, and what is kept between runs. */
  private static final class Site {
    private final Path folder;
    private final History history;

    Site(String name) throws IOException {
      this.folder = Files.createDirectories(BackfillIT.folder.resolve(name));
      this.history = new History(folder.resolve("history"), HOURS);
    }

    void run(FlinkCluster on) throws Exception {
      run(on, null, records -> {});
    }

    void run(FlinkCluster on, Database database) throws Exception {
      run(on, database, records -> {});
    }

    void run(FlinkCluster on, Database database, Backfill.Progress progress) throws Exception {
      String lake = folder.resolve("lake").toUri().toString();
      List<String> settings =
          List.of(
              "--source.type",
              "files",
              "--source.path",
              folder.resolve("history").toString(),
              "--lake.root",
              lake);
      List<Provisional> provisional = new ArrayList<>();
      provisional.add(new ProvisionalFiles(List.of(lake)));
      if (database != null) {
        provisional.add(database);
      }
      Journal journal =
          Journal.in(folder)
              .orElseGet(
                  () -> Journal.fresh(settings, database == null ? null : Database.EMBEDDED));
      new Backfill(
              folder,
              Project.jobJar(),
              on.rest(),
              provisional,
              database == null ? List.of() : database.settings(),
              Duration.ofMillis(500),
              progress)
          .run(journal, Map.of());
    }

    TablesOfLake tables() throws Exception {
      return TablesOfLake.in(folder.resolve("lake"));
    }
  }

  /** Kills the cluster once something has been read and a checkpoint has been taken. */
  private static final class KillWhen implements Backfill.Progress {
    private final FlinkCluster cluster;
    private boolean struck;

    KillWhen(FlinkCluster cluster) {
      this.cluster = cluster;
    }

    boolean struck() {
      return struck;
    }

    @Override
    public void read(long records) {
      if (records == 0 || struck) {
        return;
      }
      struck = true;
      try {
        cluster.killJobManager();
        for (ChildProcess taskManager : cluster.taskManagers()) {
          taskManager.kill();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}

package io.windfarm.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.local.LakeTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeDifferenceTest {
  private static final List<LakeTable> TABLES =
      List.of(LakeTable.READINGS, LakeTable.STATISTICS, LakeTable.ALERTS);

  @TempDir private Path folder;

  @Test
  void findsNothingWhereTheSameRowsAreInOtherFiles() throws Exception {
    write("disturbed", "one", "WT-1", "WT-2");
    write("disturbed", "two", "WT-3");
    write("undisturbed", "all", "WT-3", "WT-1", "WT-2");

    assertThat(findings()).isEmpty();
  }

  @Test
  void findsARowThatIsThereTwice() throws Exception {
    write("disturbed", "one", "WT-1", "WT-1");
    write("undisturbed", "all", "WT-1");

    assertThat(findings())
        .containsExactly(
            "1 doubled or invented: readings beyond the undisturbed run",
            "1 doubled or invented: statistics beyond the undisturbed run",
            "1 doubled or invented: alerts beyond the undisturbed run");
    assertThat(folder.resolve("alerts-disturbed-only.csv")).content().contains("WT-1");
  }

  @Test
  void findsARowThatDiffersInOneColumn() throws Exception {
    write("disturbed", "one", "WT-1");
    write("undisturbed", "all", "WT-2");

    assertThat(findings())
        .contains(
            "1 lost: statistics of the undisturbed run",
            "1 doubled or invented: statistics beyond the undisturbed run");
  }

  @Test
  void isNotContentWithNothingToCompare() throws Exception {
    write("disturbed", "one", "WT-1");
    Files.createDirectories(folder.resolve("undisturbed"));

    assertThat(findings())
        .containsExactly(
            "no readings to compare", "no statistics to compare", "no alerts to compare");
  }

  private void write(String lake, String file, String... turbines) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = connection.createStatement()) {
      for (LakeTable table : TABLES) {
        boolean hourly = table.partitionTypes().contains("hour");
        Path partition =
            Files.createDirectories(
                folder
                    .resolve(lake)
                    .resolve(table.label())
                    .resolve("region=us-east-1/year=2026/month=11/day=20")
                    .resolve(hourly ? "hour=07" : ""));
        sql.execute(
            "COPY (SELECT unnest(['"
                + String.join("', '", turbines)
                + "']) AS turbine_id, ['SPIKE'] AS reasons) TO '"
                + partition.resolve(file + ".parquet")
                + "' (FORMAT parquet)");
      }
    }
  }

  private Iterable<String> findings() throws Exception {
    Verdict.Builder verdict = new Verdict.Builder();
    LakeDifference.run(folder.resolve("disturbed"), folder.resolve("undisturbed"), folder, verdict);
    return verdict.build().findings();
  }
}

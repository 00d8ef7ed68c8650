package io.windfarm.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.local.Lake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four readings of a sensor, sent at seconds 0 to 3, in two files. */
class TurbineOrderTest {
  @TempDir private Path lake;

  @Test
  void findsNothingWhereReadingsAreAsTheyWereSent() throws Exception {
    // The later file has the name that sorts first.
    write("b", "(0, []), (1, [])");
    write("a", "(2, []), (3, [])");

    assertThat(findings()).isEmpty();
  }

  @Test
  void findsReadingsThatChangedPlacesInAFile() throws Exception {
    write("a", "(0, []), (2, []), (1, []), (3, [])");

    assertThat(findings())
        .containsExactly("2 readings are not in the place in which they were sent");
  }

  @Test
  void findsReadingsThatAreInTheFileOfAnEarlierCheckpointThanThoseBeforeThem() throws Exception {
    write("a", "(0, []), (2, [])");
    write("b", "(1, []), (3, [])");

    assertThat(findings())
        .containsExactly("2 readings are not in the place in which they were sent");
  }

  @Test
  void findsAReadingThatIsCalledLate() throws Exception {
    write("a", "(0, []), (1, []), (2, ['LATE']), (3, [])");

    assertThat(findings()).containsExactly("1 readings are LATE and were sent in order");
  }

  private void write(String file, String secondsAndReasons) throws Exception {
    Path folder =
        Files.createDirectories(
            lake.resolve("readings/region=us-east-1/year=2026/month=11/day=20/hour=07"));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = connection.createStatement()) {
      sql.execute("SET TimeZone = 'UTC'");
      sql.execute(
          "COPY (SELECT 'WT-1' AS turbine_id, 'rotor_speed' AS sensor, false AS imputed,"
              + " TIMESTAMPTZ '2026-11-20 07:00:00Z' + to_seconds(second) AS event_time,"
              + " reasons::VARCHAR[] AS reasons FROM (VALUES "
              + secondsAndReasons
              + ") AS written(second, reasons)) TO '"
              + folder.resolve(file + ".parquet")
              + "' (FORMAT parquet)");
    }
  }

  private Iterable<String> findings() throws Exception {
    Verdict.Builder verdict = new Verdict.Builder();
    try (Lake opened = Lake.open(lake);
        Statement sql = opened.statement()) {
      sql.execute(
          "CREATE TABLE oracle_readings AS SELECT 'WT-1' AS turbine, 'rotor_speed' AS sensor,"
              + " epoch_ms(TIMESTAMPTZ '2026-11-20 07:00:00Z') + 1000 * second AS millis"
              + " FROM range(4) AS sent(second)");
      TurbineOrder.run(opened, verdict);
    }
    return verdict.build().findings();
  }
}

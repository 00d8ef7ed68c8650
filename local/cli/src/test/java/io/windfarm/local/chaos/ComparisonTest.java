package io.windfarm.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.local.Lake;
import io.windfarm.local.LakeTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten readings and a reject, as the job would have written them, and then not quite. */
class ComparisonTest {
  private static final Instant START = Instant.parse("2026-11-20T07:00:00Z");
  private static final String SHARD = "shardId-000000000000";

  @TempDir private Path folder;
  private final List<StreamLog.Entry> stream = new ArrayList<>();

  @BeforeEach
  void send() {
    for (int i = 0; i < 10; i++) {
      entry(
          "{\"id\":\"%d\",\"turbine_id\":\"WT-1\",\"type\":\"Rotor Speed\",\"data\":%s,\"date\":\"%s\"}"
              .formatted(i, i == 3 ? "null" : "9.5", START.plusSeconds(i)));
    }
    entry("{\"id\":");
  }

  @Test
  void findsNothingWhereTheLakeIsWhatItHasToBe() throws Exception {
    writeLake();

    assertThat(compare().findings()).isEmpty();
  }

  @Test
  void countsAReadingThatIsNotThereAsLost() throws Exception {
    writeLake("DELETE FROM readings WHERE reading_id = '3'");

    assertThat(compare().findings()).containsExactly("1 lost: readings");
    assertThat(folder.resolve("findings/readings-lost.csv"))
        .content()
        .contains("WT-1,rotor_speed,3");
  }

  @Test
  void countsAReadingThatIsThereTwiceAsDoubled() throws Exception {
    writeLake("INSERT INTO readings SELECT * FROM readings WHERE reading_id = '3'");

    assertThat(compare().findings()).containsExactly("1 doubled or invented: readings");
  }

  @Test
  void countsAChangedValueAsLostAndInvented() throws Exception {
    writeLake("UPDATE readings SET raw_value = 9.6 WHERE reading_id = '7'");

    assertThat(compare().findings())
        .containsExactly("1 lost: readings", "1 doubled or invented: readings");
  }

  @Test
  void leavesOutWhatCleaningAdded() throws Exception {
    writeLake(
        "INSERT INTO readings BY NAME SELECT * REPLACE (true AS imputed) FROM readings"
            + " WHERE reading_id = '3'");

    assertThat(compare().findings()).isEmpty();
  }

  @Test
  void countsRejectsAndRawRecordsLikewise() throws Exception {
    writeLake("DELETE FROM rejected", "INSERT INTO raw SELECT * FROM raw WHERE sequence = '10004'");

    assertThat(compare().findings())
        .containsExactly("1 lost: rejected", "1 doubled or invented: raw");
  }

  @Test
  void countsAWindowWithTwoRowsAsDoubled() throws Exception {
    writeLake("INSERT INTO statistics SELECT * FROM statistics");

    assertThat(compare().findings()).containsExactly("1 doubled or invented: statistics");
  }

  @Test
  void saysWhatTheLedgerBookedWrongly() throws Exception {
    writeLake("UPDATE ledger SET good = good - 1, duplicate = 1");

    assertThat(compare().findings()).containsExactly("the ledger says duplicate 1 instead of 0");
  }

  @Test
  void countsMinutesThatDoNotBalance() throws Exception {
    writeLake("UPDATE ledger SET good = good - 1");

    assertThat(compare().findings()).containsExactly("the ledger does not balance in 1 minutes");
  }

  private void entry(String payload) {
    stream.add(
        new StreamLog.Entry(
            SHARD,
            String.valueOf(10_000 + stream.size()),
            payload.getBytes(StandardCharsets.UTF_8)));
  }

  private Verdict compare() throws Exception {
    Verdict.Builder verdict = new Verdict.Builder();
    try (Lake lake = Lake.open(folder.resolve("lake"))) {
      Comparison.run(lake, stream, folder.resolve("findings"), verdict);
    }
    return verdict.build();
  }

  /** Writes what the job would have written, changed by statements. */
  private void writeLake(String... changes) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = connection.createStatement()) {
      sql.execute("SET TimeZone = 'UTC'");
      for (LakeTable table : LakeTable.values()) {
        sql.execute("CREATE TABLE " + table.label() + " (" + table.columnDefinitions() + ")");
      }
      for (StreamLog.Entry entry : stream) {
        String at = "'" + SHARD + "', '" + entry.sequence() + "'";
        String payload = "'" + new String(entry.payload(), StandardCharsets.UTF_8) + "'::BLOB";
        sql.execute(
            "INSERT INTO raw (shard, sequence, payload) VALUES (" + at + ", " + payload + ")");
        for (Oracle.Reading reading : Oracle.of(List.of(entry)).readings()) {
          sql.execute(
              ("INSERT INTO readings (turbine_id, sensor, reading_id, event_time, raw_value, imputed)"
                      + " VALUES ('%s', '%s', '%s', '%s', %s, false)")
                  .formatted(
                      reading.turbine(),
                      reading.sensor(),
                      reading.id(),
                      reading.eventTime(),
                      reading.value()));
        }
      }
      sql.execute(
          "INSERT INTO rejected (shard, sequence, payload)"
              + " SELECT shard, sequence, payload FROM raw WHERE sequence = '10010'");
      sql.execute(
          "INSERT INTO statistics (turbine_id, sensor, \"window\", window_start)"
              + " VALUES ('WT-1', 'rotor_speed', '1m', '2026-11-20 07:00:00Z')");
      sql.execute(
          "INSERT INTO ledger (minute, source, received, rejected, duplicate, late, good, uncertain,"
              + " bad, imputed, records)"
              + " VALUES ('2026-11-20 07:00:00Z', 'KINESIS', 11, 1, 0, 0, 10, 0, 0, 0, 11)");
      for (String change : changes) {
        sql.execute(change);
      }
      for (LakeTable table : LakeTable.values()) {
        boolean hourly = table.partitionTypes().contains("hour");
        Path partition =
            Files.createDirectories(
                folder
                    .resolve("lake")
                    .resolve(table.label())
                    .resolve("region=us-east-1/year=2026/month=11/day=20")
                    .resolve(hourly ? "hour=07" : ""));
        sql.execute(
            "COPY (SELECT * EXCLUDE (region, year, month, day"
                + (hourly ? ", hour" : "")
                + ") FROM "
                + table.label()
                + ") TO '"
                + partition.resolve("a.parquet")
                + "' (FORMAT parquet)");
      }
    }
  }
}

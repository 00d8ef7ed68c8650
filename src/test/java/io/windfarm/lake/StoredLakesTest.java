package io.windfarm.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lakes that earlier versions wrote from the same two minutes of two turbines, a folder a version:
 * they stay readable, beside one another and beside what is written today.
 */
class StoredLakesTest {
  private static final Path LAKES = Path.of("src", "test", "resources", "lakes");

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void holdWhatTheyHeld(String version) throws Exception {
    LakeFolder lake = new LakeFolder(LAKES.resolve(version));

    assertThat(
            lake.query(
                "SELECT sensor, count(*), count(value), round(sum(value), 3), min(event_time),"
                    + " max(event_time), list_sort(list(DISTINCT quality)) FROM readings"
                    + " WHERE NOT imputed GROUP BY ALL",
                "readings"))
        .containsExactly(
            "hydraulic_pressure|119|119|8599.5|2026-11-20T07:00:00Z|2026-11-20T07:01:59.833Z"
                + "|[GOOD, UNCERTAIN]");
    assertThat(lake.query("SELECT turbine_id, rule, state FROM alerts ORDER BY ALL", "alerts"))
        .containsExactly(
            "WT-0|hydraulic-pressure-loss|RAISED", "WT-1|hydraulic-pressure-loss|RAISED");
    assertThat(lake.query("SELECT count(*), count(DISTINCT sequence) FROM raw", "raw"))
        .containsExactly("120|120");
    assertThat(
            lake.query("SELECT reason, decode(payload) LIKE '%error%' FROM rejected", "rejected"))
        .containsExactly("BAD_VALUE|true");
    assertThat(
            lake.query(
                "SELECT \"count\", mean FROM statistics WHERE \"window\" = '24h' AND aligned"
                    + " ORDER BY turbine_id",
                "statistics"))
        .hasSize(2);
    assertThat(
            lake.query("SELECT sum(records), sum(received), sum(rejected) FROM ledger", "ledger"))
        .containsExactly("120|120|1");
  }

  /** Of the same two minutes, each of them a period. */
  @Test
  void holdSummariesAndAnomaliesSinceTheThird() throws Exception {
    LakeFolder lake = new LakeFolder(LAKES.resolve("3"));

    assertThat(
            lake.query(
                "SELECT turbine_id, period_start, period_end, \"count\", round(mean, 3),"
                    + " fleet_turbines, round(z_score, 3) FROM summaries ORDER BY ALL",
                "summaries"))
        .containsExactly(
            "WT-0|2026-11-20T07:00:00Z|2026-11-20T07:01:00Z|30|70.833|2|0.707",
            "WT-0|2026-11-20T07:01:00Z|2026-11-20T07:02:00Z|30|74.333|2|null",
            "WT-1|2026-11-20T07:00:00Z|2026-11-20T07:01:00Z|30|69.667|2|-0.707",
            "WT-1|2026-11-20T07:01:00Z|2026-11-20T07:02:00Z|30|74.333|2|null");
    assertThat(
            lake.query(
                "SELECT kind, turbine_id, count(*), count(reading_id), min(threshold) FROM anomalies"
                    + " GROUP BY ALL ORDER BY ALL",
                "anomalies"))
        .containsExactly(
            "FLEET|WT-0|1|0|0.5",
            "FLEET|WT-1|1|0|0.5",
            "READING|WT-0|5|5|0.5",
            "READING|WT-1|6|6|0.5");
  }

  @Test
  void haveNullWhereAColumnCameLater() throws Exception {
    String ledgers = LAKES + "/*/ledger/**/*.parquet";

    assertThat(
            new LakeFolder(LAKES)
                .query(
                    "SELECT filename LIKE '%/1/%', elsewhere IS NULL, sum(received)::BIGINT"
                        + " FROM read_parquet('"
                        + ledgers
                        + "', union_by_name = true, filename = true) GROUP BY ALL ORDER BY ALL"))
        .containsExactly("false|false|120", "true|true|120");
  }

  static List<Table<?>> tables() {
    return Tables.all();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void includeTheVersionThatIsWrittenToday(Table<?> table) throws IOException {
    List<String> versions;
    try (Stream<Path> files = Files.walk(LAKES)) {
      versions =
          files
              .filter(file -> file.toString().endsWith(".parquet"))
              .filter(file -> file.getFileName().toString().startsWith(table.name() + "-"))
              .map(StoredLakesTest::schemaVersion)
              .distinct()
              .collect(Collectors.toList());
    }
    assertThat(versions)
        .as("a column of %s changed: put a lake of the new version beside the others", table.name())
        .contains(Integer.toString(table.version()));
  }

  private static String schemaVersion(Path file) {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      return reader.getFileMetaData().getKeyValueMetaData().get(TableRows.SCHEMA_VERSION);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

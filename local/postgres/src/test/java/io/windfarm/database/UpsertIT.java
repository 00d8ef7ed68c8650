package io.windfarm.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.TestDatabase;
import io.windfarm.model.Anomaly;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.Reason;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a row in PostgreSQL. */
class UpsertIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final DatabaseAccess access =
      new DatabaseAccess(DATABASE.url(), DATABASE.user(), DATABASE.password());

  @BeforeEach
  void makeTables() {
    new Schema(access, "windfarm").migrate();
  }

  @Test
  void writesAReadingAsItIs() throws Exception {
    write(readings(), List.of(Rows.reading("a")));

    assertThat(
            DATABASE.rows(
                "SELECT turbine_id, sensor, (event_time AT TIME ZONE 'UTC')::text, reading_id, raw_value,"
                    + " value, unit, quality, reasons, imputed, farm_id, region, country_code,"
                    + " cadence_ms, extract(epoch FROM arrival_time - event_time)::float8, source, stream, shard, sequence,"
                    + " record_index, turbine_from, rules_version, altered, provisional"
                    + " FROM windfarm.readings"))
        .containsExactly(
            "WT-0042 | hydraulic_pressure | 2026-11-20 07:15:03.123 | a | 1077.8 |"
                + " 0.30000000000000004 | bar | UNCERTAIN | {SPIKE,UNIT_CONVERTED} | false | A |"
                + " us-east-1 | US | 1000 | 0.842 |"
                + " KINESIS | windfarm-readings | shardId-000000000003 | 2054b6 | 2 | EVENT |"
                + " rules-7 | false | false");
  }

  @Test
  void writesARowOfEachOtherTableAsItIs() throws Exception {
    write(StatisticsTable.define(false), List.of(Rows.statistic()));
    write(SummariesTable.define(true), List.of(Rows.summary()));
    write(
        AnomaliesTable.define(false),
        List.of(
            Rows.anomaly(Anomaly.Kind.FLEET, 4.5),
            Rows.anomaly(Anomaly.Kind.READING, 5),
            Rows.anomaly(Anomaly.Kind.READING, 1)));
    write(AlertsTable.define(false), List.of(Rows.alert()));

    assertThat(
            DATABASE.rows(
                "SELECT \"window\", aligned, \"count\", expected_count, completeness, mean, stddev"
                    + " FROM windfarm.statistics"))
        .containsExactly("10m | true | 60 | null | null | 0.30000000000000004 | null");
    assertThat(
            DATABASE.rows(
                "SELECT extract(epoch FROM period_end - period_start)::float8, \"min\", \"max\", mean, stddev, fleet_turbines,"
                    + " z_score, farm_id, provisional FROM windfarm.summaries"))
        .containsExactly(
            "86400.0 | 1.6 | 4.4 | 2.975 |" + " 0.30000000000000004 | 15 | null | null | true");
    assertThat(DATABASE.rows("SELECT kind, value, z_score FROM windfarm.anomalies ORDER BY value"))
        .containsExactly("READING | 1.0 | -4.0", "FLEET | 4.5 | 3.0", "READING | 5.0 | 4.0");
    assertThat(
            DATABASE.rows(
                "SELECT alert_id, state, severity, rule_version, message, notified"
                    + " FROM windfarm.alerts"))
        .containsExactly("4711 | ESCALATED | CRITICAL | 3 | Hydraulic pressure 51.5 bar | true");
  }

  @Test
  void givesARowThatComesAgainItsOwnPlace() throws Exception {
    CleanedReading reading = Rows.reading("a");
    write(readings(), List.of(reading));
    reading.value = 75;
    write(readings(), List.of(reading));

    assertThat(DATABASE.rows("SELECT reading_id, value FROM windfarm.readings"))
        .containsExactly("a | 75.0");
  }

  @Test
  void doesNotTouchARowThatSaysTheSame() throws Exception {
    CleanedReading missing = Rows.reading("a");
    missing.reading.rawValue = Double.NaN;
    missing.value = Double.NaN;
    write(readings(), List.of(missing, Rows.reading("b")));
    List<String> versions = DATABASE.rows("SELECT reading_id, xmin, ctid FROM windfarm.readings");

    write(readings(), List.of(missing, Rows.reading("b")));

    assertThat(DATABASE.rows("SELECT reading_id, xmin, ctid FROM windfarm.readings"))
        .hasSize(2)
        .isEqualTo(versions);
  }

  @Test
  void keepsReadingsApartThatShareAnIdAndATime() throws Exception {
    CleanedReading one = Rows.reading("<built-in function id>");
    CleanedReading other = Rows.reading("<built-in function id>");
    other.reading.rawValue = 1077.9;
    CleanedReading missing = Rows.reading("<built-in function id>");
    missing.reading.rawValue = Double.NaN;
    write(readings(), List.of(one, other, missing));
    write(readings(), List.of(missing, other, one));

    assertThat(DATABASE.rows("SELECT raw_value FROM windfarm.readings ORDER BY 1"))
        .containsExactly("1077.8", "1077.9", "NaN");
  }

  @Test
  void letsTheVerdictOfTheFirstStandAgainstALateCopy() throws Exception {
    CleanedReading late = Rows.reading("a");
    late.reasons = Reason.LATE.bit();
    write(readings(), List.of(Rows.reading("a")));
    write(readings(), List.of(late));

    assertThat(DATABASE.rows("SELECT reasons FROM windfarm.readings"))
        .containsExactly("{SPIKE,UNIT_CONVERTED}");

    late.reading.id = "b";
    write(readings(), List.of(late));
    CleanedReading inTime = Rows.reading("b");
    write(readings(), List.of(inTime));

    assertThat(DATABASE.rows("SELECT reasons FROM windfarm.readings WHERE reading_id = 'b'"))
        .containsExactly("{SPIKE,UNIT_CONVERTED}");
  }

  @Test
  void letsAFinalRowStandAgainstAProvisionalOne() throws Exception {
    CleanedReading reading = Rows.reading("a");
    write(ReadingsTable.define("rules-7", true), List.of(reading));
    reading.value = 75;
    write(readings(), List.of(reading));
    assertThat(DATABASE.rows("SELECT value, provisional FROM windfarm.readings"))
        .containsExactly("75.0 | false");

    reading.value = 76;
    write(ReadingsTable.define("rules-7", true), List.of(reading));
    assertThat(DATABASE.rows("SELECT value, provisional FROM windfarm.readings"))
        .containsExactly("75.0 | false");
  }

  @Test
  void keepsWhateverTextsHold() throws Exception {
    String hostile = "'; DROP TABLE readings; -- \" \\ {a,b} NULL \n\t $1 ? π 風 🌬";
    CleanedReading quoted = Rows.reading(hostile);
    quoted.reading.turbineId = "NULL";
    quoted.reading.farmId = hostile;
    quoted.reading.region = null;
    quoted.reading.countryCode = "";
    write(readings(), List.of(quoted));

    try (Connection connection = access.connect();
        var statement = connection.createStatement();
        var result =
            statement.executeQuery(
                "SELECT reading_id, turbine_id, farm_id, region, country_code, altered"
                    + " FROM windfarm.readings")) {
      assertThat(result.next()).isTrue();
      assertThat(result.getString(1)).isEqualTo(hostile);
      assertThat(result.getString(2)).isEqualTo("NULL");
      assertThat(result.getString(3)).isEqualTo(hostile);
      assertThat(result.getString(4)).isNull();
      assertThat(result.getString(5)).isNull();
      assertThat(result.getBoolean(6)).isFalse();
    }
  }

  @Test
  void marksTheRowsWhoseTextsItCouldNotKeep() throws Exception {
    CleanedReading nul = Rows.reading("nul\0");
    CleanedReading half = Rows.reading("half \ud83c");
    CleanedReading wide = Rows.reading("風".repeat(20_000));
    wide.reading.turbineId = "🌬".repeat(20_000);
    wide.reading.sensor = "π".repeat(20_000);
    CleanedReading wideElsewhere = Rows.reading("plain");
    wideElsewhere.reading.farmId = "風".repeat(20_000);
    write(readings(), List.of(nul, half, wide, wideElsewhere));

    assertThat(
            DATABASE.rows(
                "SELECT left(reading_id, 6), length(farm_id), altered FROM windfarm.readings"
                    + " ORDER BY reading_id COLLATE \"C\""))
        .containsExactly(
            "half ? | 1 | true", "nul␀ | 1 | true", "plain | 20000 | false", "風風風風風風 | 1 | true");
  }

  @Test
  void keepsTimesThatNoCalendarHas() throws Exception {
    CleanedReading before = Rows.reading("before");
    before.reading.eventTime = Long.MIN_VALUE;
    before.reading.arrivalTime = Long.MIN_VALUE;
    CleanedReading after = Rows.reading("after");
    after.reading.eventTime = Long.MAX_VALUE;
    CleanedReading ancient = Rows.reading("ancient");
    ancient.reading.eventTime = -62_135_596_800_000L;
    CleanedReading last = Rows.reading("last");
    last.reading.eventTime = 253_402_300_799_999L;
    write(readings(), List.of(before, after, ancient, last));

    assertThat(
            DATABASE.rows(
                "SELECT reading_id, (event_time AT TIME ZONE 'UTC')::text, arrival_time IS NULL"
                    + " FROM windfarm.readings ORDER BY event_time"))
        .containsExactly(
            "before | -infinity | true",
            "ancient | 0001-01-01 00:00:00 | false",
            "last | 9999-12-31 23:59:59.999 | false",
            "after | infinity | false");
  }

  @Test
  void writesABatchOfManyRows() throws Exception {
    Batch<CleanedReading> batch = new Batch<>(readings());
    for (int i = 0; i < 20_000; i++) {
      batch.add(Rows.reading("id-" + i));
    }
    try (Connection connection = access.connect()) {
      new Upsert<>(readings(), "windfarm").execute(connection, batch.rows());
    }

    assertThat(DATABASE.rows("SELECT count(*) FROM windfarm.readings")).containsExactly("20000");
  }

  private static Table<CleanedReading> readings() {
    return ReadingsTable.define("rules-7", false);
  }

  private <T> void write(Table<T> table, List<T> rows) throws Exception {
    Batch<T> batch = new Batch<>(table);
    rows.forEach(batch::add);
    try (Connection connection = access.connect()) {
      new Upsert<>(table, "windfarm").execute(connection, batch.rows());
    }
  }
}

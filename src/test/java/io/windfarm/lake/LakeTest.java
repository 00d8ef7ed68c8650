package io.windfarm.lake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.windfarm.exchange.Exchanged;
import io.windfarm.model.Alert;
import io.windfarm.model.Anomaly;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.RawRecord;
import io.windfarm.model.Rejected;
import io.windfarm.model.Statistic;
import io.windfarm.model.Summary;
import io.windfarm.model.TurbineFrom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a reader finds in the lake after a job wrote one of everything, and some nasty ones. */
class LakeTest {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir static Path folder;

  private static final byte[] ALL_BYTES = new byte[256];
  private static final String NASTY = "a=b/c\r\n%2F..\\\"'*?é風\u0000\u007f";

  private static LakeFolder written;

  @BeforeAll
  static void writesOneOfEverything() throws Exception {
    for (int i = 0; i < ALL_BYTES.length; i++) {
      ALL_BYTES[i] = (byte) i;
    }
    written = new LakeFolder(folder);
    Lake lake = Lake.at(written.roots()).rulesVersion("rules-7").jobVersion("1.2.3").build();
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    env.enableCheckpointing(100);
    write(env, "raw", TypeInformation.of(RawRecord.class), lake.raw(), rawRecords());
    write(env, "readings", Exchanged.CLEANED_READING, lake.readings(), readings());
    write(env, "statistics", TypeInformation.of(Statistic.class), lake.statistics(), statistics());
    write(env, "summaries", TypeInformation.of(Summary.class), lake.summaries(), summaries());
    write(env, "anomalies", TypeInformation.of(Anomaly.class), lake.anomalies(), anomalies());
    write(
        env,
        "alerts",
        TypeInformation.of(Alert.class),
        lake.alerts(),
        List.of(Rows.alert("alert-1")));
    write(
        env,
        "rejected",
        TypeInformation.of(Rejected.class),
        lake.rejected(),
        List.of(Rows.rejected("{\"id\":\r\n")));
    write(
        env,
        "ledger",
        TypeInformation.of(LedgerEntry.class),
        lake.ledger(),
        List.of(Rows.ledger()));
    env.execute("lake");
  }

  private static <T> void write(
      StreamExecutionEnvironment env,
      String name,
      TypeInformation<T> type,
      TableOutput<T> table,
      List<T> rows) {
    table.write(env.fromData(rows, type).uid("source-" + name), "lake-" + name, "Lake: " + name);
  }

  private static List<RawRecord> rawRecords() {
    RawRecord beforeEpoch = Rows.raw("old".getBytes(UTF_8));
    beforeEpoch.arrival.arrivalTime = -1;
    beforeEpoch.arrival.shard = "";
    beforeEpoch.arrival.partitionKey = null;
    RawRecord empty = Rows.raw(new byte[0]);
    empty.arrival.sequence = "2";
    return List.of(Rows.raw(ALL_BYTES), beforeEpoch, empty);
  }

  private static List<CleanedReading> readings() {
    CleanedReading missing = Rows.reading("missing");
    missing.reading.value = Double.NaN;
    missing.reading.rawValue = Double.NaN;
    missing.value = Double.NaN;
    missing.reasons = 0;
    missing.cadence = 0;
    missing.synthetic = true;
    missing.reading.farmId = "";
    missing.reading.countryCode = null;
    missing.reading.unit = "";
    missing.reading.turbineFrom = TurbineFrom.TEMPLATE;

    CleanedReading nasty = Rows.reading("nasty\ud800");
    nasty.reading.turbineId = "../../x";
    nasty.reading.region = NASTY;

    CleanedReading up = Rows.reading("up");
    up.reading.region = "..";

    CleanedReading year9999 = Rows.reading("year-9999");
    year9999.reading.eventTime = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    CleanedReading endOfTime = Rows.reading("end-of-time");
    endOfTime.reading.eventTime = Long.MAX_VALUE;

    CleanedReading startOfTime = Rows.reading("start-of-time");
    startOfTime.reading.eventTime = Long.MIN_VALUE;
    startOfTime.reading.region = "";

    CleanedReading line = Rows.reading("line");
    line.reading.sequence = null;
    line.reading.sequenceNumber = 4711;

    return List.of(
        Rows.reading("plain"), missing, nasty, up, year9999, endOfTime, startOfTime, line);
  }

  private static List<Statistic> statistics() {
    long midnight = Instant.parse("2026-11-21T00:00:00Z").toEpochMilli();
    Statistic single = Rows.statistic(60_000, midnight + 60_000);
    single.count = 1;
    single.stddev = Double.NaN;
    single.expectedCount = 0;
    single.completeness = Double.NaN;
    return List.of(
        Rows.statistic(86_400_000, midnight),
        Rows.statistic(3_600_000, midnight),
        Rows.statistic(600_000, midnight),
        single);
  }

  private static List<Summary> summaries() {
    Summary alone = Rows.summary(Instant.parse("2026-11-20T23:00:00Z").toEpochMilli());
    alone.turbineId = "alone";
    alone.farmId = "";
    alone.expectedCount = 0;
    alone.completeness = Double.NaN;
    alone.stddev = Double.NaN;
    alone.fleetStddev = Double.NaN;
    alone.zScore = Double.NaN;
    return List.of(Rows.summary(Instant.parse("2026-11-21T00:00:00Z").toEpochMilli()), alone);
  }

  private static List<Anomaly> anomalies() {
    return List.of(Rows.anomaly(Anomaly.Kind.READING, "r-1"), Rows.anomaly(Anomaly.Kind.FLEET, ""));
  }

  @Test
  void keepsEveryValueOfASummary() throws SQLException {
    assertThat(written.query("SELECT * FROM summaries ORDER BY turbine_id", "summaries"))
        .containsExactly(
            "WT-0042|A|US|power_output|kW|2026-11-20T00:00:00Z|2026-11-21T00:00:00Z|144|2|1|145"
                + "|0.993103448275862|1.5|4.5|3.25|0.5|15|3.0|0.125|2.0|20|11|us-east-1|2026",
            "alone|null|US|power_output|kW|2026-11-19T23:00:00Z|2026-11-20T23:00:00Z|144|2|1|null"
                + "|null|1.5|4.5|3.25|null|15|3.0|null|null|20|11|us-east-1|2026");
  }

  @Test
  void keepsEveryValueOfAnAnomaly() throws SQLException {
    assertThat(written.query("SELECT * FROM anomalies ORDER BY kind DESC", "anomalies"))
        .containsExactly(
            "READING|WT-0042|A|US|power_output|kW|2026-11-20T07:15:03.125Z|2026-11-20T00:00:00Z"
                + "|2026-11-21T00:00:00Z|r-1|9.25|3.25|2.0|3.0|2.5|20|11|us-east-1|2026",
            "FLEET|WT-0042|A|US|power_output|kW|2026-11-20T07:15:03.125Z|2026-11-20T00:00:00Z"
                + "|2026-11-21T00:00:00Z|null|9.25|3.25|2.0|3.0|2.5|20|11|us-east-1|2026");
  }

  @Test
  void keepsEveryValueOfAReading() throws SQLException {
    assertThat(
            written.query(
                "SELECT * EXCLUDE (day) FROM readings WHERE reading_id='plain'", "readings"))
        .containsExactly(
            "plain|WT-0042|A|US|hydraulic_pressure|74.25|1077.8|bar|UNCERTAIN"
                + "|[SPIKE, UNIT_CONVERTED]|2026-11-20T07:15:03.125Z|2026-11-20T07:15:03.967Z"
                + "|KINESIS|windfarm-readings|shardId-000000000003|"
                + Rows.SEQUENCE
                + "|2|EVENT|1000|false|rules-7|7|11|us-east-1|2026");
  }

  @Test
  void writesWhatAReadingLacksAsNull() throws SQLException {
    assertThat(
            written.query(
                "SELECT value, raw_value, farm_id, country_code, unit, cadence_ms, reasons, imputed,"
                    + " turbine_from FROM readings WHERE reading_id = 'missing'",
                "readings"))
        .containsExactly("null|null|null|null|null|null|[]|true|TEMPLATE");
  }

  @Test
  void writesASequenceThatIsANumberAsText() throws SQLException {
    assertThat(
            written.query(
                "SELECT sequence FROM readings WHERE reading_id = 'line' AND sequence = '4711'",
                "readings"))
        .containsExactly("4711");
  }

  @Test
  void putsEachReadingIntoThePartitionOfItsEventHour() throws Exception {
    assertThat(written.partitions("readings"))
        .containsExactlyInAnyOrder(
            "region=us-east-1/year=2026/month=11/day=20/hour=07",
            "region=us-east-1/year=2049/month=12/day=31/hour=23",
            "region=unknown/year=2000/month=01/day=01/hour=00",
            "region=../year=2026/month=11/day=20/hour=07",
            "region=a%3Db%2Fc%0D%0A%252F..%5C%22%27%2A%3F%C3%A9%E9%A2%A8%00%7F"
                + "/year=2026/month=11/day=20/hour=07");
  }

  @Test
  void readsNastyNamesBackAsTheyWere() throws SQLException {
    assertThat(
            written.query(
                "SELECT turbine_id, reading_id, hour FROM readings WHERE region = chr(46)||chr(46)"
                    + " OR reading_id LIKE 'nasty%' ORDER BY ALL",
                "readings"))
        .containsExactly("../../x|nasty?|7", "WT-0042|up|7");
  }

  @Test
  void keepsTimesThatEnginesCanReadAndNoOthers() throws SQLException {
    assertThat(
            written.query(
                "SELECT reading_id, epoch_ms(event_time), year FROM readings"
                    + " WHERE year <> 2026 ORDER BY reading_id",
                "readings"))
        .containsExactly(
            "end-of-time|null|2049", "start-of-time|null|2000", "year-9999|253402300799999|2049");
  }

  @Test
  void keepsPayloadsByteForByte() throws SQLException {
    StringBuilder hex = new StringBuilder();
    for (byte b : ALL_BYTES) {
      hex.append(String.format("%02X", b));
    }
    assertThat(
            written.query(
                "SELECT hex(payload), source, stream, shard, sequence, partition_key,"
                    + " epoch_ms(arrival_time), hour FROM raw ORDER BY octet_length(payload) DESC",
                "raw"))
        .containsExactly(
            hex
                + "|KINESIS|windfarm-readings|shardId-000000000003|"
                + Rows.SEQUENCE
                + "|WT-0042|1795158903125|7",
            "6F6C64|KINESIS|windfarm-readings|null|" + Rows.SEQUENCE + "|null|-1|0",
            "|KINESIS|windfarm-readings|shardId-000000000003|2|WT-0042|1795158903125|7");
    assertThat(
            written.query(
                "SELECT decode(payload), reason, detail, record_index FROM rejected", "rejected"))
        .containsExactly("{\"id\":\r\n|MALFORMED_JSON|cut off at byte 17|1");
  }

  @Test
  void putsAnArrivalBeforeAllPartitionsIntoTheFirst() throws Exception {
    assertThat(written.partitions("raw"))
        .containsExactly(
            "region=us-east-1/year=2000/month=01/day=01/hour=00",
            "region=us-east-1/year=2026/month=11/day=20/hour=07");
  }

  @Test
  void putsAWindowThatEndsAtMidnightIntoTheDayThatItCovers() throws SQLException {
    assertThat(
            written.query(
                "SELECT \"window\", day, window_start, window_end, mean, stddev, expected_count,"
                    + " completeness FROM statistics ORDER BY window_start, day, \"window\"",
                "statistics"))
        .containsExactly(
            "24h|20|2026-11-20T00:00:00Z|2026-11-21T00:00:00Z|0.30000000000000004|0.01|61|0.9836065573770492",
            "1h|20|2026-11-20T23:00:00Z|2026-11-21T00:00:00Z|0.30000000000000004|0.01|61|0.9836065573770492",
            "10m|20|2026-11-20T23:50:00Z|2026-11-21T00:00:00Z|0.30000000000000004|0.01|61|0.9836065573770492",
            "1m|21|2026-11-21T00:00:00Z|2026-11-21T00:01:00Z|0.30000000000000004|null|null|null");
  }

  @Test
  void keepsEveryValueOfAStatisticAnAlertAndALedgerEntry() throws SQLException {
    assertThat(
            written.query(
                "SELECT * EXCLUDE (window_start, window_end) FROM statistics WHERE \"window\"='24h'",
                "statistics"))
        .containsExactly(
            "WT-0042|A|US|power_factor|1|24h|true|60|2|1|61|0.9836065573770492|0.9|1.0"
                + "|0.30000000000000004|0.01|0.95|0.99|0.995|0.91|0.97|20|11|us-east-1|2026");
    assertThat(written.query("SELECT * FROM alerts", "alerts"))
        .containsExactly(
            "alert-1|hydraulic-pressure-loss|3|WT-0042|A|US|CRITICAL|ESCALATED"
                + "|2026-11-20T07:15:03.125Z|2026-11-21T07:15:03.125Z|2026-11-20T07:15:05.125Z"
                + "|[{\"sensor\":\"hydraulic_pressure\",\"value\":51.5}]"
                + "|Hydraulic pressure 51.5 bar, three readings below 55 bar|true"
                + "|20|11|us-east-1|2026");
    assertThat(written.query("SELECT * FROM ledger", "ledger"))
        .containsExactly(
            "2026-11-20T07:15:00Z|KINESIS|windfarm-readings|28|1|2|3|4|5|13|7|8|9|10|20|11|us-east-1|2026");
  }

  @Test
  void describesEveryFileInAManifest() throws Exception {
    for (String table : TableNames.ALL) {
      for (Path file : written.files(table)) {
        JsonNode manifest = written.manifest(table, file);
        String where = "FROM '" + file + "'";
        assertThat(manifest.get("table").asText()).isEqualTo(table);
        assertThat(manifest.get("file").asText()).isEqualTo(file.getFileName().toString());
        assertThat(manifest.get("bytes").asLong()).isEqualTo(Files.size(file));
        assertThat(written.query("SELECT count(*) " + where))
            .containsExactly(manifest.get("rows").asText());
        assertThat(manifest.get("job_version").asText()).isEqualTo("1.2.3");
        assertThat(folder.resolve(table).resolve(manifest.get("partition").asText()))
            .isEqualTo(file.getParent());
      }
      assertThat(written.manifests(table)).hasSameSizeAs(written.files(table));
    }
  }

  @Test
  void saysInAManifestWhenItsRowsWere() throws Exception {
    Path file = written.files("ledger").get(0);
    JsonNode manifest = written.manifest("ledger", file);
    assertThat(manifest.get("min_time").asText()).isEqualTo("2026-11-20T07:15:00Z");
    assertThat(manifest.get("max_time").asText()).isEqualTo("2026-11-20T07:15:00Z");
    assertThat(manifest.get("schema_version").asText()).isEqualTo("2");
  }

  @Test
  void namesEveryFileAfterItsTable() throws Exception {
    for (String table : TableNames.ALL) {
      assertThat(written.files(table))
          .isNotEmpty()
          .allSatisfy(
              file -> assertThat(file.getFileName().toString()).matches(table + "-.+\\.parquet"));
    }
  }
}

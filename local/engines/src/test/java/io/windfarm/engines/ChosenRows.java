package io.windfarm.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windfarm.model.Alert;
import io.windfarm.model.AlertState;
import io.windfarm.model.Anomaly;
import io.windfarm.model.Arrival;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.Quality;
import io.windfarm.model.RawRecord;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import io.windfarm.model.RejectReason;
import io.windfarm.model.Rejected;
import io.windfarm.model.Severity;
import io.windfarm.model.Source;
import io.windfarm.model.Statistic;
import io.windfarm.model.Summary;
import io.windfarm.model.TurbineFrom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows where engines go wrong: the last and the first millisecond of days, hours and years, at the
 * ends of the years that the tables know, where clocks change in other zones, in every region and
 * in none; nulls, bytes that are no text, texts that no one would think of.
 */
final class ChosenRows {
  private static final long[] TIMES =
      Arrays.stream(
              new String[] {
                "1999-12-31T23:59:59.999Z",
                "2000-01-01T00:00:00.000Z",
                "2026-03-08T06:29:59.999Z", // Clocks go forward in St. John's (05:30 UTC), New
                // York.
                "2026-11-01T04:30:00.000Z", // And back.
                "2026-11-20T23:59:59.999Z",
                "2026-11-21T00:00:00.000Z",
                "2026-11-21T06:59:59.999Z",
                "2026-11-21T07:00:00.000Z",
                "2028-02-29T18:29:59.999Z", // Midnight in Kolkata is at 18:30.
                "2049-12-31T23:59:59.999Z",
                "2050-01-01T00:00:00.000Z",
                "2099-12-31T23:59:59.999Z"
              })
          .mapToLong(time -> Instant.parse(time).toEpochMilli())
          .toArray();

  private static final String[] REGIONS = {
    "us-east-1", "us-west-2", "eu-west-1", "ap-southeast-1", null
  };

  private static final String ODD = "'\"\\ {{x}} ${y}\r\n\u0000 %2F é風 \uD83C\uDF2C";

  private ChosenRows() {}

  static List<CleanedReading> readings() {
    List<CleanedReading> rows = new ArrayList<>();
    for (String region : REGIONS) {
      for (long time : TIMES) {
        rows.add(reading("r" + rows.size(), region, time));
      }
    }
    CleanedReading nulls = reading("nulls", "eu-west-1", TIMES[3]);
    nulls.value = Double.NaN;
    nulls.reading.rawValue = Double.NaN;
    nulls.reading.farmId = "";
    nulls.reading.countryCode = null;
    nulls.reading.unit = "";
    nulls.reading.shard = "";
    nulls.cadence = 0;
    nulls.synthetic = true;
    nulls.reasons = 0;
    rows.add(nulls);
    CleanedReading odd = reading(ODD, "eu-west-1", TIMES[3]);
    odd.reading.turbineId = "../../" + ODD;
    odd.value = -Double.MAX_VALUE;
    odd.reading.rawValue = Double.MIN_VALUE;
    for (Reason reason : Reason.values()) {
      odd.reasons |= reason.bit();
    }
    rows.add(odd);
    return rows;
  }

  static List<RawRecord> raw() {
    byte[] allBytes = new byte[256];
    for (int i = 0; i < allBytes.length; i++) {
      allBytes[i] = (byte) i;
    }
    List<RawRecord> rows = new ArrayList<>();
    for (byte[] payload : List.of(allBytes, new byte[0], ODD.getBytes(UTF_8))) {
      for (long time : TIMES) {
        RawRecord row = new RawRecord();
        row.region = REGIONS[rows.size() % REGIONS.length];
        row.arrival = new Arrival();
        row.arrival.source = Source.KAFKA;
        row.arrival.stream = "windfarm-telemetry";
        row.arrival.shard = rows.size() % 2 == 0 ? "3" : "";
        row.arrival.sequence = "00" + rows.size();
        row.arrival.partitionKey = rows.size() % 3 == 0 ? ODD : null;
        row.arrival.arrivalTime = time;
        row.arrival.payload = payload;
        rows.add(row);
      }
    }
    return rows;
  }

  static List<Rejected> rejected() {
    List<Rejected> rows = new ArrayList<>();
    for (long time : TIMES) {
      Rejected row = new Rejected();
      row.payload = new byte[] {(byte) 0xff, 0, (byte) rows.size()};
      row.reason = RejectReason.values()[rows.size() % RejectReason.values().length];
      row.detail = ODD;
      row.region = REGIONS[rows.size() % REGIONS.length];
      row.source = Source.FILE;
      row.stream = "events.jsonl";
      row.shard = "";
      row.sequence = Integer.toString(rows.size());
      row.partitionKey = "";
      row.arrivalTime = time;
      row.index = rows.size();
      rows.add(row);
    }
    return rows;
  }

  static List<Statistic> statistics() {
    List<Statistic> rows = new ArrayList<>();
    for (String region : REGIONS) {
      for (long time : TIMES) {
        // The last instant of the window, which decides on the partition, is in the day of the
        // time.
        long day = Math.floorDiv(time, 86_400_000L) * 86_400_000L;
        rows.add(statistic("WT-" + rows.size(), region, 86_400_000L, day + 86_400_000L));
        rows.add(statistic("WT-" + rows.size(), region, 60_000L, day + 60_000L));
      }
    }
    Statistic single = rows.get(0);
    single.count = 1;
    single.stddev = Double.NaN;
    single.expectedCount = 0;
    single.completeness = Double.NaN;
    single.farmId = "";
    return rows;
  }

  static List<Summary> summaries() {
    List<Summary> rows = new ArrayList<>();
    for (String region : REGIONS) {
      for (long time : TIMES) {
        // The last instant of the period is that of the time: it decides on the partition.
        Summary row = new Summary();
        row.turbineId = "WT-" + rows.size();
        row.farmId = rows.size() % 2 == 0 ? "A" : "";
        row.region = region;
        row.countryCode = "US";
        row.sensor = "power_output";
        row.unit = "kW";
        row.periodStart = time + 1 - 82_800_000L;
        row.periodEnd = time + 1;
        row.count = 138L - rows.size();
        row.uncertainCount = 2;
        row.badCount = 1;
        row.expectedCount = rows.size() % 3 == 0 ? 0 : 138;
        row.completeness = rows.size() % 3 == 0 ? Double.NaN : row.count / 138.0;
        row.min = -0.5;
        row.max = 4_999.5;
        row.mean = 0.1 + 0.2;
        row.stddev = 1e-300;
        row.fleetTurbines = 15;
        row.fleetMean = 2_500.25;
        row.fleetStddev = rows.size() % 5 == 0 ? Double.NaN : 12.5;
        row.zScore = rows.size() % 5 == 0 ? Double.NaN : -200.016;
        rows.add(row);
      }
    }
    return rows;
  }

  static List<Anomaly> anomalies() {
    List<Anomaly> rows = new ArrayList<>();
    for (long time : TIMES) {
      for (Anomaly.Kind kind : Anomaly.Kind.values()) {
        Anomaly row = new Anomaly();
        row.kind = kind;
        row.turbineId = "WT-0042";
        row.farmId = kind == Anomaly.Kind.READING ? "" : "A";
        row.region = REGIONS[rows.size() % REGIONS.length];
        row.countryCode = "US";
        row.sensor = "power_output";
        row.unit = kind == Anomaly.Kind.FLEET ? "" : "kW";
        row.periodStart = time + 1 - 600_000L;
        row.periodEnd = time + 1;
        // A reading's time may be on another day than its partition.
        row.eventTime = kind == Anomaly.Kind.READING ? row.periodStart : row.periodEnd;
        row.readingId = kind == Anomaly.Kind.READING ? ODD : "";
        row.value = -Double.MAX_VALUE;
        row.expected = 1_234.5;
        row.stddev = Double.MIN_VALUE;
        row.zScore = -3.25;
        row.threshold = 2;
        rows.add(row);
      }
    }
    return rows;
  }

  static List<Alert> alerts() {
    List<Alert> rows = new ArrayList<>();
    for (long time : TIMES) {
      for (AlertState state : AlertState.values()) {
        Alert row = new Alert();
        row.alertId = "alert-" + time;
        row.rule = "hydraulic-pressure-loss";
        row.ruleVersion = 3;
        row.turbineId = "WT-0042";
        row.farmId = "A";
        row.region = REGIONS[rows.size() / 3 % REGIONS.length];
        row.countryCode = state == AlertState.RAISED ? "US" : "";
        row.severity = Severity.values()[rows.size() % Severity.values().length];
        row.state = state;
        row.startTime = time - 2_001;
        row.raisedTime = time;
        // The end of an alert may be on another day than its partition.
        row.eventTime = state == AlertState.CLEARED ? time + 60_001 : time;
        row.evidence = "[{\"sensor\":\"hydraulic_pressure\",\"value\":51.5}]";
        row.message = ODD;
        row.notified = state != AlertState.CLEARED;
        rows.add(row);
      }
    }
    return rows;
  }

  static List<LedgerEntry> ledger() {
    List<LedgerEntry> rows = new ArrayList<>();
    for (long time : TIMES) {
      LedgerEntry row = new LedgerEntry();
      row.minute = Math.floorDiv(time, 60_000L) * 60_000L;
      row.source = Source.values()[rows.size() % Source.values().length];
      row.stream = "windfarm-telemetry";
      row.region = REGIONS[rows.size() % REGIONS.length];
      row.received = Long.MAX_VALUE;
      row.rejected = 1;
      row.duplicate = 2;
      row.late = 3;
      row.good = 4;
      row.uncertain = 5;
      row.bad = 6;
      row.imputed = 7;
      row.records = 8;
      row.elsewhere = 9;
      row.checkpointId = rows.size();
      rows.add(row);
    }
    return rows;
  }

  private static Statistic statistic(String turbine, String region, long window, long end) {
    Statistic row = new Statistic();
    row.turbineId = turbine;
    row.farmId = "A";
    row.region = region;
    row.countryCode = "US";
    row.sensor = "power_factor";
    row.unit = "1";
    row.windowMillis = window;
    row.windowStart = end - window;
    row.windowEnd = end;
    row.aligned = true;
    row.count = 60;
    row.uncertainCount = 2;
    row.badCount = 1;
    row.expectedCount = 61;
    row.completeness = 60 / 61.0;
    row.min = 0.9;
    row.max = 1.0;
    row.mean = 0.1 + 0.2;
    row.stddev = 0.01;
    row.p50 = 0.95;
    row.p95 = 0.99;
    row.p99 = 0.995;
    row.first = 0.91;
    row.last = 0.97;
    return row;
  }

  private static CleanedReading reading(String id, String region, long time) {
    Reading reading = new Reading();
    reading.id = id;
    reading.turbineId = "WT-0042";
    reading.farmId = "A";
    reading.region = region;
    reading.countryCode = "US";
    reading.sensor = "hydraulic_pressure";
    reading.value = 74.31;
    reading.rawValue = 1077.8;
    reading.unit = "bar";
    reading.eventTime = time;
    reading.arrivalTime = time + 1;
    reading.source = Source.KINESIS;
    reading.stream = "windfarm-telemetry";
    reading.shard = "shardId-000000000003";
    reading.sequence = "49671246667567228643283430150187087032206582658085298178";
    reading.index = 2;
    reading.turbineFrom = TurbineFrom.EVENT;
    CleanedReading row = new CleanedReading();
    row.reading = reading;
    row.value = 74.25;
    row.quality = Quality.UNCERTAIN;
    row.reasons = Reason.SPIKE.bit() | Reason.UNIT_CONVERTED.bit();
    row.cadence = 1000;
    return row;
  }
}

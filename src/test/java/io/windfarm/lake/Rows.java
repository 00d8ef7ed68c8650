package io.windfarm.lake;

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

/** Rows with every field set; tests change what they are about. */
final class Rows {
  /** 2026-11-20T07:15:03.125Z. */
  static final long QUARTER_PAST_SEVEN = Instant.parse("2026-11-20T07:15:03.125Z").toEpochMilli();

  static final String SEQUENCE = "49671246667567228643283430150187087032206582658085298178";

  private Rows() {}

  static CleanedReading reading(String id) {
    Reading reading = new Reading();
    reading.id = id;
    reading.turbineId = "WT-0042";
    reading.farmId = "A";
    reading.region = "us-east-1";
    reading.countryCode = "US";
    reading.sensor = "hydraulic_pressure";
    reading.value = 74.31;
    reading.rawValue = 1077.8;
    reading.unit = "bar";
    reading.eventTime = QUARTER_PAST_SEVEN;
    reading.arrivalTime = QUARTER_PAST_SEVEN + 842;
    reading.source = Source.KINESIS;
    reading.stream = "windfarm-readings";
    reading.shard = "shardId-000000000003";
    reading.sequence = SEQUENCE;
    reading.index = 2;
    reading.turbineFrom = TurbineFrom.EVENT;
    reading.reasons = Reason.UNIT_CONVERTED.bit();
    CleanedReading cleaned = new CleanedReading();
    cleaned.reading = reading;
    cleaned.value = 74.25;
    cleaned.quality = Quality.UNCERTAIN;
    cleaned.reasons = Reason.SPIKE.bit() | Reason.UNIT_CONVERTED.bit();
    cleaned.cadence = 1000;
    cleaned.synthetic = false;
    return cleaned;
  }

  static RawRecord raw(byte[] payload) {
    Arrival arrival = new Arrival();
    arrival.source = Source.KINESIS;
    arrival.stream = "windfarm-readings";
    arrival.shard = "shardId-000000000003";
    arrival.sequence = SEQUENCE;
    arrival.partitionKey = "WT-0042";
    arrival.arrivalTime = QUARTER_PAST_SEVEN;
    arrival.payload = payload;
    RawRecord record = new RawRecord();
    record.arrival = arrival;
    record.region = "us-east-1";
    return record;
  }

  static Statistic statistic(long windowMillis, long windowEnd) {
    Statistic statistic = new Statistic();
    statistic.turbineId = "WT-0042";
    statistic.farmId = "A";
    statistic.region = "us-east-1";
    statistic.countryCode = "US";
    statistic.sensor = "power_factor";
    statistic.unit = "1";
    statistic.windowMillis = windowMillis;
    statistic.windowStart = windowEnd - windowMillis;
    statistic.windowEnd = windowEnd;
    statistic.aligned = true;
    statistic.count = 60;
    statistic.uncertainCount = 2;
    statistic.badCount = 1;
    statistic.expectedCount = 61;
    statistic.completeness = 60 / 61.0;
    statistic.min = 0.9;
    statistic.max = 1.0;
    statistic.mean = 0.1 + 0.2;
    statistic.stddev = 0.01;
    statistic.p50 = 0.95;
    statistic.p95 = 0.99;
    statistic.p99 = 0.995;
    statistic.first = 0.91;
    statistic.last = 0.97;
    return statistic;
  }

  static Summary summary(long periodEnd) {
    Summary summary = new Summary();
    summary.turbineId = "WT-0042";
    summary.farmId = "A";
    summary.region = "us-east-1";
    summary.countryCode = "US";
    summary.sensor = "power_output";
    summary.unit = "kW";
    summary.periodStart = periodEnd - 86_400_000;
    summary.periodEnd = periodEnd;
    summary.count = 144;
    summary.uncertainCount = 2;
    summary.badCount = 1;
    summary.expectedCount = 145;
    summary.completeness = 144 / 145.0;
    summary.min = 1.5;
    summary.max = 4.5;
    summary.mean = 3.25;
    summary.stddev = 0.5;
    summary.fleetTurbines = 15;
    summary.fleetMean = 3;
    summary.fleetStddev = 0.125;
    summary.zScore = 2;
    return summary;
  }

  static Anomaly anomaly(Anomaly.Kind kind, String readingId) {
    Anomaly anomaly = new Anomaly();
    anomaly.kind = kind;
    anomaly.turbineId = "WT-0042";
    anomaly.farmId = "A";
    anomaly.region = "us-east-1";
    anomaly.countryCode = "US";
    anomaly.sensor = "power_output";
    anomaly.unit = "kW";
    anomaly.eventTime = QUARTER_PAST_SEVEN;
    anomaly.periodStart = Instant.parse("2026-11-20T00:00:00Z").toEpochMilli();
    anomaly.periodEnd = anomaly.periodStart + 86_400_000;
    anomaly.readingId = readingId;
    anomaly.value = 9.25;
    anomaly.expected = 3.25;
    anomaly.stddev = 2;
    anomaly.zScore = 3;
    anomaly.threshold = 2.5;
    return anomaly;
  }

  static Alert alert(String id) {
    Alert alert = new Alert();
    alert.alertId = id;
    alert.rule = "hydraulic-pressure-loss";
    alert.ruleVersion = 3;
    alert.turbineId = "WT-0042";
    alert.farmId = "A";
    alert.region = "us-east-1";
    alert.countryCode = "US";
    alert.severity = Severity.CRITICAL;
    alert.state = AlertState.ESCALATED;
    alert.startTime = QUARTER_PAST_SEVEN;
    alert.eventTime = QUARTER_PAST_SEVEN + 86_400_000L;
    alert.raisedTime = QUARTER_PAST_SEVEN + 2_000;
    alert.evidence = "[{\"sensor\":\"hydraulic_pressure\",\"value\":51.5}]";
    alert.message = "Hydraulic pressure 51.5 bar, three readings below 55 bar";
    alert.notified = true;
    return alert;
  }

  static Rejected rejected(String payload) {
    Rejected rejected = new Rejected();
    rejected.payload = payload.getBytes(UTF_8);
    rejected.reason = RejectReason.MALFORMED_JSON;
    rejected.detail = "cut off at byte 17";
    rejected.region = "unknown";
    rejected.source = Source.KINESIS;
    rejected.stream = "windfarm-readings";
    rejected.shard = "shardId-000000000000";
    rejected.sequence = SEQUENCE;
    rejected.partitionKey = "WT-0042";
    rejected.arrivalTime = QUARTER_PAST_SEVEN;
    rejected.index = 1;
    return rejected;
  }

  static LedgerEntry ledger() {
    LedgerEntry entry = new LedgerEntry();
    entry.minute = Instant.parse("2026-11-20T07:15:00Z").toEpochMilli();
    entry.source = Source.KINESIS;
    entry.stream = "windfarm-readings";
    entry.region = "us-east-1";
    entry.received = 28;
    entry.rejected = 1;
    entry.duplicate = 2;
    entry.late = 3;
    entry.good = 4;
    entry.uncertain = 5;
    entry.bad = 13;
    entry.imputed = 7;
    entry.records = 8;
    entry.checkpointId = 9;
    entry.elsewhere = 10;
    return entry;
  }
}

package io.windfarm.database;

import io.windfarm.model.Alert;
import io.windfarm.model.AlertState;
import io.windfarm.model.Anomaly;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.Quality;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import io.windfarm.model.Severity;
import io.windfarm.model.Source;
import io.windfarm.model.Statistic;
import io.windfarm.model.Summary;
import io.windfarm.model.TurbineFrom;
import java.time.Instant;

/** Rows with every field set; tests change what they are about. */
final class Rows {
  /** Exact to the millisecond, which no float holds. */
  static final long TIME = Instant.parse("2026-11-20T07:15:03.123Z").toEpochMilli();

  private Rows() {}

  static <T> Object[] values(Table<T> table, T row) {
    return table.values(row, new TextKeeper());
  }

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
    reading.eventTime = TIME;
    reading.arrivalTime = TIME + 842;
    reading.source = Source.KINESIS;
    reading.stream = "windfarm-readings";
    reading.shard = "shardId-000000000003";
    reading.sequence = "2054b6";
    reading.index = 2;
    reading.turbineFrom = TurbineFrom.EVENT;
    CleanedReading cleaned = new CleanedReading();
    cleaned.reading = reading;
    cleaned.value = 0.1 + 0.2;
    cleaned.quality = Quality.UNCERTAIN;
    cleaned.reasons = Reason.SPIKE.bit() | Reason.UNIT_CONVERTED.bit();
    cleaned.cadence = 1000;
    return cleaned;
  }

  static Statistic statistic() {
    Statistic statistic = new Statistic();
    statistic.turbineId = "WT-0042";
    statistic.farmId = "A";
    statistic.region = "us-east-1";
    statistic.countryCode = "US";
    statistic.sensor = "power_factor";
    statistic.unit = "1";
    statistic.windowMillis = 600_000;
    statistic.windowStart = TIME - 600_000;
    statistic.windowEnd = TIME;
    statistic.aligned = true;
    statistic.count = 60;
    statistic.completeness = Double.NaN;
    statistic.mean = 0.1 + 0.2;
    statistic.stddev = Double.NaN;
    return statistic;
  }

  static Summary summary() {
    Summary summary = new Summary();
    summary.turbineId = "WT-0042";
    summary.farmId = "";
    summary.region = "us-east-1";
    summary.sensor = "power_output";
    summary.unit = "kW";
    summary.periodStart = TIME - 86_400_000;
    summary.periodEnd = TIME;
    summary.count = 24;
    summary.min = 1.6;
    summary.max = 4.4;
    summary.mean = 2.975;
    summary.stddev = 0.1 + 0.2;
    summary.fleetTurbines = 15;
    summary.fleetMean = 3;
    summary.fleetStddev = Double.NaN;
    summary.zScore = Double.NaN;
    return summary;
  }

  static Anomaly anomaly(Anomaly.Kind kind, double value) {
    Anomaly anomaly = new Anomaly();
    anomaly.kind = kind;
    anomaly.turbineId = "WT-0042";
    anomaly.region = "us-east-1";
    anomaly.sensor = "power_output";
    anomaly.unit = "kW";
    anomaly.eventTime = TIME;
    anomaly.periodStart = TIME - 86_400_000;
    anomaly.periodEnd = TIME;
    anomaly.readingId = "";
    anomaly.value = value;
    anomaly.expected = 3;
    anomaly.stddev = 0.5;
    anomaly.zScore = (value - 3) / 0.5;
    anomaly.threshold = 2;
    return anomaly;
  }

  static Alert alert() {
    Alert alert = new Alert();
    alert.alertId = "4711";
    alert.rule = "hydraulic-pressure-loss";
    alert.ruleVersion = 3;
    alert.turbineId = "WT-0042";
    alert.farmId = "A";
    alert.region = "us-east-1";
    alert.countryCode = "US";
    alert.severity = Severity.CRITICAL;
    alert.state = AlertState.ESCALATED;
    alert.startTime = TIME;
    alert.eventTime = TIME + 5_000;
    alert.raisedTime = TIME + 2_000;
    alert.evidence = "[{\"sensor\":\"hydraulic_pressure\",\"value\":51.5}]";
    alert.message = "Hydraulic pressure 51.5 bar";
    alert.notified = true;
    return alert;
  }
}

package io.windfarm.engines;

import io.windfarm.lake.CheckpointFiles;
import io.windfarm.model.Alert;
import io.windfarm.model.AlertState;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.Quality;
import io.windfarm.model.Reading;
import io.windfarm.model.RejectReason;
import io.windfarm.model.Rejected;
import io.windfarm.model.Severity;
import io.windfarm.model.Source;
import io.windfarm.model.Statistic;
import io.windfarm.model.TurbineFrom;
import io.windfarm.producers.FleetSeries;
import io.windfarm.stats.SeriesStatistics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What one subtask of the job writes of a day of the fleet: some of its regions. */
final class FleetPart {
  private static final String STREAM = "windfarm-telemetry";
  private static final int SHARDS = 5;
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** From measuring to arrival: the network and the wait for a call to be full, in milliseconds. */
  private static final int LEAST_LATENCY = 20;

  private static final int MORE_LATENCY = 80;

  /** In each hour of each region, one turbine loses pressure, and has it back two minutes later. */
  private static final long ALERT_IN_HOUR = 17 * MINUTE;

  private static final long ALERT_LASTS = 2 * MINUTE;
  private static final long REJECT_EVERY = 5 * MINUTE;

  private final CheckpointFiles<CleanedReading> readings;
  private final CheckpointFiles<Statistic> statistics;
  private final CheckpointFiles<Alert> alerts;
  private final CheckpointFiles<Rejected> rejected;
  private final CheckpointFiles<LedgerEntry> ledger;
  private final List<Tracked> fleet = new ArrayList<>();
  private final Map<String, List<FleetSeries>> regions = new LinkedHashMap<>();
  private final SplittableRandom random;
  private final long[] sequences = new long[SHARDS];
  private long checkpoints;

  /** A series, and what is known of it so far. */
  private record Tracked(FleetSeries series, SeriesStatistics statistics) {}

  FleetPart(String root, int subtask, List<FleetSeries> part) {
    String name = "fleet-" + subtask;
    readings = CheckpointFiles.readings(root, name);
    statistics = CheckpointFiles.statistics(root, name);
    alerts = CheckpointFiles.alerts(root, name);
    rejected = CheckpointFiles.rejected(root, name);
    ledger = CheckpointFiles.ledger(root, name);
    random = new SplittableRandom(subtask);
    part.stream()
        .sorted(Comparator.comparingLong(FleetSeries::phaseMillis))
        .forEach(
            series -> {
              fleet.add(
                  new Tracked(
                      series,
                      new SeriesStatistics(
                          series.turbineId(), series.sensor(), this::addStatistic)));
              regions.computeIfAbsent(series.region(), region -> new ArrayList<>()).add(series);
            });
  }

  /** Writes the day, and of readings those from a time on; returns how many these are. */
  long write(Instant day, Instant readingsFrom, Duration checkpoint) throws IOException {
    long start = day.toEpochMilli();
    long written = 0;
    for (long minute = start; minute < start + DAY; minute += MINUTE) {
      boolean keeps = minute >= readingsFrom.toEpochMilli();
      for (long second = minute; second < minute + MINUTE; second += SECOND) {
        for (Tracked tracked : fleet) {
          CleanedReading reading = measure(tracked.series(), second, keeps);
          tracked.statistics().add(reading);
          if (keeps) {
            readings.add(reading);
            written++;
          }
        }
      }
      for (Map.Entry<String, List<FleetSeries>> region : regions.entrySet()) {
        account(region.getKey(), region.getValue(), minute);
      }
      if ((minute + MINUTE - start) % checkpoint.toMillis() == 0) {
        checkpoint();
      }
    }
    // What the day's last windows wait for is the first reading of the next.
    for (Tracked tracked : fleet) {
      tracked.statistics().add(measure(tracked.series(), start + DAY, false));
    }
    checkpoint();
    return written;
  }

  private void checkpoint() throws IOException {
    readings.checkpoint();
    statistics.checkpoint();
    alerts.checkpoint();
    rejected.checkpoint();
    ledger.checkpoint();
    checkpoints++;
  }

  private void addStatistic(Statistic row) {
    try {
      statistics.add(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A reading; with what only {@code readings} holds if it is kept. */
  private CleanedReading measure(FleetSeries series, long second, boolean kept) {
    Reading reading = new Reading();
    reading.eventTime = second + series.phaseMillis();
    reading.value = series.value(reading.eventTime);
    reading.rawValue = reading.value;
    reading.turbineId = series.turbineId();
    reading.farmId = series.farmId();
    reading.region = series.region();
    reading.countryCode = series.countryCode();
    reading.sensor = series.sensor();
    reading.unit = series.unit();
    CleanedReading cleaned = new CleanedReading();
    cleaned.reading = reading;
    cleaned.value = reading.value;
    cleaned.quality = Quality.GOOD;
    cleaned.cadence = SECOND;
    if (kept) {
      int shard = Math.floorMod(series.turbineId().hashCode(), SHARDS);
      reading.id = series.idAt(reading.eventTime);
      reading.arrivalTime = reading.eventTime + LEAST_LATENCY + random.nextInt(MORE_LATENCY);
      reading.source = Source.KINESIS;
      reading.stream = STREAM;
      reading.shard = "shardId-00000000000" + shard;
      reading.sequence = sequence(shard, reading.arrivalTime);
      reading.turbineFrom = TurbineFrom.EVENT;
    }
    return cleaned;
  }

  /** As Kinesis numbers records, in hexadecimal; some between two of ours are of other regions. */
  private String sequence(int shard, long arrival) {
    sequences[shard] += 1 + random.nextInt(2);
    long seconds = arrival / SECOND;
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits((2L << 56) | (1_760_000_000L << 20) | ((long) shard << 16)).substring(1)
        + hex.toHexDigits((sequences[shard] << 16) | (seconds >>> 28))
        + hex.toHexDigits((seconds << 36) | ((long) shard << 4) | 2);
  }

  /** What a region's minute leaves in the smaller tables. */
  private void account(String region, List<FleetSeries> series, long minute) throws IOException {
    LedgerEntry entry = new LedgerEntry();
    entry.minute = minute;
    entry.source = Source.KINESIS;
    entry.stream = STREAM;
    entry.region = region;
    entry.good = series.size() * (MINUTE / SECOND);
    entry.checkpointId = checkpoints;
    if (minute % REJECT_EVERY == 0) {
      entry.rejected = 1;
      rejected.add(reject(region, minute));
    }
    entry.received = entry.good + entry.rejected;
    entry.records = entry.received;
    ledger.add(entry);
    FleetSeries broken = series.get((int) (minute / HOUR % series.size()));
    if (minute % HOUR == ALERT_IN_HOUR) {
      alerts.add(alert(broken, minute, minute, AlertState.RAISED));
    } else if (minute % HOUR == ALERT_IN_HOUR + ALERT_LASTS) {
      alerts.add(alert(broken, minute - ALERT_LASTS, minute, AlertState.CLEARED));
    }
  }

  private Rejected reject(String region, long minute) {
    Rejected row = new Rejected();
    row.payload = "{\"id\":\"broken\",".getBytes(StandardCharsets.UTF_8);
    row.reason = RejectReason.MALFORMED_JSON;
    row.detail = "The object has no end.";
    row.region = region;
    row.source = Source.KINESIS;
    row.stream = STREAM;
    row.shard = "shardId-000000000000";
    row.sequence = sequence(0, minute);
    row.partitionKey = region;
    row.arrivalTime = minute;
    return row;
  }

  private static Alert alert(FleetSeries series, long raised, long change, AlertState state) {
    Alert row = new Alert();
    row.rule = "hydraulic-pressure-loss";
    row.ruleVersion = 1;
    row.alertId = series.turbineId() + '/' + row.rule + '/' + raised;
    row.turbineId = series.turbineId();
    row.farmId = series.farmId();
    row.region = series.region();
    row.countryCode = series.countryCode();
    row.severity = Severity.CRITICAL;
    row.state = state;
    row.startTime = raised - 3 * SECOND;
    row.eventTime = change;
    row.raisedTime = raised;
    row.evidence =
        "[{\"sensor\":\"hydraulic_pressure\",\"value\":49.9,\"reading_id\":\""
            + series.idAt(raised)
            + "\"}]";
    row.message = "Hydraulic pressure of " + row.turbineId + " fell to 49.9 bar";
    row.notified = true;
    return row;
  }
}

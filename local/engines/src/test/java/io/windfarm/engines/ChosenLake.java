package io.windfarm.engines;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windfarm.lake.Lake;
import io.windfarm.lake.LakeRoots;
import io.windfarm.lake.TableOutput;
import io.windfarm.model.Alert;
import io.windfarm.model.Anomaly;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.RawRecord;
import io.windfarm.model.Reason;
import io.windfarm.model.Rejected;
import io.windfarm.model.Statistic;
import io.windfarm.model.Summary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Writes a lake of {@link ChosenRows} with the job's own sinks, and beside it what a reader must
 * find: {@code ChosenLake ROOT EXPECTED}, where EXPECTED becomes a file of lines {@code
 * {"table":…,"row":[…]}}, columns in the data dictionary's order and the partition's behind them.
 * Runs in a JVM of its own, on the job's jar and Flink.
 */
public final class ChosenLake {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StreamExecutionEnvironment environment =
      StreamExecutionEnvironment.getExecutionEnvironment();
  private final List<String> expected = new ArrayList<>();

  private ChosenLake() {
    environment.setParallelism(1);
  }

  public static void main(String[] args) throws Exception {
    Lake lake = Lake.at(LakeRoots.at(args[0])).rulesVersion("rules-7").build();
    ChosenLake chosen = new ChosenLake();
    chosen.write("raw", RawRecord.class, lake.raw(), ChosenRows.raw(), ChosenLake::raw);
    chosen.write(
        "readings",
        CleanedReading.class,
        lake.readings(),
        ChosenRows.readings(),
        ChosenLake::reading);
    chosen.write(
        "statistics",
        Statistic.class,
        lake.statistics(),
        ChosenRows.statistics(),
        ChosenLake::statistic);
    chosen.write(
        "summaries", Summary.class, lake.summaries(), ChosenRows.summaries(), ChosenLake::summary);
    chosen.write(
        "anomalies", Anomaly.class, lake.anomalies(), ChosenRows.anomalies(), ChosenLake::anomaly);
    chosen.write("alerts", Alert.class, lake.alerts(), ChosenRows.alerts(), ChosenLake::alert);
    chosen.write(
        "rejected", Rejected.class, lake.rejected(), ChosenRows.rejected(), ChosenLake::rejected);
    chosen.write(
        "ledger", LedgerEntry.class, lake.ledger(), ChosenRows.ledger(), ChosenLake::ledger);
    chosen.environment.execute("chosen rows");
    Files.write(Path.of(args[1]), chosen.expected, StandardCharsets.UTF_8);
  }

  private <T> void write(
      String table,
      Class<T> type,
      TableOutput<T> output,
      List<T> rows,
      Function<T, List<Object>> values) {
    for (T row : rows) {
      ObjectNode line = JSON.createObjectNode().put("table", table);
      ArrayNode fields = line.putArray("row");
      values.apply(row).forEach(value -> fields.add(JSON.valueToTree(value)));
      try {
        expected.add(JSON.writeValueAsString(line));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    output.write(
        environment.fromData(rows, TypeInformation.of(type)), "lake-" + table, "Lake: " + table);
  }

  private static List<Object> raw(RawRecord row) {
    return values(
        row.region,
        row.arrival.arrivalTime,
        true,
        bytes(row.arrival.payload),
        row.arrival.source.name(),
        text(row.arrival.stream),
        text(row.arrival.shard),
        text(row.arrival.sequence),
        text(row.arrival.partitionKey),
        time(row.arrival.arrivalTime));
  }

  private static List<Object> reading(CleanedReading row) {
    return values(
        row.reading.region,
        row.reading.eventTime,
        true,
        row.reading.id,
        row.reading.turbineId,
        text(row.reading.farmId),
        text(row.reading.countryCode),
        row.reading.sensor,
        number(row.value),
        number(row.reading.rawValue),
        text(row.reading.unit),
        row.quality.name(),
        Reason.of(row.reasons),
        time(row.reading.eventTime),
        time(row.reading.arrivalTime),
        row.reading.source.name(),
        text(row.reading.stream),
        text(row.reading.shard),
        text(row.reading.sequence),
        row.reading.index,
        row.reading.turbineFrom.name(),
        row.cadence > 0 ? row.cadence : null,
        row.synthetic,
        "rules-7");
  }

  private static List<Object> statistic(Statistic row) {
    return values(
        row.region,
        row.windowEnd - 1,
        false,
        row.turbineId,
        text(row.farmId),
        text(row.countryCode),
        row.sensor,
        text(row.unit),
        row.windowMillis == 60_000 ? "1m" : "24h",
        time(row.windowStart),
        time(row.windowEnd),
        row.aligned,
        row.count,
        row.uncertainCount,
        row.badCount,
        row.expectedCount > 0 ? row.expectedCount : null,
        number(row.completeness),
        number(row.min),
        number(row.max),
        number(row.mean),
        number(row.stddev),
        number(row.p50),
        number(row.p95),
        number(row.p99),
        number(row.first),
        number(row.last));
  }

  private static List<Object> summary(Summary row) {
    return values(
        row.region,
        row.periodEnd - 1,
        false,
        row.turbineId,
        text(row.farmId),
        text(row.countryCode),
        row.sensor,
        text(row.unit),
        time(row.periodStart),
        time(row.periodEnd),
        row.count,
        row.uncertainCount,
        row.badCount,
        row.expectedCount > 0 ? row.expectedCount : null,
        number(row.completeness),
        number(row.min),
        number(row.max),
        number(row.mean),
        number(row.stddev),
        row.fleetTurbines,
        number(row.fleetMean),
        number(row.fleetStddev),
        number(row.zScore));
  }

  private static List<Object> anomaly(Anomaly row) {
    return values(
        row.region,
        row.periodEnd - 1,
        false,
        row.kind.name(),
        row.turbineId,
        text(row.farmId),
        text(row.countryCode),
        row.sensor,
        text(row.unit),
        time(row.eventTime),
        time(row.periodStart),
        time(row.periodEnd),
        text(row.readingId),
        number(row.value),
        number(row.expected),
        number(row.stddev),
        number(row.zScore),
        number(row.threshold));
  }

  private static List<Object> alert(Alert row) {
    return values(
        row.region,
        row.raisedTime,
        false,
        row.alertId,
        row.rule,
        row.ruleVersion,
        row.turbineId,
        text(row.farmId),
        text(row.countryCode),
        row.severity.name(),
        row.state.name(),
        time(row.startTime),
        time(row.eventTime),
        time(row.raisedTime),
        text(row.evidence),
        text(row.message),
        row.notified);
  }

  private static List<Object> rejected(Rejected row) {
    return values(
        row.region,
        row.arrivalTime,
        false,
        bytes(row.payload),
        row.reason.name(),
        text(row.detail),
        row.source.name(),
        text(row.stream),
        text(row.shard),
        text(row.sequence),
        row.index,
        text(row.partitionKey),
        time(row.arrivalTime));
  }

  private static List<Object> ledger(LedgerEntry row) {
    return values(
        row.region,
        row.minute,
        false,
        time(row.minute),
        row.source.name(),
        text(row.stream),
        row.received,
        row.rejected,
        row.duplicate,
        row.late,
        row.good,
        row.uncertain,
        row.bad,
        row.imputed,
        row.records,
        row.checkpointId,
        row.elsewhere);
  }

  /**
   * The columns, and those of the partition that a row of this region and time belongs to: the
   * first or the last if the time is none that has one.
   */
  private static List<Object> values(String region, long time, boolean hourly, Object... columns) {
    Instant partition = Instant.ofEpochMilli(time);
    if (partition.isBefore(Telemetry.FIRST)) {
      partition = Telemetry.FIRST;
    } else if (partition.isAfter(Telemetry.LAST)) {
      partition = Telemetry.LAST;
    }
    ZonedDateTime utc = partition.atZone(ZoneOffset.UTC);
    List<Object> values = new ArrayList<>(Arrays.asList(columns));
    values.add(region == null || region.isEmpty() ? "unknown" : region);
    values.addAll(List.of(utc.getYear(), utc.getMonthValue(), utc.getDayOfMonth()));
    if (hourly) {
      values.add(utc.getHour());
    }
    return values;
  }

  private static Object text(String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static Object number(double number) {
    return Double.isNaN(number) ? null : number;
  }

  private static Object time(long epochMillis) {
    return JSON.createObjectNode().put("time", epochMillis);
  }

  private static Object bytes(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}

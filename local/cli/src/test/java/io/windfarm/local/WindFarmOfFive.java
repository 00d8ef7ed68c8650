package io.windfarm.local;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A lake of five turbines, few enough rows to work out by hand what every view and question has to
 * answer, with the rows that are easily lost: at the ends of hours and days, of an unknown region,
 * from before the first year, and those that look like others and must not be counted.
 */
final class WindFarmOfFive {
  private static final String TODAY = "2026-11-20 ";
  private static final String YESTERDAY = "2026-11-19 ";

  private static final List<String> COUNTS =
      List.of(
          "received",
          "rejected",
          "duplicate",
          "late",
          "good",
          "uncertain",
          "bad",
          "imputed",
          "records",
          "elsewhere");

  private final KnownLake lake;

  private WindFarmOfFive(KnownLake lake) {
    this.lake = lake;
  }

  static void write(Path root) throws SQLException {
    try (KnownLake lake = new KnownLake()) {
      WindFarmOfFive farm = new WindFarmOfFive(lake);
      farm.writeMinutes();
      farm.writeOtherWindows();
      farm.writeAnomalies();
      farm.writeAlerts();
      farm.writeReadings();
      farm.writeRecords();
      farm.writeLedger();
      lake.write(root);
    }
  }

  /** A turbine and what is known of it. */
  private record Turbine(String id, String region, String farm, String country) {}

  private static final Turbine GERMAN = new Turbine("WT-1", "eu-west-1", "E", "DE");
  private static final Turbine FRENCH = new Turbine("WT-2", "eu-west-1", "E", "FR");
  private static final Turbine AMERICAN = new Turbine("WT-3", "us-east-1", "A", "US");
  private static final Turbine ASIAN = new Turbine("WT-4", "ap-southeast-1", "G", "SG");
  private static final Turbine STRAY = new Turbine("WT-5", "unknown", null, null);

  private void writeMinutes() throws SQLException {
    minute(GERMAN, TODAY + "11:58:00", "power_output", 2500);
    minute(GERMAN, TODAY + "11:58:00", "wind_speed", 11.4);
    statistic(
        GERMAN,
        "1m",
        TODAY + "11:58:00",
        TODAY + "11:59:00",
        "wind_direction",
        Map.of("mean", "180", "last", "1"));
    statistic(
        GERMAN,
        "1m",
        TODAY + "11:58:00",
        TODAY + "11:59:00",
        "battery_temperature",
        Map.of("mean", "21.5", "bad_count", "20"));
    minute(GERMAN, TODAY + "11:59:00", "power_output", 1000);
    minute(GERMAN, TODAY + "11:59:00", "wind_speed", 7.2);
    minute(FRENCH, TODAY + "11:58:00", "power_output", 0);
    minute(FRENCH, TODAY + "11:58:00", "wind_speed", 12);
    minute(AMERICAN, TODAY + "00:00:00", "wind_speed", 2);
    minute(ASIAN, YESTERDAY + "23:59:00", "power_output", 300);
    minute(ASIAN, YESTERDAY + "23:59:00", "wind_speed", 3.5);
    minute(FRENCH, "2026-10-21 00:00:00", "power_output", 600);
    minute(FRENCH, "2026-10-20 23:59:00", "power_output", 999);
    for (Map.Entry<String, String> stray :
        Map.of("power_output", "4000", "wind_speed", "30").entrySet()) {
      // From before the first year of the lake: in its first partition.
      lake.row(
          LakeTable.STATISTICS,
          STRAY.region(),
          "2000-01-01 00:00:00",
          window(
              STRAY,
              "1m",
              "1999-12-31 23:00:00",
              "1999-12-31 23:01:00",
              stray.getKey(),
              Map.of("mean", stray.getValue())));
    }
  }

  private void writeOtherWindows() throws SQLException {
    statistic(
        GERMAN,
        "1m",
        TODAY + "11:57:30",
        TODAY + "11:58:30",
        "power_output",
        Map.of("mean", "9999", "aligned", "false"));
    statistic(
        GERMAN,
        "10m",
        TODAY + "11:50:00",
        TODAY + "12:00:00",
        "power_output",
        Map.of("mean", "8888"));
    completeness(GERMAN, YESTERDAY + "11:00:00", YESTERDAY + "12:00:00", "1");
    completeness(GERMAN, YESTERDAY + "12:00:00", YESTERDAY + "13:00:00", "1");
    completeness(GERMAN, TODAY + "10:00:00", TODAY + "11:00:00", "1");
    completeness(GERMAN, TODAY + "11:00:00", TODAY + "12:00:00", "0.5");
    completeness(FRENCH, YESTERDAY + "23:00:00", TODAY + "00:00:00", "NULL");
  }

  private void writeAnomalies() throws SQLException {
    anomaly("FLEET", GERMAN, YESTERDAY + "00:00:00", TODAY + "00:00:00", "500, 1000, 200, -2.5");
    anomaly("FLEET", STRAY, "2026-11-13 00:00:00", "2026-11-14 00:00:00", "300, 800, 200, -2.5");
    anomaly("FLEET", FRENCH, "2026-11-12 00:00:00", "2026-11-13 00:00:00", "1, 800, 200, -3.995");
    anomaly("READING", GERMAN, YESTERDAY + "00:00:00", TODAY + "00:00:00", "1, 9, 2, -4");
    anomaly("EXPECTATION", GERMAN, TODAY + "11:30:00", TODAY + "11:40:00", "900, 1200, 100, -3");
    anomaly("EXPECTATION", GERMAN, TODAY + "11:40:00", TODAY + "11:50:00", "990, 1200, 100, -2.1");
    anomaly("EXPECTATION", GERMAN, TODAY + "11:20:00", TODAY + "11:30:00", "1500, 1200, 100, 3");
    anomaly(
        "EXPECTATION", ASIAN, "2026-11-12 23:50:00", "2026-11-13 00:00:00", "0, 1200, 100, -12");
  }

  /**
   * The day on which a period begins is that of its last instant: none here is longer than that.
   */
  private void anomaly(String kind, Turbine turbine, String start, String end, String numbers)
      throws SQLException {
    Map<String, String> row = of(turbine);
    row.put("kind", "'" + kind + "'");
    row.put("sensor", "'power_output'");
    row.put("unit", "'kW'");
    row.put("event_time", time(end));
    row.put("period_start", time(start));
    row.put("period_end", time(end));
    Iterator<String> columns = List.of("value", "expected", "stddev", "z_score").iterator();
    Pattern.compile(", ").splitAsStream(numbers).forEach(n -> row.put(columns.next(), n));
    row.put("threshold", "2");
    lake.row(LakeTable.ANOMALIES, turbine.region(), start, row);
  }

  private void writeAlerts() throws SQLException {
    String raised = TODAY + "11:05:00.250";
    alert("a1", "battery-thermal-runaway", GERMAN, TODAY + "10:50:00", raised)
        .change("RAISED", "CRITICAL", raised, "hot")
        .change("CLEARED", "CRITICAL", TODAY + "11:40:00", "cool again");
    alert("a2", "power-factor-collapse", FRENCH, TODAY + "11:19:00", TODAY + "11:20:00")
        .change("RAISED", "HIGH", TODAY + "11:20:00", "out of phase");
    alert("a3", "hydraulic-pressure-loss", AMERICAN, TODAY + "08:00:00", TODAY + "08:00:30")
        .change("RAISED", "HIGH", TODAY + "08:00:30", "losing pressure")
        .change("ESCALATED", "CRITICAL", TODAY + "11:30:00", "and hot");
    String lastOfDay = "2026-11-12 23:59:59.999";
    alert("a4", "excessive-vibration", ASIAN, "2026-11-12 23:59:00", lastOfDay)
        .change("RAISED", "HIGH", lastOfDay, "shaking")
        .change("CLEARED", "HIGH", "2026-11-13 00:10:00", "still");
    alert("a5", "overspeed", GERMAN, "2026-10-20 00:59:50", "2026-10-20 01:00:00")
        .change("RAISED", "CRITICAL", "2026-10-20 01:00:00", "too fast");
  }

  private void writeReadings() throws SQLException {
    reading(GERMAN, "r1", TODAY + "11:58:01.250", "21.5", "GOOD", "");
    reading(GERMAN, "r2", TODAY + "11:58:02.250", "22", "UNCERTAIN", "'IMPUTED'");
    reading(GERMAN, "r3", TODAY + "11:58:03.250", "NULL", "BAD", "'MISSING'");
    reading(GERMAN, "r4", TODAY + "11:58:04.250", "999", "BAD", "'OUT_OF_RANGE'");
    reading(GERMAN, "r5", YESTERDAY + "23:59:59.999", "23", "UNCERTAIN", "'LATE'");
    reading(GERMAN, "r6", TODAY + "12:00:30", "24", "BAD", "'CLOCK_SKEW'");
    reading(AMERICAN, "r7", TODAY + "10:00:00", "25", "GOOD", "");
    reading(ASIAN, "r8", TODAY + "09:59:59.999", "26", "GOOD", "");
    for (int hour = 0; hour < 7; hour++) {
      reading(ASIAN, "n" + hour, YESTERDAY + "0" + hour + ":00:00", "20", "GOOD", "");
    }
    reading(ASIAN, "n7", YESTERDAY + "07:00:00", "30", "UNCERTAIN", "'SPIKE'");
    reading(ASIAN, "n8", YESTERDAY + "08:00:00", "999", "BAD", "'OUT_OF_RANGE'");
    reading(ASIAN, "n9", YESTERDAY + "09:00:00", "99", "UNCERTAIN", "'SPIKE', 'LATE'");
  }

  private void writeRecords() throws SQLException {
    record(YESTERDAY + "23:59:59.999", "encode('{\"data\":\"ü\"}')");
    record(TODAY + "00:00:00", "'\\xFFbroken'::BLOB");
    reject("unknown", TODAY + "09:00:00", "MALFORMED_JSON", "a");
    reject("eu-west-1", YESTERDAY + "10:00:00", "UNKNOWN_SENSOR", "b");
    reject("eu-west-1", TODAY + "08:00:00", "UNKNOWN_SENSOR", "c");
    reject("eu-west-1", "2026-11-13 11:59:59.999", "UNKNOWN_SENSOR", "d");
  }

  private void writeLedger() throws SQLException {
    ledger("eu-west-1", TODAY + "11:58:00", "KINESIS", "4, 0, 1, 0, 3, 0, 0, 0, 4");
    ledger("eu-west-1", TODAY + "11:58:00", "KINESIS", "6, 0, 0, 1, 3, 1, 1, 2, 5, 7");
    ledger("us-east-1", TODAY + "11:58:00", "KINESIS", "5, 0, 0, 0, 5, 0, 0, 0, 5");
    ledger("eu-west-1", TODAY + "11:59:00", "KINESIS", "4, 0, 0, 0, 3, 0, 0, 0, 4");
    ledger("eu-west-1", YESTERDAY + "23:59:00", "KAFKA", "4, 0, 4, 0, 0, 0, 0, 0, 4");
    ledger("eu-west-1", "2026-11-12 23:59:00", "KAFKA", "4, 0, 0, 0, 0, 0, 0, 0, 4");
  }

  private void minute(Turbine turbine, String start, String sensor, double mean)
      throws SQLException {
    String end = LocalDateTime.parse(start.replace(' ', 'T')).plusMinutes(1) + ":00";
    statistic(turbine, "1m", start, end, sensor, Map.of("mean", String.valueOf(mean)));
  }

  private void completeness(Turbine turbine, String start, String end, String share)
      throws SQLException {
    statistic(turbine, "1h", start, end, "battery_temperature", Map.of("completeness", share));
  }

  private void statistic(
      Turbine turbine,
      String window,
      String start,
      String end,
      String sensor,
      Map<String, String> values)
      throws SQLException {
    // The day on which a window begins is that of its last instant: none here is longer than that.
    lake.row(
        LakeTable.STATISTICS,
        turbine.region(),
        start,
        window(turbine, window, start, end, sensor, values));
  }

  private static Map<String, String> window(
      Turbine turbine,
      String window,
      String start,
      String end,
      String sensor,
      Map<String, String> values) {
    Map<String, String> row = of(turbine);
    row.put("sensor", "'" + sensor + "'");
    row.put("window", "'" + window + "'");
    row.put("window_start", time(start));
    row.put("window_end", time(end));
    row.put("aligned", "true");
    row.put("count", "60");
    row.put("uncertain_count", "1");
    row.put("bad_count", "2");
    row.put("completeness", "0.5");
    row.putAll(values);
    return row;
  }

  /** Adds the changes of one alert. */
  private interface Changes {
    Changes change(String state, String severity, String time, String message) throws SQLException;
  }

  private Changes alert(String id, String rule, Turbine turbine, String start, String raised) {
    return new Changes() {
      @Override
      public Changes change(String state, String severity, String time, String message)
          throws SQLException {
        Map<String, String> row = of(turbine);
        row.put("alert_id", "'" + id + "'");
        row.put("rule", "'" + rule + "'");
        row.put("rule_version", "1");
        row.put("severity", "'" + severity + "'");
        row.put("state", "'" + state + "'");
        row.put("start_time", time(start));
        row.put("event_time", time(time));
        row.put("raised_time", time(raised));
        row.put("message", "'" + message + "'");
        row.put("notified", "true");
        lake.row(LakeTable.ALERTS, turbine.region(), raised, row);
        return this;
      }
    };
  }

  private void reading(
      Turbine turbine, String id, String time, String value, String quality, String reasons)
      throws SQLException {
    Map<String, String> row = of(turbine);
    row.put("reading_id", "'" + id + "'");
    row.put("sensor", "'battery_temperature'");
    row.put("value", value);
    row.put("unit", "'°C'");
    row.put("quality", "'" + quality + "'");
    row.put("reasons", "[" + reasons + "]::VARCHAR[]");
    row.put("event_time", time(time));
    row.put(
        "arrival_time",
        "least(" + time(time) + " + INTERVAL 1 SECOND, " + time(KnownLake.NOW) + ")");
    row.put("imputed", String.valueOf(reasons.contains("IMPUTED")));
    lake.row(LakeTable.READINGS, turbine.region(), time, row);
  }

  private void record(String time, String payload) throws SQLException {
    lake.row(
        LakeTable.RAW,
        "eu-west-1",
        time,
        Map.of("payload", payload, "partition_key", "'WT-1'", "arrival_time", time(time)));
  }

  private void reject(String region, String time, String reason, String detail)
      throws SQLException {
    lake.row(
        LakeTable.REJECTED,
        region,
        time,
        Map.of(
            "payload",
            "'{'::BLOB",
            "reason",
            "'" + reason + "'",
            "detail",
            "'" + detail + "'",
            "source",
            "'KINESIS'",
            "stream",
            "'telemetry'",
            "arrival_time",
            time(time)));
  }

  /**
   * The counts in the order of the columns, from received to records, and elsewhere where there was
   * such a column.
   */
  private void ledger(String region, String minute, String source, String counts)
      throws SQLException {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("minute", time(minute));
    row.put("source", "'" + source + "'");
    Iterator<String> columns = COUNTS.iterator();
    Pattern.compile(", ").splitAsStream(counts).forEach(count -> row.put(columns.next(), count));
    lake.row(LakeTable.LEDGER, region, minute, row);
  }

  private static Map<String, String> of(Turbine turbine) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("turbine_id", "'" + turbine.id() + "'");
    row.put("farm_id", turbine.farm() == null ? "NULL" : "'" + turbine.farm() + "'");
    row.put("country_code", turbine.country() == null ? "NULL" : "'" + turbine.country() + "'");
    return row;
  }

  private static String time(String utc) {
    return "TIMESTAMPTZ '" + utc.replace('T', ' ') + "+00'";
  }
}

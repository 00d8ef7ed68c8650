package io.windfarm.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A lake of half an hour, 11:30 to 12:00, in which two sensors of five turbines should have sent a
 * reading a second each: one turbine of each status. The name of one of them is an attack.
 */
final class ReportedFarm {
  static final String SOUND = "WT-1";
  static final String BROKEN = "WT-2";
  static final String SILENT = "WT-3";
  static final String WARNED = "WT-4";
  static final String HOSTILE = "</script><script>document.title='taken'</script><img src=x>";

  private static final String DAY = "2026-11-20 ";
  private static final List<String> SENSORS = List.of("hydraulic_pressure", "power_factor");

  private final KnownLake lake;

  private ReportedFarm(KnownLake lake) {
    this.lake = lake;
  }

  static void write(Path root) throws SQLException, IOException {
    Files.createDirectories(root);
    try (KnownLake lake = new KnownLake()) {
      ReportedFarm farm = new ReportedFarm(lake);
      farm.writeMinutes();
      farm.writeReadings();
      farm.writeAlerts();
      farm.writeBooks();
      lake.write(root);
    }
  }

  /** A farm in which nothing is wrong. */
  static void writeSound(Path root) throws SQLException, IOException {
    Files.createDirectories(root);
    try (KnownLake lake = new KnownLake()) {
      ReportedFarm farm = new ReportedFarm(lake);
      for (int minute = 30; minute < 60; minute++) {
        farm.minute(SOUND, "E", minute, 60, 0, 0);
      }
      farm.book(58, 120, 120, 0);
      lake.write(root);
    }
  }

  private void writeMinutes() throws SQLException {
    for (int minute = 30; minute < 60; minute++) {
      minute(SOUND, "E", minute, 60, 0, 0);
      minute(BROKEN, "E", minute, 60, 0, 0);
      if (minute < 40) {
        minute(SILENT, "E", minute, 60, 0, 0);
      }
      minute(WARNED, "F", minute, 57, 3, 3);
      minute(HOSTILE, "F", minute, 30, 10, 20);
    }
  }

  private void minute(String turbine, String farm, int minute, int count, int uncertain, int bad)
      throws SQLException {
    for (String sensor : SENSORS) {
      Map<String, String> row = of(turbine, farm);
      row.put("sensor", text(sensor));
      row.put("unit", sensor.equals("power_factor") ? "'1'" : "'bar'");
      row.put("window", "'1m'");
      row.put("window_start", minuteOf(minute));
      row.put("window_end", minuteOf(minute) + " + INTERVAL 1 MINUTE");
      row.put("aligned", "true");
      row.put("count", String.valueOf(count));
      row.put("uncertain_count", String.valueOf(uncertain));
      row.put("bad_count", String.valueOf(bad));
      row.put("expected_count", "60");
      row.put("mean", String.valueOf(70 + minute % 7));
      row.put("min", "65.5");
      row.put("max", "79.25");
      lake.row(LakeTable.STATISTICS, "eu-west-1", DAY + "11:" + minute + ":00", row);
    }
  }

  private void writeReadings() throws SQLException {
    for (int second = 40; second < 60; second++) {
      for (String turbine : List.of(SOUND, HOSTILE)) {
        boolean good = turbine.equals(SOUND) || second % 3 == 0;
        Map<String, String> row = of(turbine, turbine.equals(SOUND) ? "E" : "F");
        String time = "TIMESTAMPTZ '%s11:59:%02d+00'".formatted(DAY, second);
        row.put("reading_id", text("r" + second));
        row.put("sensor", "'hydraulic_pressure'");
        row.put("value", good ? "75." + second : "999");
        row.put("unit", "'bar'");
        row.put("quality", good ? "'GOOD'" : "'BAD'");
        row.put("reasons", good ? "[]::VARCHAR[]" : "['OUT_OF_RANGE']");
        row.put("event_time", time);
        row.put("arrival_time", time + " + INTERVAL 2 SECOND");
        row.put("source", "'KINESIS'");
        row.put("imputed", "false");
        lake.row(LakeTable.READINGS, "eu-west-1", DAY + "11:59:00", row);
      }
    }
  }

  private void writeAlerts() throws SQLException {
    change("a", "hydraulic-pressure-loss", BROKEN, "HIGH", "RAISED", 50);
    change("a", "hydraulic-pressure-loss", BROKEN, "CRITICAL", "ESCALATED", 51);
    change("b", "overspeed", BROKEN, "CRITICAL", "RAISED", 40);
    change("b", "overspeed", BROKEN, "CRITICAL", "CLEARED", 45);
    change("c", "excessive-vibration", WARNED, "HIGH", "RAISED", 55);
  }

  private void change(
      String id, String rule, String turbine, String severity, String state, int minute)
      throws SQLException {
    Map<String, String> row = of(turbine, turbine.equals(WARNED) ? "F" : "E");
    row.put("alert_id", text(id));
    row.put("rule", text(rule));
    row.put("severity", text(severity));
    row.put("state", text(state));
    row.put("start_time", minuteOf(id.equals("a") ? 49 : minute));
    row.put("raised_time", minuteOf(id.equals("a") ? 50 : minute));
    row.put("event_time", minuteOf(minute));
    row.put("message", "'hydraulic_pressure <b>49</b>'");
    lake.row(LakeTable.ALERTS, "eu-west-1", DAY + "11:50:00", row);
  }

  private void writeBooks() throws SQLException {
    book(57, 100, 98, 2);
    book(58, 100, 99, 0);
    Map<String, String> reject = new LinkedHashMap<>();
    reject.put("reason", "'MALFORMED_JSON'");
    reject.put("detail", text("<script>" + HOSTILE));
    reject.put("source", "'KINESIS'");
    reject.put("arrival_time", minuteOf(57));
    lake.row(LakeTable.REJECTED, "eu-west-1", DAY + "11:57:00", reject);
  }

  private void book(int minute, int received, int good, int rejected) throws SQLException {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("minute", minuteOf(minute));
    row.put("source", "'KINESIS'");
    row.put("received", String.valueOf(received));
    row.put("good", String.valueOf(good));
    row.put("rejected", String.valueOf(rejected));
    for (String name : List.of("duplicate", "late", "uncertain", "bad", "imputed", "elsewhere")) {
      row.put(name, "0");
    }
    lake.row(LakeTable.LEDGER, "eu-west-1", DAY + "11:57:00", row);
  }

  private static Map<String, String> of(String turbine, String farm) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("turbine_id", text(turbine));
    row.put("farm_id", text(farm));
    row.put("country_code", "'DE'");
    return row;
  }

  private static String minuteOf(int minute) {
    return "TIMESTAMPTZ '" + DAY + "11:" + minute + ":00+00'";
  }

  private static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}

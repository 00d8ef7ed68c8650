package io.windfarm.local;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the demo has shown, read back from the lake and the alerts stream. */
final class DemoReport {
  private final Lake lake;
  private final DemoRun.Sent sent;
  private final List<ExpectedAlert> expected;
  private final List<AlertNotice> notices;
  private final DataDirectory data;
  private final URI webUi;

  DemoReport(
      Lake lake,
      DemoRun.Sent sent,
      List<ExpectedAlert> expected,
      List<AlertNotice> notices,
      DataDirectory data,
      URI webUi) {
    this.lake = lake;
    this.sent = sent;
    this.expected = expected;
    this.notices = notices;
    this.data = data;
    this.webUi = webUi;
  }

  /** Prints all of it; returns 0 if everything is as it has to be, else 1. */
  int print(PrintStream out) throws SQLException, IOException {
    boolean balanced = printLedger(out);
    boolean alertsRight = printAlerts(out);
    printTable(
        out,
        "Statistics: the three least steady turbines of each sensor, one minute",
        """
        SELECT turbine_id, sensor, window_start, "count", round("mean", 3) AS mean,
               round("stddev", 3) AS stddev, round("min", 3) AS min, round("max", 3) AS max
        FROM statistics WHERE "window" = '1m' AND "count" > 1
        QUALIFY row_number() OVER (PARTITION BY sensor ORDER BY "stddev" DESC) <= 3
        ORDER BY sensor, "stddev" DESC""");
    printTable(
        out,
        "Data quality",
        """
        SELECT quality, coalesce(nullif(array_to_string(reasons, ' + '), ''), '(none)') AS reasons,
               count(*) AS readings
        FROM readings GROUP BY ALL
        UNION ALL SELECT 'rejected', reason, count(*) FROM rejected GROUP BY ALL
        ORDER BY ALL""");
    printTables(out);
    printLatency(out);
    out.println();
    out.println(
        balanced && alertsRight
            ? "All is well: every reading accounted for, every emergency raised once."
            : "NOT as it should be: see above.");
    printWhereToLook(out);
    return balanced && alertsRight ? 0 : 1;
  }

  private boolean printLedger(PrintStream out) throws SQLException {
    title(out, "Ledger");
    try (Statement statement = lake.statement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT coalesce(sum(received), 0), coalesce(sum(rejected), 0),
                       coalesce(sum(duplicate), 0), coalesce(sum(late), 0), coalesce(sum(good), 0),
                       coalesce(sum(uncertain), 0), coalesce(sum(bad), 0),
                       coalesce(sum(imputed), 0), coalesce(sum(records), 0),
                       count(*) FILTER (NOT balanced)
                FROM ledger_balance""")) {
      row.next();
      long received = row.getLong(1);
      long left = 0;
      for (int i = 2; i <= 7; i++) {
        left += row.getLong(i);
      }
      out.printf(
          Locale.ROOT,
          "received %,d = rejected %,d + duplicate %,d + late %,d + good %,d + uncertain %,d"
              + " + bad %,d   (filled in besides: %,d)%n",
          received,
          row.getLong(2),
          row.getLong(3),
          row.getLong(4),
          row.getLong(5),
          row.getLong(6),
          row.getLong(7),
          row.getLong(8));
      long records = row.getLong(9);
      boolean identity = received == left && row.getLong(10) == 0 && received > 0;
      out.println(
          identity
              ? "Balanced, in every minute."
              : String.format(
                  Locale.ROOT,
                  "OFF by %,d readings, in %,d minutes.",
                  received - left,
                  row.getLong(10)));
      boolean complete = records == sent.records() && received == sent.readings();
      out.printf(
          Locale.ROOT,
          "Acknowledged to the producers: %,d readings in %,d records; in the ledger: %,d in %,d."
              + " %s%n",
          sent.readings(),
          sent.records(),
          received,
          records,
          complete
              ? "Equal."
              : String.format(
                  Locale.ROOT,
                  "OFF by %,d readings, %,d records (%,d were sent again).",
                  received - sent.readings(),
                  records - sent.records(),
                  sent.retries()));
      return identity && complete;
    }
  }

  private boolean printAlerts(PrintStream out) throws SQLException {
    title(out, "Alerts against what was injected");
    List<AlertAudit.Raised> raised = new ArrayList<>();
    try (Statement statement = lake.statement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT turbine_id, rule FROM alerts WHERE state = 'RAISED' ORDER BY ALL")) {
      while (rows.next()) {
        raised.add(new AlertAudit.Raised(rows.getString(1), rows.getString(2)));
      }
    }
    AlertAudit audit = AlertAudit.of(expected, raised);
    audit.raisedOnce().forEach(alert -> out.println(line(alert, "raised once", delay(alert))));
    audit.missing().forEach(alert -> out.println(line(alert, "MISSING", "")));
    audit.repeated().forEach(alert -> out.println(line(alert, "RAISED REPEATEDLY", "")));
    audit
        .invented()
        .forEach(
            alert ->
                out.printf("%-22s %-10s %-24s INVENTED%n", "", alert.turbineId(), alert.rule()));
    out.printf(
        "%d expected: %d raised exactly once, %d missing, %d repeated; %d invented.%n",
        expected.size(),
        audit.raisedOnce().size(),
        audit.missing().size(),
        audit.repeated().size(),
        audit.invented().size());
    return audit.isClean();
  }

  private static String line(ExpectedAlert alert, String verdict, String delay) {
    return String.format(
            "%-22s %-10s %-24s %s%s",
            alert.emergency(), alert.turbineId(), alert.rule(), verdict, delay)
        .stripTrailing();
  }

  private String delay(ExpectedAlert alert) {
    return notices.stream()
        .filter(AlertNotice::isRaised)
        .filter(notice -> notice.turbineId().equals(alert.turbineId()))
        .filter(notice -> notice.rule().equals(alert.rule()))
        .map(notice -> ", on the stream after " + Percentiles.seconds(notice.delay()))
        .findFirst()
        .orElse(", NOT on the stream");
  }

  private void printTables(PrintStream out) throws SQLException, IOException {
    title(out, "The lake: " + data.lake());
    out.printf("%-12s %10s %7s %12s%n", "table", "rows", "files", "bytes");
    for (LakeTable table : LakeTable.values()) {
      List<Path> files = lake.files(table);
      long bytes = 0;
      for (Path file : files) {
        bytes += Files.size(file);
      }
      out.printf(
          Locale.ROOT, "%-12s %,10d %,7d %,12d%n", table.label(), rows(table), files.size(), bytes);
    }
  }

  private long rows(LakeTable table) throws SQLException {
    try (Statement statement = lake.statement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table.label())) {
      row.next();
      return row.getLong(1);
    }
  }

  private void printLatency(PrintStream out) throws SQLException, IOException {
    title(out, "Latency");
    Percentiles alerts =
        Percentiles.of(
            notices.stream().filter(AlertNotice::isRaised).map(AlertNotice::delay).toList());
    out.printf(
        "event to alert on the stream   %s   (of it %s is the wait for readings out of order)%n",
        alerts, Percentiles.seconds(DemoCommand.OUT_OF_ORDERNESS));
    out.printf(
        "event to queryable row         %s   (a checkpoint every %s)%n",
        rowLatency(), Percentiles.seconds(DemoCommand.CHECKPOINT_INTERVAL));
  }

  /** A row can be queried once its file is there; readings that were sent late are left out. */
  private String rowLatency() throws SQLException, IOException {
    List<Path> files = lake.files(LakeTable.READINGS);
    if (files.isEmpty()) {
      return "none";
    }
    FileTimes.note(lake, files, true);
    try (Statement statement = lake.statement();
        ResultSet row =
            statement.executeQuery(
                "WITH delay AS (SELECT epoch_ms(written_at) - epoch_ms(event_time) AS millis FROM "
                    + lake.filesOf(LakeTable.READINGS)
                    + " JOIN written ON file = filename"
                    + " WHERE NOT imputed AND NOT list_contains(coalesce(reasons, []), 'LATE'))"
                    + " SELECT quantile_disc(millis, [0.5, 0.99, 1.0]) FROM delay")) {
      row.next();
      Object[] quantiles = (Object[]) row.getArray(1).getArray();
      return String.format(
          "p50 %s, p99 %s, max %s",
          millis(quantiles[0]), millis(quantiles[1]), millis(quantiles[2]));
    }
  }

  private static String millis(Object value) {
    return Percentiles.seconds(Duration.ofMillis(((Number) value).longValue()));
  }

  private void printTable(PrintStream out, String title, String sql)
      throws SQLException, IOException {
    title(out, title);
    try (Statement statement = lake.statement();
        ResultSet result = statement.executeQuery(sql)) {
      ResultFormat.TABLE.print(result, out);
    }
  }

  private void printWhereToLook(PrintStream out) {
    Path lakeOf = data.path();
    String option = lakeOf.equals(Project.data()) ? "" : "--dir " + lakeOf + " ";
    out.println("The web UI was at " + webUi + "; logs are in " + data.logs() + ". Ask more:");
    out.println("  ./windfarm query " + option + "'SELECT * FROM alerts ORDER BY event_time'");
    out.println("  ./windfarm query " + option + "'SELECT * FROM ledger_balance ORDER BY minute'");
    out.println(
        "  ./windfarm query "
            + option
            + "\"SELECT * FROM readings WHERE list_contains(reasons, 'SPIKE') LIMIT 10\"");
  }

  private static void title(PrintStream out, String text) {
    out.println();
    out.println(text);
    out.println("─".repeat(text.length()));
  }
}

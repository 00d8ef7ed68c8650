package io.windfarm.local.chaos;

import io.windfarm.local.Lake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The lake against the {@link Oracle}, table by table and as multisets: a row too few is lost, a
 * row too many is doubled. What differs is written down next to the other findings.
 */
final class Comparison {
  private static final String READINGS =
      "SELECT turbine_id, sensor, reading_id, epoch_ms(event_time), raw_value FROM readings"
          + " WHERE NOT imputed";
  private static final String REJECTED = "SELECT shard, sequence, md5(payload) FROM rejected";
  private static final String RAW = "SELECT shard, sequence, md5(payload) FROM raw";

  private final Lake lake;
  private final Path findings;
  private final Verdict.Builder verdict;

  private Comparison(Lake lake, Path findings, Verdict.Builder verdict) {
    this.lake = lake;
    this.findings = findings;
    this.verdict = verdict;
  }

  /**
   * Compares readings, rejects, raw records, statistics and the ledger.
   *
   * @param findings a folder for the rows that differ
   */
  static void run(Lake lake, List<StreamLog.Entry> stream, Path findings, Verdict.Builder verdict)
      throws Exception {
    Oracle oracle = Oracle.of(stream);
    Comparison comparison = new Comparison(lake, Files.createDirectories(findings), verdict);
    comparison.load(oracle, stream);
    comparison.compare("readings", READINGS);
    comparison.compare("rejected", REJECTED);
    comparison.compare("raw", RAW);
    comparison.windowsOnce();
    comparison.ledger(oracle, stream.size());
  }

  private void load(Oracle oracle, List<StreamLog.Entry> stream) throws SQLException {
    try (Statement statement = lake.statement()) {
      statement.execute(
          "CREATE TABLE oracle_readings"
              + " (turbine VARCHAR, sensor VARCHAR, id VARCHAR, millis BIGINT, raw_value DOUBLE)");
      statement.execute("CREATE TABLE oracle_raw (shard VARCHAR, sequence VARCHAR, payload BLOB)");
      statement.execute(
          "CREATE TABLE oracle_rejected (shard VARCHAR, sequence VARCHAR, payload BLOB)");
      DuckDBConnection connection = statement.getConnection().unwrap(DuckDBConnection.class);
      try (DuckDBAppender rows = connection.createAppender("main", "oracle_readings")) {
        for (Oracle.Reading reading : oracle.readings()) {
          rows.beginRow();
          rows.append(reading.turbine());
          rows.append(reading.sensor());
          rows.append(reading.id());
          rows.append(reading.eventTime().toEpochMilli());
          rows.append(reading.value());
          rows.endRow();
        }
      }
      load(connection, "oracle_raw", stream);
      load(connection, "oracle_rejected", oracle.rejected());
    }
  }

  private static void load(DuckDBConnection connection, String table, List<StreamLog.Entry> entries)
      throws SQLException {
    try (DuckDBAppender rows = connection.createAppender("main", table)) {
      for (StreamLog.Entry entry : entries) {
        rows.beginRow();
        rows.append(entry.shard());
        rows.append(entry.sequence());
        rows.append(entry.payload());
        rows.endRow();
      }
    }
  }

  private void compare(String table, String inLake) throws SQLException {
    String due =
        table.equals("readings")
            ? "SELECT turbine, sensor, id, millis, raw_value FROM oracle_readings"
            : "SELECT shard, sequence, md5(payload) FROM oracle_" + table;
    verdict.lost(table, difference(table + "-lost", due + " EXCEPT ALL (" + inLake + ")"));
    verdict.doubled(table, difference(table + "-doubled", inLake + " EXCEPT ALL (" + due + ")"));
  }

  /** A window has one row, whatever happened while it was open. */
  private void windowsOnce() throws SQLException {
    verdict.doubled(
        "statistics",
        difference(
            "statistics-doubled",
            "SELECT turbine_id, sensor, \"window\", window_start, count(*) FROM statistics"
                + " GROUP BY ALL HAVING count(*) > 1"));
  }

  private long difference(String name, String query) throws SQLException {
    try (Statement statement = lake.statement()) {
      statement.execute("CREATE TABLE \"" + name + "\" AS " + query);
      long rows = number(statement, "SELECT count(*) FROM \"" + name + "\"");
      if (rows > 0) {
        Path file = findings.resolve(name + ".csv");
        statement.execute(
            "COPY \"" + name + "\" TO '" + file.toString().replace("'", "''") + "' (HEADER)");
      }
      return rows;
    }
  }

  private void ledger(Oracle oracle, long records) throws SQLException {
    try (Statement statement = lake.statement()) {
      verdict.unbalancedMinutes(
          number(statement, "SELECT count(*) FROM ledger_balance WHERE NOT balanced"));
      long duplicates = oracle.received() - oracle.readings().size() - oracle.rejected().size();
      equal(statement, "records", records);
      equal(statement, "received", oracle.received());
      equal(statement, "rejected", oracle.rejected().size());
      equal(statement, "duplicate", duplicates);
    }
  }

  private void equal(Statement statement, String column, long due) throws SQLException {
    long booked =
        number(statement, "SELECT coalesce(sum(" + column + "), 0)::BIGINT FROM ledger_balance");
    if (booked != due) {
      verdict.misbooked(column + " " + booked + " instead of " + due);
    }
  }

  static long number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}

package io.windfarm.producers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Records on disk, in the order of measuring, until somebody has acknowledged them. What {@link
 * #write} has added survives the end of the process and of the machine's power. One process at a
 * time; within it, any thread.
 */
final class Spool implements AutoCloseable {
  private final Path file;
  private final SpoolLock lock;
  private final Connection connection;
  private final List<String> findings;
  private final long lastSequence;
  private long records;
  private long readings;

  private Spool(Path file, SpoolLock lock, Connection connection, List<String> findings)
      throws SQLException {
    this.file = file;
    this.lock = lock;
    this.connection = connection;
    this.findings = findings;
    try (Statement statement = connection.createStatement();
        ResultSet sums =
            statement.executeQuery(
                "SELECT count(*), coalesce(sum(readings), 0), coalesce(max(id), 0) FROM records")) {
      records = sums.getLong(1);
      readings = sums.getLong(2);
      lastSequence = sums.getLong(3);
    }
  }

  /**
   * Opens a spool, or makes one. A damaged one is replaced by what can be read of it; {@link
   * #findings} says so.
   *
   * @param limitBytes how large the file may become
   * @throws SpoolException where it can't be used, or another process uses it
   */
  static Spool open(Path file, OptionalLong limitBytes) {
    SpoolLock lock = null;
    Connection connection = null;
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      lock = SpoolLock.of(file);
      List<String> findings = new SpoolRepair(file).run();
      connection = SpoolFile.open(file);
      if (limitBytes.isPresent()) {
        SpoolFile.limit(connection, limitBytes.getAsLong());
      }
      return new Spool(file, lock, connection, findings);
    } catch (IOException | SQLException | RuntimeException e) {
      close(connection, lock, e);
      if (e instanceof SpoolException) {
        throw (SpoolException) e;
      }
      throw SpoolException.lasting(
          "can't open the spool "
              + file
              + " ("
              + e
              + "): choose another place with --spool, or set that file aside",
          e);
    }
  }

  /** What was wrong with the file and what became of it, for the user. */
  List<String> findings() {
    return findings;
  }

  Path file() {
    return file;
  }

  /** The highest sequence number that was in the spool when it was opened. */
  long lastSequence() {
    return lastSequence;
  }

  synchronized long records() {
    return records;
  }

  synchronized long readings() {
    return readings;
  }

  /** How many records of each turbine there are, the turbine of the oldest record first. */
  synchronized Map<String, Integer> turbines() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT turbine, count(*) FROM records GROUP BY turbine ORDER BY min(id)")) {
      while (rows.next()) {
        counts.put(rows.getString(1), rows.getInt(2));
      }
      return counts;
    } catch (SQLException e) {
      throw failed("read", e);
    }
  }

  /**
   * Adds and removes records: all of them, or, if it throws, none. On disk when it returns.
   *
   * @throws SpoolException passing, where there is no room
   */
  synchronized void write(Collection<Waiting> added, Collection<Waiting> removed) {
    long recordsRemoved = 0;
    long readingsRemoved = 0;
    try {
      SpoolFile.begin(connection);
      // First, as it makes room.
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM records WHERE id = ?")) {
        for (Waiting waiting : removed) {
          delete.setLong(1, waiting.sequence());
          int rows = delete.executeUpdate();
          recordsRemoved += rows;
          readingsRemoved += (long) rows * waiting.record().readings();
        }
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO records (id, turbine, readings, payload) VALUES (?, ?, ?, ?)")) {
        for (Waiting waiting : added) {
          insert.setLong(1, waiting.sequence());
          insert.setString(2, waiting.record().key());
          insert.setInt(3, waiting.record().readings());
          insert.setBytes(4, waiting.record().payload());
          insert.executeUpdate();
        }
      }
      SpoolFile.commit(connection);
    } catch (SQLException e) {
      rollBack(e);
      throw failed("write", e);
    }
    records += added.size() - recordsRemoved;
    readings += added.stream().mapToLong(w -> w.record().readings()).sum() - readingsRemoved;
  }

  /**
   * What a look at the spool found.
   *
   * @param records in the order of measuring
   * @param lastSequence up to where it looked
   */
  record Found(List<Waiting> records, long lastSequence) {}

  /**
   * The records of some turbines with sequence numbers above {@code after} and at most {@code
   * upTo}, but no more than {@code most} of them, nor many more than {@code mostBytes}.
   */
  synchronized Found read(
      long after, long upTo, int most, long mostBytes, Predicate<String> turbines) {
    List<Waiting> found = new ArrayList<>();
    long bytes = 0;
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id, turbine, readings, payload FROM records WHERE id > ? AND id <= ?"
                + " ORDER BY id")) {
      select.setLong(1, after);
      select.setLong(2, upTo);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String turbine = rows.getString(2);
          if (turbines.test(turbine)) {
            Outgoing record = new Outgoing(turbine, rows.getBytes(4), rows.getInt(3));
            found.add(new Waiting(rows.getLong(1), record));
            bytes += record.size();
            if (found.size() >= most || bytes >= mostBytes) {
              return new Found(found, rows.getLong(1));
            }
          }
        }
      }
      return new Found(found, upTo);
    } catch (SQLException e) {
      throw failed("read", e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (records == 0) {
        SpoolFile.shrink(connection);
      }
      connection.close();
      lock.close();
    } catch (IOException | SQLException e) {
      throw failed("close", e);
    }
  }

  private SpoolException failed(String what, Exception cause) {
    String message = "can't " + what + " the spool " + file + " (" + cause.getMessage() + "): ";
    return cause instanceof SQLException && SpoolFile.isDamage((SQLException) cause)
        ? SpoolException.lasting(
            message + "run it again: whatever can be read is recovered at the start", cause)
        : SpoolException.passing(
            message + "make room on its disk, or raise --spool-limit where that is given", cause);
  }

  private void rollBack(SQLException cause) {
    try {
      SpoolFile.rollBack(connection);
    } catch (SQLException e) {
      // SQLite may have done so by itself.
      cause.addSuppressed(e);
    }
  }

  private static void close(Connection connection, SpoolLock lock, Exception cause) {
    try {
      if (connection != null) {
        connection.close();
      }
      if (lock != null) {
        lock.close();
      }
    } catch (IOException | SQLException e) {
      cause.addSuppressed(e);
    }
  }
}

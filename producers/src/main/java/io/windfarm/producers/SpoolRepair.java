package io.windfarm.producers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;

/**
 * Looks at a spool before it is used. A process or a machine that ended in the middle of a write
 * leaves a sound one: SQLite sees to that. A file that lost some of its bytes is set aside, never
 * deleted, and replaced by what can be read of it.
 */
final class SpoolRepair {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /** Sequence numbers stay far below, at a million records a second for thousands of years. */
  private static final long NO_SEQUENCE = 1L << 60;

  private final Path file;
  private final Path log;
  private final Path recovered;

  SpoolRepair(Path file) {
    this.file = file;
    this.log = beside("-wal");
    this.recovered = beside(".recovered");
  }

  /**
   * Leaves a sound spool, or none, where the file is to be. Answers what the user should know.
   *
   * @throws SpoolException where the file is something else
   */
  List<String> run() throws IOException, SQLException {
    if (Files.notExists(file) && Files.exists(recovered)) {
      // An earlier repair was ended before its last step.
      Files.move(recovered, file, StandardCopyOption.ATOMIC_MOVE);
    }
    boolean empty = Files.notExists(file) || Files.size(file) == 0;
    if (empty) {
      // SQLite would delete the log of an empty file.
      return Files.exists(log) && Files.size(log) > 0
          ? List.of("the spool " + file + " is empty but has a log" + setAside())
          : List.of();
    }
    refuseUnlessSpool();
    try (Connection connection = SpoolFile.openDamaged(file)) {
      if (!SpoolFile.isSpool(connection)) {
        throw otherFile();
      }
    } catch (SQLException e) {
      if (!SpoolFile.isDamage(e)) {
        throw e;
      }
    }
    return isSound() ? List.of() : List.of(recover());
  }

  private boolean isSound() throws SQLException {
    try (Connection connection = SpoolFile.open(file)) {
      return SpoolFile.isSound(connection);
    } catch (SQLException e) {
      if (SpoolFile.isDamage(e)) {
        return false;
      }
      throw e;
    }
  }

  private String recover() throws IOException, SQLException {
    Files.deleteIfExists(recovered);
    long saved = 0;
    try (Connection to = SpoolFile.open(recovered)) {
      SpoolFile.begin(to);
      try (Connection from = SpoolFile.openDamaged(file)) {
        saved = copy(from, to);
      } catch (SQLException e) {
        if (!SpoolFile.isDamage(e)) {
          throw e;
        }
      }
      SpoolFile.commit(to);
    }
    String aside = setAside();
    Files.move(recovered, file, StandardCopyOption.ATOMIC_MOVE);
    return String.format("the spool %s was damaged: %,d records were saved%s", file, saved, aside);
  }

  /** Copies from both sides of whatever can't be read. */
  private static long copy(Connection from, Connection to) throws SQLException {
    long saved = 0;
    long last = 0;
    long step = 1;
    while (last + step < NO_SEQUENCE) {
      long begin = last + step;
      Run run = copy(from, to, "id >= " + begin + " ORDER BY id");
      if (run.copied > 0 && step > 1) {
        // What lies between, from behind.
        saved += copy(from, to, "id > " + last + " AND id < " + begin + " ORDER BY id DESC").copied;
      }
      saved += run.copied;
      if (run.complete) {
        return saved;
      }
      last = Math.max(last, run.lastSequence);
      step = run.copied > 0 ? 1 : step * 2;
    }
    return saved;
  }

  private record Run(long copied, long lastSequence, boolean complete) {}

  private static Run copy(Connection from, Connection to, String which) throws SQLException {
    long copied = 0;
    long last = 0;
    try (PreparedStatement select =
            from.prepareStatement(
                "SELECT id, turbine, readings, payload FROM records WHERE " + which);
        PreparedStatement insert =
            to.prepareStatement(
                "INSERT OR IGNORE INTO records (id, turbine, readings, payload)"
                    + " VALUES (?, ?, ?, ?)")) {
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          byte[] payload = rows.getBytes(4);
          if (payload == null || rows.getString(2) == null) {
            continue;
          }
          insert.setLong(1, rows.getLong(1));
          insert.setString(2, rows.getString(2));
          insert.setInt(3, rows.getInt(3));
          insert.setBytes(4, payload);
          copied += insert.executeUpdate();
          last = rows.getLong(1);
        }
        return new Run(copied, last, true);
      } catch (SQLException e) {
        if (SpoolFile.isDamage(e)) {
          return new Run(copied, last, false);
        }
        throw e;
      }
    }
  }

  /** Gives the file and its log another name. Answers how a sentence about it goes on. */
  private String setAside() throws IOException {
    Path aside = beside(".damaged-" + SECOND.format(Instant.now()));
    for (int i = 2; Files.exists(aside); i++) {
      aside = beside(".damaged-" + SECOND.format(Instant.now()) + "-" + i);
    }
    if (Files.exists(file)) {
      Files.move(file, aside);
    }
    if (Files.exists(log)) {
      Files.move(log, aside.resolveSibling(aside.getFileName() + "-wal"));
    }
    Files.deleteIfExists(beside("-shm"));
    return "; the damaged file is kept as " + aside;
  }

  private void refuseUnlessSpool() throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      byte[] start = bytes.readNBytes(MAGIC.length);
      if (!Arrays.equals(start, MAGIC)) {
        throw otherFile();
      }
    }
  }

  private SpoolException otherFile() {
    return SpoolException.lasting(
        file + " is no spool: name another file with --spool, or move that one away", null);
  }

  private Path beside(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }
}

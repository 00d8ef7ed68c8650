package io.windfarm.producers;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** A spool as SQLite sees it: settings, table, and what its errors mean. */
final class SpoolFile {
  /** Tells our files from others: "WFSP". */
  private static final int APPLICATION = 0x57465350;

  /** Beyond that, the log of changes is cut back when its content has reached the file itself. */
  private static final int LOG_BYTES = 64 << 20;

  private static final Set<Integer> DAMAGE =
      Set.of(SQLiteErrorCode.SQLITE_CORRUPT.code, SQLiteErrorCode.SQLITE_NOTADB.code);

  private SpoolFile() {}

  /** Opens a sound file, or makes a new one. */
  static Connection open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // Whatever was said to be stored has to survive a loss of power.
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setJournalSizeLimit(LOG_BYTES);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA application_id = " + APPLICATION);
      statement.execute(
          "CREATE TABLE IF NOT EXISTS records (id INTEGER PRIMARY KEY, turbine TEXT NOT NULL,"
              + " readings INTEGER NOT NULL, payload BLOB NOT NULL)");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Opens a file whatever its state, for reading what can be read. */
  static Connection openDamaged(Path file) throws SQLException {
    Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      // Otherwise SQLite refuses a file that is shorter than it should be.
      statement.execute("PRAGMA writable_schema = ON");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Whether it is a spool; a file that holds nothing can become one. */
  static boolean isSpool(Connection connection) throws SQLException {
    int application = number(connection, "PRAGMA application_id");
    return application == APPLICATION
        || (application == 0 && number(connection, "SELECT count(*) FROM sqlite_schema") == 0);
  }

  /** Whether the file is what SQLite expects, as far as its structure goes. */
  static boolean isSound(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
      return "ok".equals(result.getString(1));
    } catch (SQLException e) {
      if (isDamage(e)) {
        return false;
      }
      throw e;
    }
  }

  /** Keeps the file from growing beyond that; it may be larger already. */
  static void limit(Connection connection, long bytes) throws SQLException {
    int pageBytes = number(connection, "PRAGMA page_size");
    number(connection, "PRAGMA max_page_count = " + Math.max(1, bytes / pageBytes));
  }

  /** Gives the room of an empty spool back to the disk. */
  static void shrink(Connection connection) throws SQLException {
    execute(connection, "VACUUM");
  }

  /**
   * Begins a transaction. Not by way of JDBC: the driver does not notice when SQLite ends one by
   * itself, as it does where there is no room, and would commit what follows piece by piece.
   */
  static void begin(Connection connection) throws SQLException {
    execute(connection, "BEGIN IMMEDIATE");
  }

  static void commit(Connection connection) throws SQLException {
    execute(connection, "COMMIT");
  }

  static void rollBack(Connection connection) throws SQLException {
    execute(connection, "ROLLBACK");
  }

  private static void execute(Connection connection, String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  /** Whether the error says that the file is broken. */
  static boolean isDamage(SQLException error) {
    // Extended codes have the plain one in their last byte.
    return DAMAGE.contains(error.getErrorCode() & 0xFF);
  }

  private static int number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      return result.getInt(1);
    }
  }
}

package io.windfarm.database;

import java.sql.SQLException;

/** What an error of the database means for who has to do something about it. */
final class SqlState {
  private SqlState() {}

  /** True if the same may go well in a moment, over a new connection. */
  static boolean mayPass(SQLException e) {
    String state = state(e);
    return state.startsWith("08") // connection
        || state.startsWith("53") // resources: too many connections, memory, disk
        || state.startsWith("57P") // shut down, starting up
        || state.startsWith("40"); // deadlock, serialization
  }

  /** The state, and the database's one line without what it quotes. */
  static String describe(SQLException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return "SQLSTATE " + state(e) + ": " + message;
  }

  /** What to do. */
  static String advice(SQLException e) {
    String state = state(e);
    if (state.startsWith("28")) {
      return "Correct database.user and database.password, or let the user in (pg_hba.conf).";
    }
    if (state.equals("42501")) {
      return "Grant the user what docs/database.md lists.";
    }
    if (state.equals("42P01") || state.equals("42703") || state.equals("3F000")) {
      return "The schema is not this job's: has it been changed or dropped? Submit the job again,"
          + " which migrates it.";
    }
    if (state.equals("3D000")) {
      return "Create the database that database.url names.";
    }
    if (mayPass(e)) {
      return "Check that PostgreSQL is running and can be reached at database.url.";
    }
    return "See PostgreSQL's log for what it refused.";
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }
}

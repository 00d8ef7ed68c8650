package io.windfarm.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets batches to the database over a connection of its own, and over a new one if that breaks. A
 * short absence is waited for here; a longer one fails the task, and Flink begins again from the
 * checkpoint for as long as it takes.
 */
final class Delivery<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /** A restart of PostgreSQL takes about as long as the waits between these: 1, 2 and 4 seconds. */
  static final int ATTEMPTS = 4;

  private static final long FIRST_WAIT_MILLIS = 1_000;

  private final DatabaseAccess access;
  private final String table;
  private final Upsert<T> upsert;
  private Connection connection;

  Delivery(DatabaseAccess access, String table, Upsert<T> upsert) {
    this.access = access;
    this.table = table;
    this.upsert = upsert;
  }

  /**
   * Writes {@code rows}, no two of one key.
   *
   * @throws IOException if the database refuses them, or is away for longer than the attempts take
   */
  void deliver(List<Object[]> rows) throws IOException, InterruptedException {
    long wait = FIRST_WAIT_MILLIS;
    for (int attempt = 1; ; attempt++) {
      try {
        if (connection == null) {
          connection = access.connect();
        }
        upsert.execute(connection, rows);
        return;
      } catch (SQLException e) {
        close();
        if (attempt == ATTEMPTS || !SqlState.mayPass(e)) {
          throw new IOException(
              "The database did not take "
                  + rows.size()
                  + " rows of "
                  + table
                  + " ("
                  + SqlState.describe(e)
                  + "). "
                  + SqlState.advice(e),
              e);
        }
        LOG.warn(
            "The database did not take {} rows of {} ({}); trying again in {} ms",
            rows.size(),
            table,
            SqlState.describe(e),
            wait);
        Thread.sleep(wait);
        wait *= 2;
      }
    }
  }

  @Override
  public void close() {
    Connection ending = connection;
    connection = null;
    if (ending != null) {
      try {
        ending.close();
      } catch (SQLException e) {
        // Nothing is lost with it: every statement was committed, or failed.
        LOG.debug("A connection to the database did not close: {}", SqlState.describe(e));
      }
    }
  }
}

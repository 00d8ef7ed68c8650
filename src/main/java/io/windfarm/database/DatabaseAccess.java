package io.windfarm.database;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Where the database is and who we are there. Says nothing of the password, whoever asks. */
final class DatabaseAccess implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String url;
  private final String user;
  private final String password;

  /**
   * @param url {@code jdbc:postgresql://…}; its parameters are the driver's and win over ours
   * @param user empty: as the driver finds it
   * @param password empty: none, or as the driver finds it
   */
  DatabaseAccess(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  /**
   * A new connection, which commits each statement.
   *
   * @throws SQLException if there is none to be had
   */
  Connection connect() throws SQLException {
    Connection connection = driver().connect(url, properties());
    if (connection == null) {
      throw new SQLException("The driver does not take the URL: it begins with jdbc:postgresql:");
    }
    return connection;
  }

  /** What is set unless the URL says otherwise. */
  Properties properties() {
    Properties properties = new Properties();
    if (!user.isEmpty()) {
      PGProperty.USER.set(properties, user);
    }
    if (!password.isEmpty()) {
      PGProperty.PASSWORD.set(properties, password);
    }
    PGProperty.APPLICATION_NAME.set(properties, "windfarm");
    // Details quote rows, and a row's texts are no business of the log's.
    PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
    // A database that is gone without a word is noticed: a checkpoint waits for the answer.
    PGProperty.CONNECT_TIMEOUT.set(properties, 10);
    PGProperty.SOCKET_TIMEOUT.set(properties, 60);
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    return properties;
  }

  String url() {
    return url;
  }

  /**
   * The driver, and no trace of it in {@link java.sql.DriverManager}: what is registered there
   * holds the classes of a job for as long as the TaskManager lives.
   */
  static synchronized Driver driver() throws SQLException {
    Driver driver = new Driver();
    if (Driver.isRegistered()) {
      Driver.deregister();
    }
    return driver;
  }

  @Override
  public String toString() {
    return url + (user.isEmpty() ? "" : " as " + user);
  }
}

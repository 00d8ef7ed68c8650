package io.windfarm;

import io.windfarm.postgres.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.Driver;

/** A PostgreSQL for the tests of a class, without any schema of ours when each begins. */
public final class TestDatabase implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private PostgresServer server;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    server =
        PostgresServer.start(
            Path.of("target", context.getRequiredTestClass().getSimpleName()),
            Path.of("target", "postgres"),
            0);
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    execute("DROP SCHEMA IF EXISTS windfarm CASCADE");
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    server.close();
  }

  public String url() {
    return server.jdbcUrl();
  }

  public String user() {
    return server.user();
  }

  public String password() {
    return server.password();
  }

  public Connection connect() throws SQLException {
    // Not by DriverManager: the job takes the driver out of it.
    Properties properties = new Properties();
    properties.setProperty("user", user());
    properties.setProperty("password", password());
    return new Driver().connect(url(), properties);
  }

  /** Runs statements that return nothing. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of a query, columns separated by {@code " | "}. */
  public List<String> rows(String sql) throws SQLException {
    try (Connection connection = connect()) {
      return rows(connection, sql);
    }
  }

  static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          values.add(String.valueOf(result.getObject(column)));
        }
        rows.add(String.join(" | ", values));
      }
    }
    return rows;
  }

  /**
   * Makes the nth statement that writes to {@code table} fail once, by what {@code fault} does.
   * That it has happened outlives what the failure undoes.
   */
  public void failOnce(String table, int nth, String fault) throws SQLException {
    execute(
        "CREATE SEQUENCE windfarm.statements;"
            + " CREATE FUNCTION windfarm.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            + " IF nextval('windfarm.statements') = "
            + nth
            + " THEN "
            + fault
            + " END IF; RETURN NULL; END $$;"
            + " CREATE TRIGGER fail AFTER INSERT ON windfarm."
            + table
            + " FOR EACH STATEMENT EXECUTE FUNCTION windfarm.fail()");
  }

  /** How many statements have tried to write since {@link #failOnce}. */
  public long statements() throws SQLException {
    return Long.parseLong(rows("SELECT last_value FROM windfarm.statements").get(0));
  }
}

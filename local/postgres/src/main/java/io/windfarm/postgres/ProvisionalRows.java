package io.windfarm.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;

/** The rows of the job's tables that more input may change: those that say {@code provisional}. */
public final class ProvisionalRows {
  private final String url;
  private final Properties properties = new Properties();
  private final String schema;

  /**
   * @param url {@code jdbc:postgresql://…}
   * @param user empty for the driver's
   * @param password empty for none
   * @param schema the job's {@code database.schema}
   */
  public ProvisionalRows(String url, String user, String password, String schema) {
    this.url = url;
    this.schema = schema;
    if (!user.isEmpty()) {
      properties.setProperty("user", user);
    }
    if (!password.isEmpty()) {
      properties.setProperty("password", password);
    }
  }

  /**
   * Deletes them in all tables, or in none; where there is no schema yet there are none.
   *
   * @return how many there were
   * @throws SQLException if the database is away or refuses: the user needs DELETE
   */
  public long delete() throws SQLException {
    try (Connection connection = new Driver().connect(url, properties);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      long deleted = 0;
      for (String table : tables(statement)) {
        deleted += statement.executeLargeUpdate("DELETE FROM " + table + " WHERE provisional");
      }
      connection.commit();
      return deleted;
    }
  }

  private List<String> tables(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet result =
        statement.executeQuery(
            "SELECT format('%I.%I', table_schema, table_name) FROM information_schema.columns"
                + " WHERE column_name = 'provisional' AND table_schema = "
                + statement.enquoteLiteral(schema)
                + " ORDER BY 1")) {
      while (result.next()) {
        tables.add(result.getString(1));
      }
    }
    return tables;
  }
}

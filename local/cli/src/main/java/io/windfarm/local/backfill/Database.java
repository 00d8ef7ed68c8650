package io.windfarm.local.backfill;

import io.windfarm.local.Failure;
import io.windfarm.postgres.PostgresException;
import io.windfarm.postgres.PostgresServer;
import io.windfarm.postgres.ProvisionalRows;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The PostgreSQL that a backfill also writes to: the user's, or one that it starts itself. */
final class Database implements Provisional, AutoCloseable {
  /** In the place of a URL: starts one, with its data beside the lake. */
  static final String EMBEDDED = "embedded";

  /** Of that one's data, below a backfill's. */
  static final String FOLDER = "postgres";

  private final PostgresServer server;
  private final String url;
  private final String user;
  private final String password;
  private final String schema;
  private final List<String> settings = new ArrayList<>();

  private Database(
      PostgresServer server,
      String url,
      String user,
      String password,
      String schema,
      Map<String, String> given) {
    this.server = server;
    this.url = url;
    this.user = user;
    this.password = password;
    this.schema = schema;
    Map<String, String> all = new LinkedHashMap<>(given);
    all.put("database.url", url);
    all.put("database.user", user);
    all.put("database.password", password);
    all.forEach((key, value) -> settings.addAll(List.of("--" + key, value)));
  }

  /**
   * Starts it, if it is the embedded one.
   *
   * @param place {@value #EMBEDDED}, or {@code jdbc:postgresql://…}
   * @param folder of the backfill
   * @param given what was given of the job's {@code database.} keys
   */
  static Database at(String place, Path folder, Map<String, String> given)
      throws IOException, InterruptedException {
    String schema = given.getOrDefault("database.schema", "windfarm");
    if (!place.equals(EMBEDDED)) {
      return new Database(
          null,
          place,
          given.getOrDefault("database.user", ""),
          given.getOrDefault("database.password", ""),
          schema,
          given);
    }
    try {
      PostgresServer server = PostgresServer.start(folder.resolve(FOLDER));
      return new Database(
          server, server.jdbcUrl(), server.user(), server.password(), schema, given);
    } catch (PostgresException e) {
      throw new Failure(e.getMessage(), e);
    }
  }

  /** What the job has to be told. */
  List<String> settings() {
    return List.copyOf(settings);
  }

  /** To ask it. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  /** How to reach the one that was started. */
  String address() {
    return url + "   user " + user + ", password " + password;
  }

  @Override
  public void delete() {
    try {
      new ProvisionalRows(url, user, password, schema).delete();
    } catch (SQLException e) {
      throw new Failure(
          "The database does not let go of its provisional rows: "
              + e.getMessage()
              + ". Is it there, and may the user delete rows?",
          e);
    }
  }

  @Override
  public void close() throws IOException {
    if (server != null) {
      server.close();
    }
  }
}

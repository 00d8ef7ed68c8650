package io.windfarm.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windfarm.TestDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SchemaIT {
  private static final List<String> VERSIONS = List.of("1", "2");

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final DatabaseAccess access =
      new DatabaseAccess(DATABASE.url(), DATABASE.user(), DATABASE.password());

  @Test
  void isMadeWhereThereIsNone() throws Exception {
    new Schema(access, "windfarm").migrate();

    assertThat(versions()).isEqualTo(VERSIONS);
    assertThat(
            DATABASE.rows(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'windfarm'"
                    + " AND table_name NOT LIKE 'flyway%' ORDER BY 1"))
        .containsExactly("alerts", "anomalies", "readings", "statistics", "summaries");
  }

  @Test
  void isBroughtFromVersionOneToTheNewestWithItsRows() throws Exception {
    Schema schema = new Schema(access, "windfarm");
    schema.migrateTo("1");
    try (Connection connection = access.connect()) {
      new Upsert<>(AlertsTable.define(false), "windfarm")
          .execute(
              connection, List.<Object[]>of(Rows.values(AlertsTable.define(false), Rows.alert())));
    }
    assertThat(versions()).containsExactly("1");

    schema.migrate();

    assertThat(versions()).isEqualTo(VERSIONS);
    assertThat(DATABASE.rows("SELECT alert_id FROM windfarm.alerts")).hasSize(1);
    assertThat(DATABASE.rows("SELECT count(*) FROM pg_indexes WHERE indexname = 'alerts_by_time'"))
        .containsExactly("1");
  }

  @Test
  void isLeftAsItIsWhereItIsNew() throws Exception {
    new Schema(access, "windfarm").migrate();
    List<String> applied =
        DATABASE.rows("SELECT * FROM windfarm.flyway_schema_history ORDER BY installed_rank");

    new Schema(access, "windfarm").migrate();

    assertThat(
            DATABASE.rows("SELECT * FROM windfarm.flyway_schema_history ORDER BY installed_rank"))
        .isEqualTo(applied);
  }

  @Test
  void isNotTouchedIfANewerJobMadeIt() throws Exception {
    new Schema(access, "windfarm").migrate();
    DATABASE.execute(
        "INSERT INTO windfarm.flyway_schema_history SELECT 99, '99', 'from the future', type,"
            + " 'V99__future.sql', checksum, installed_by, installed_on, 1, true"
            + " FROM windfarm.flyway_schema_history WHERE version = '2'");

    assertThatThrownBy(() -> new Schema(access, "windfarm").migrate())
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("version 99")
        .hasMessageContaining("a newer job has migrated it");
  }

  @Test
  void isNotTouchedIfItIsSomebodyElses() throws Exception {
    DATABASE.execute("CREATE SCHEMA windfarm; CREATE TABLE windfarm.theirs (id int)");

    assertThatThrownBy(() -> new Schema(access, "windfarm").migrate())
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("database.schema");
    assertThat(DATABASE.rows("SELECT count(*) FROM windfarm.theirs")).containsExactly("0");
  }

  @Test
  void mayHaveAnotherName() throws Exception {
    DATABASE.execute("DROP SCHEMA IF EXISTS park_7 CASCADE");

    new Schema(access, "park_7").migrate();

    assertThat(DATABASE.rows("SELECT count(*) FROM park_7.readings")).containsExactly("0");
    DATABASE.execute("DROP SCHEMA park_7 CASCADE");
  }

  /** What docs/database.md grants to who only writes. */
  @Test
  void isCheckedByAUserWhoMayNotChangeIt() throws Exception {
    new Schema(access, "windfarm").migrate();
    DATABASE.execute(
        "DROP ROLE IF EXISTS windfarm_job; CREATE ROLE windfarm_job LOGIN PASSWORD 'let me in';"
            + " GRANT USAGE ON SCHEMA windfarm TO windfarm_job;"
            + " GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA windfarm TO windfarm_job");
    DatabaseAccess job = new DatabaseAccess(DATABASE.url(), "windfarm_job", "let me in");

    new Schema(job, "windfarm").migrate();

    try (Connection connection = job.connect()) {
      new Upsert<>(AlertsTable.define(false), "windfarm")
          .execute(
              connection, List.<Object[]>of(Rows.values(AlertsTable.define(false), Rows.alert())));
    }
    assertThat(DATABASE.rows("SELECT count(*) FROM windfarm.alerts")).containsExactly("1");
    DATABASE.execute("DROP OWNED BY windfarm_job; DROP ROLE windfarm_job");
  }

  @Test
  void saysWhatToDoIfTheDatabaseIsAway() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    DatabaseAccess away =
        new DatabaseAccess("jdbc:postgresql://127.0.0.1:" + closed + "/db", "me", "hunter2");

    assertThatThrownBy(() -> new Schema(away, "windfarm").migrate())
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining(
            "no connection to jdbc:postgresql://127.0.0.1:" + closed + "/db as me")
        .hasMessageContaining("Check that PostgreSQL is running")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void saysWhatToDoIfThePasswordIsWrong() {
    DatabaseAccess wrong = new DatabaseAccess(DATABASE.url(), DATABASE.user(), "hunter2");

    assertThatThrownBy(() -> new Schema(wrong, "windfarm").migrate())
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("Correct database.user and database.password")
        .hasMessageNotContaining("hunter2");
  }

  private static List<String> versions() throws Exception {
    return DATABASE.rows(
        "SELECT version FROM windfarm.flyway_schema_history WHERE version IS NOT NULL ORDER BY"
            + " installed_rank");
  }
}

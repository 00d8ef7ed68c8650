package io.windfarm.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windfarm.TestDatabase;
import io.windfarm.model.CleanedReading;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeliveryIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final DatabaseAccess access =
      new DatabaseAccess(DATABASE.url(), DATABASE.user(), DATABASE.password());
  private final Table<CleanedReading> table = ReadingsTable.define("1", false);

  @BeforeEach
  void makeTables() {
    new Schema(access, "windfarm").migrate();
  }

  @Test
  void beginsAgainWhenTheConnectionIsCut() throws Exception {
    DATABASE.failOnce("readings", 2, "PERFORM pg_terminate_backend(pg_backend_pid());");
    try (Delivery<CleanedReading> delivery = delivery()) {
      delivery.deliver(rows("a", "b"));
      delivery.deliver(rows("c", "d"));
    }

    assertThat(DATABASE.rows("SELECT reading_id FROM windfarm.readings ORDER BY 1"))
        .containsExactly("a", "b", "c", "d");
    assertThat(DATABASE.statements()).isEqualTo(3);
  }

  @Test
  void writesAllOfABatchOrNone() throws Exception {
    DATABASE.failOnce("readings", 1, "RAISE EXCEPTION 'no room for %', 'MARKER';");
    try (Delivery<CleanedReading> delivery = delivery()) {
      assertThatThrownBy(() -> delivery.deliver(rows("a", "b")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("2 rows of readings")
          .hasMessageContaining("SQLSTATE P0001");
      assertThat(DATABASE.rows("SELECT count(*) FROM windfarm.readings")).containsExactly("0");

      delivery.deliver(rows("a", "b"));
    }
    assertThat(DATABASE.rows("SELECT count(*) FROM windfarm.readings")).containsExactly("2");
  }

  @Test
  void saysNothingOfTheRowsThatWereRefused() throws Exception {
    DATABASE.execute("ALTER TABLE windfarm.readings ADD CHECK (unit <> 'bar')");
    try (Delivery<CleanedReading> delivery = delivery()) {
      assertThatThrownBy(() -> delivery.deliver(rows("MARKER")))
          .satisfies(
              thrown -> {
                StringWriter trace = new StringWriter();
                thrown.printStackTrace(new PrintWriter(trace));
                assertThat(trace.toString())
                    .contains("readings_unit_check")
                    .doesNotContain("MARKER", DATABASE.password());
              });
    }
  }

  @Test
  void saysThatTheSchemaIsNotTheJobs() throws Exception {
    DATABASE.execute("DROP SCHEMA windfarm CASCADE");
    try (Delivery<CleanedReading> delivery = delivery()) {
      assertThatThrownBy(() -> delivery.deliver(rows("a")))
          .hasMessageContaining("Submit the job again");
    }
  }

  @Test
  void leavesNoDriverBehindThatWouldHoldTheClassesOfAJob() throws Exception {
    access.connect().close();

    assertThat(DriverManager.drivers())
        .noneMatch(driver -> driver.getClass().getName().startsWith("org.postgresql"));
  }

  private Delivery<CleanedReading> delivery() {
    return new Delivery<>(access, table.name(), new Upsert<>(table, "windfarm"));
  }

  private List<Object[]> rows(String... ids) {
    Batch<CleanedReading> batch = new Batch<>(table);
    for (String id : ids) {
      batch.add(Rows.reading(id));
    }
    return batch.rows();
  }
}

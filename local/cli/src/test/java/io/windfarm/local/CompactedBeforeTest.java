package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Test;

/** Where readers of compacted files and of the job's meet. */
class CompactedBeforeTest {
  private static final LocalDateTime FIRST = LocalDateTime.of(2000, 1, 1, 0, 0);
  private static final int HOURS = 50 * 366 * 24;

  private static final Connection DUCKDB = connect();

  private static Connection connect() {
    try {
      return DriverManager.getConnection("jdbc:duckdb:");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterContainer
  static void close() throws SQLException {
    DUCKDB.close();
  }

  /** Each partition is read in one of the two, and all readers agree in which. */
  @Property(tries = 100)
  void partsPartitionsInTwo(
      @ForAll @IntRange(max = HOURS) int boundary,
      @ForAll @IntRange(min = -800, max = 800) int away,
      @ForAll boolean hourly)
      throws SQLException {
    LocalDateTime time = FIRST.plusHours(boundary).plusHours(away);
    Assume.that(!time.isBefore(FIRST));
    CompactedBefore before = new CompactedBefore(FIRST.plusHours(boundary));
    LocalDateTime end = hourly ? time.plusHours(1) : time.toLocalDate().plusDays(1).atStartOfDay();
    boolean over = !end.isAfter(before.hour());
    String dh =
        "year=%04d/month=%02d/day=%02d/hour=%02d"
            .formatted(time.getYear(), time.getMonthValue(), time.getDayOfMonth(), time.getHour());
    String partition = hourly ? dh : dh.substring(0, dh.indexOf("/hour"));

    assertThat(before.holds("/lake/t/region=r/" + partition + "/t-1.parquet")).isEqualTo(over);
    String grain = hourly ? "hour" : "day";
    assertThat(holds(before.condition(grain), time, dh)).isEqualTo(over);
    assertThat(holds(before.otherwise(grain), time, dh)).isEqualTo(!over);
    if (hourly) {
      assertThat(holds(before.condition("dh"), time, dh)).isEqualTo(over);
      assertThat(holds(before.otherwise("dh"), time, dh)).isEqualTo(!over);
    }
  }

  @Test
  void findsCompactedFilesBesideTheTable() {
    assertThat(CompactedBefore.location("s3://farm-raw/raw/"))
        .isEqualTo("s3://farm-raw/_compacted/raw");
    assertThat(CompactedBefore.location("s3://bucket/lake/raw"))
        .isEqualTo("s3://bucket/lake/_compacted/raw");
  }

  private static boolean holds(String condition, LocalDateTime time, String dh)
      throws SQLException {
    try (Statement statement = DUCKDB.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT "
                    + condition
                    + " FROM (SELECT year(t) AS year, month(t) AS month, day(t) AS day,"
                    + " hour(t) AS hour, '"
                    + dh
                    + "' AS dh FROM (SELECT TIMESTAMP '"
                    + time
                    + ":00' AS t))")) {
      result.next();
      return result.getBoolean(1);
    }
  }
}

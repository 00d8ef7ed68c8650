package io.windfarm.local.chaos;

import io.windfarm.local.Lake;
import io.windfarm.local.LakeTable;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Whether what turbines sent in order left in order: no reading is LATE, and for each turbine and
 * sensor the event times in the lake, in the order in which the job wrote them, are those of the
 * stream.
 */
final class TurbineOrder {
  /** A file holds what came between two checkpoints, in order; its earliest row places it. */
  private static final String OUT_OF_PLACE =
      """
      WITH sent AS (
        SELECT turbine, sensor, millis,
               row_number() OVER (PARTITION BY turbine, sensor ORDER BY rowid) AS place
        FROM oracle_readings),
      written AS (
        SELECT turbine_id, sensor, filename, file_row_number, event_time,
               min(event_time) OVER (PARTITION BY turbine_id, sensor, filename) AS since
        FROM (%s) WHERE NOT imputed),
      seen AS (
        SELECT turbine_id AS turbine, sensor, epoch_ms(event_time) AS millis,
               row_number() OVER (PARTITION BY turbine_id, sensor
                                  ORDER BY since, filename, file_row_number) AS place
        FROM written)
      SELECT count(*) FROM sent FULL JOIN seen USING (turbine, sensor, place)
      WHERE sent.millis IS DISTINCT FROM seen.millis""";

  private TurbineOrder() {}

  /** Judges a lake that {@link Comparison} has put the oracle's readings next to. */
  static void run(Lake lake, Verdict.Builder verdict) throws SQLException, IOException {
    try (Statement statement = lake.statement()) {
      long late =
          Comparison.number(
              statement, "SELECT count(*) FROM readings WHERE list_contains(reasons, 'LATE')");
      verdict.finding(late > 0, late + " readings are LATE and were sent in order");
      if (!lake.files(LakeTable.READINGS).isEmpty()) {
        String rows = "SELECT * FROM " + lake.numberedRowsOf(LakeTable.READINGS);
        long moved = Comparison.number(statement, OUT_OF_PLACE.formatted(rows));
        verdict.finding(
            moved > 0, moved + " readings are not in the place in which they were sent");
      }
    }
  }
}

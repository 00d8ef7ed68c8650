package io.windfarm.local.chaos;

import io.windfarm.local.Lake;
import io.windfarm.local.LakeTable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Two lakes, row for row and column by column as multisets: readings, statistics and alerts. What
 * file a row is in does not matter; all else does.
 */
final class LakeDifference {
  private static final List<LakeTable> TABLES =
      List.of(LakeTable.READINGS, LakeTable.STATISTICS, LakeTable.ALERTS);

  private LakeDifference() {}

  /**
   * Compares.
   *
   * @param folder for the rows that differ
   */
  static void run(Path disturbed, Path undisturbed, Path folder, Verdict.Builder verdict)
      throws SQLException, IOException {
    try (Lake lake = Lake.open(disturbed);
        Lake control = Lake.open(undisturbed);
        Statement statement = lake.statement()) {
      for (LakeTable table : TABLES) {
        if (lake.files(table).isEmpty() || control.files(table).isEmpty()) {
          verdict.finding(true, "no " + table.label() + " to compare");
          continue;
        }
        String here = rows(lake, table);
        String there = rows(control, table);
        verdict.lost(
            table.label() + " of the undisturbed run",
            count(statement, folder, table.label() + "-undisturbed-only", there, here));
        verdict.doubled(
            table.label() + " beyond the undisturbed run",
            count(statement, folder, table.label() + "-disturbed-only", here, there));
      }
    }
  }

  private static String rows(Lake lake, LakeTable table) throws IOException {
    return "SELECT * EXCLUDE (filename) FROM " + lake.filesOf(table);
  }

  private static long count(
      Statement statement, Path folder, String name, String rows, String others)
      throws SQLException {
    statement.execute(
        "CREATE TABLE \"" + name + "\" AS (" + rows + ") EXCEPT ALL (" + others + ")");
    long count = Comparison.number(statement, "SELECT count(*) FROM \"" + name + "\"");
    if (count > 0) {
      String file = folder.resolve(name + ".csv").toString().replace("'", "''");
      statement.execute("COPY \"" + name + "\" TO '" + file + "' (HEADER)");
    }
    return count;
  }
}

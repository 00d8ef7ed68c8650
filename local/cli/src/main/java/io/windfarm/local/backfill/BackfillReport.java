package io.windfarm.local.backfill;

import io.windfarm.local.Lake;
import io.windfarm.local.LakeTable;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What a backfill says while it runs and when it is done. */
final class BackfillReport implements Backfill.Progress {
  private static final long BETWEEN_LINES = TimeUnit.SECONDS.toNanos(5);

  private final PrintStream out;
  private final long start;
  private long firstRecord;
  private long lastRecord;
  private long said;
  private long seen;

  /**
   * @param start of the command, by {@link System#nanoTime}
   */
  BackfillReport(PrintStream out, long start) {
    this.out = out;
    this.start = start;
  }

  @Override
  public void read(long records) {
    long now = System.nanoTime();
    if (records == seen) {
      return;
    }
    if (seen == 0) {
      firstRecord = now;
      said = now;
    }
    seen = records;
    lastRecord = now;
    if (now - said > BETWEEN_LINES) {
      said = now;
      out.printf(
          Locale.ROOT, "  %,d rows, %,.0f rows/s%n", records, records / seconds(firstRecord, now));
    }
  }

  /** Closes the report with what is in the lake now, if that is a folder. */
  void print(String root, long records) throws IOException, SQLException {
    out.printf(
        Locale.ROOT,
        "Read %,d rows in %.1f s; %.1f s with the cluster's start and end%s.%n",
        records,
        records == 0 ? 0 : seconds(firstRecord, lastRecord),
        seconds(start, System.nanoTime()),
        records == 0
            ? ""
            : String.format(
                Locale.ROOT,
                ", %,.0f rows/s",
                records / Math.max(1e-3, seconds(firstRecord, lastRecord))));
    if (!root.startsWith("file:")) {
      out.println("The lake: " + root);
      return;
    }
    Path folder = Path.of(URI.create(root));
    if (Files.isDirectory(folder)) {
      printLake(folder);
    }
  }

  private void printLake(Path folder) throws IOException, SQLException {
    try (Lake lake = Lake.open(folder, Set.of(LakeTable.LEDGER));
        Statement statement = lake.statement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FILTER (NOT balanced), coalesce(sum(duplicate), 0),"
                    + " coalesce(sum(late), 0) FROM ledger_balance")) {
      row.next();
      out.printf(
          Locale.ROOT,
          "The lake holds %,d readings of %,d records; %,d rejected, %,d duplicates, %,d late. The ledger %s.%n",
          lake.rows(LakeTable.READINGS),
          lake.rows(LakeTable.RAW),
          lake.rows(LakeTable.REJECTED),
          row.getLong(2),
          row.getLong(3),
          row.getLong(1) == 0 ? "balances" : "DOES NOT BALANCE");
      out.println(
          "Ask it: ./windfarm query --root " + folder + " 'SELECT * FROM summaries LIMIT 10'");
    }
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e9;
  }
}

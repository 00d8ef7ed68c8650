package io.windfarm.local.plan;

import io.windfarm.local.plan.Cost.Line;
import java.util.List;

/**
 * What the lake costs in a month once it holds all that it is to keep: writing a month's files, and
 * storing those of the months before, in the tiers of {@code infra/storage.yaml}.
 */
final class LakeCost {
  private static final double DAYS_A_MONTH = Fleet.HOURS_A_MONTH / 24.0;

  /** S3 leaves smaller files where they are. */
  private static final int SMALLEST_MOVED = 128 << 10;

  /**
   * Of a table: days in Standard, then days until which it is in Standard-IA, then Glacier Instant
   * Retrieval; the same as the defaults of {@code infra/storage.yaml}.
   */
  private record Tiers(String table, int standardDays, int infrequentUntil) {}

  private static final int NEVER = Integer.MAX_VALUE;
  private static final List<Tiers> TIERS =
      List.of(
          new Tiers("raw", 30, 30),
          new Tiers("readings", 90, 365),
          new Tiers("statistics", 365, NEVER),
          new Tiers("ledger", NEVER, NEVER));

  private LakeCost() {}

  static List<Line> of(List<TableLoad> tables, Setup setup, Figures figures) {
    double keptDays = setup.keep().toMillis() / 86_400_000.0;
    double files = 0;
    double gb = 0;
    double storage = 0;
    double moves = 0;
    for (TableLoad table : tables) {
      Tiers tiers =
          TIERS.stream()
              .filter(each -> each.table().equals(table.table()))
              .findFirst()
              .orElseThrow();
      boolean moved = table.files() > 0 && table.bytes() / table.files() >= SMALLEST_MOVED;
      double standard = moved ? Math.min(keptDays, tiers.standardDays()) : keptDays;
      double infrequent = Math.max(0, Math.min(keptDays, tiers.infrequentUntil()) - standard);
      double archived = keptDays - standard - infrequent;
      files += table.files() * DAYS_A_MONTH;
      gb += Format.gib(table.bytes()) * keptDays;
      storage +=
          Format.gib(table.bytes())
              * (standard * figures.of(Figure.S3_STANDARD_GB_MONTH)
                  + infrequent * figures.of(Figure.S3_INFREQUENT_GB_MONTH)
                  + archived * figures.of(Figure.S3_ARCHIVE_GB_MONTH));
      double thousandsAMonth = table.files() * DAYS_A_MONTH / 1_000;
      moves +=
          (infrequent > 0 ? thousandsAMonth * figures.of(Figure.S3_TO_INFREQUENT_THOUSAND) : 0)
              + (archived > 0 ? thousandsAMonth * figures.of(Figure.S3_TO_ARCHIVE_THOUSAND) : 0);
    }
    double puts = files * figures.of(Figure.FILE_PUTS);
    double gets = files * figures.of(Figure.FILE_GETS);
    return List.of(
        new Line(
            "S3, writing the lake",
            Format.number(files) + " files",
            puts / 1_000 * figures.of(Figure.S3_PUT_THOUSAND)
                + gets / 1_000 * figures.of(Figure.S3_GET_THOUSAND)),
        new Line(
            "S3, keeping the lake",
            Format.number(gb) + " GB of " + Format.number(keptDays) + " days",
            storage),
        new Line("S3, moving old files", "to cheaper tiers", moves));
  }
}

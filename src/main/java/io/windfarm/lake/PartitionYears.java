package io.windfarm.lake;

import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The years that have partitions of their own. Query engines that work partitions out instead of
 * listing them (Athena's projection) have to be told a range, and see nothing outside of it; so the
 * writer keeps to one too: a row of an earlier or later time is in the first or the last partition.
 * Its times are what they were.
 */
public final class PartitionYears {
  /** Before the first turbine that sends JSON; clocks that have lost their battery say 1970. */
  public static final int FIRST = 2000;

  /** Each year more is 8,760 hours a region for a query that names no time. */
  public static final int LAST = 2049;

  private static final long BEGIN = midnight(FIRST);
  private static final long END = midnight(LAST + 1);

  private PartitionYears() {}

  /** The time nearest to {@code epochMillis} within these years. */
  static long clamp(long epochMillis) {
    return Math.max(BEGIN, Math.min(END - 1, epochMillis));
  }

  private static long midnight(int year) {
    return LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }
}

package io.windfarm.lake;

import java.time.LocalDate;

/** How long a stretch of time shares a partition: {@code year=…/month=…/day=…[/hour=…]}, UTC. */
enum Grain {
  HOUR(3_600_000L),
  DAY(86_400_000L);

  private static final long HOURS_A_DAY = 24;

  private final long millis;

  Grain(long millis) {
    this.millis = millis;
  }

  /**
   * The last instant before {@code end}, which is exclusive: the day from midnight to midnight is
   * the day it began on.
   */
  static long lastInstant(long end) {
    return end == Long.MIN_VALUE ? end : end - 1;
  }

  /** The number of the partition that holds {@code epochMillis}, within {@link PartitionYears}. */
  long indexOf(long epochMillis) {
    return Math.floorDiv(PartitionYears.clamp(epochMillis), millis);
  }

  /** When the partition of a number begins, epoch millis. */
  long start(long index) {
    return index * millis;
  }

  /** Such as {@code year=2026/month=11/day=20/hour=07}. */
  String path(long index) {
    boolean hourly = this == HOUR;
    LocalDate day = LocalDate.ofEpochDay(hourly ? Math.floorDiv(index, HOURS_A_DAY) : index);
    StringBuilder path = new StringBuilder(40);
    digits(path.append("year="), day.getYear(), 4);
    digits(path.append("/month="), day.getMonthValue(), 2);
    digits(path.append("/day="), day.getDayOfMonth(), 2);
    if (hourly) {
      digits(path.append("/hour="), (int) Math.floorMod(index, HOURS_A_DAY), 2);
    }
    return path.toString();
  }

  private static void digits(StringBuilder path, int number, int width) {
    String digits = Integer.toString(number);
    for (int i = digits.length(); i < width; i++) {
      path.append('0');
    }
    path.append(digits);
  }
}

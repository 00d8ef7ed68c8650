package io.windfarm.local;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of time, UTC, of which each end may be open, and the partitions that have a part in it.
 *
 * @param since its first moment
 * @param until the first moment behind it
 */
record PartitionRange(Optional<LocalDateTime> since, Optional<LocalDateTime> until) {
  static final PartitionRange ALL = new PartitionRange(Optional.empty(), Optional.empty());

  private static final Pattern WRITTEN = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)(?:T(\\d\\d))?");

  private static final Pattern PARTITION =
      Pattern.compile("/year=(\\d+)/month=(\\d+)/day=(\\d+)/(?:hour=(\\d+)/)?");

  /**
   * From the beginning of a day or hour to the end of another, each as in {@code 2026-11-20} or
   * {@code 2026-11-20T07}; null for no end.
   *
   * @throws DateTimeException if one is written otherwise, or is none
   */
  static PartitionRange of(String since, String until) {
    return new PartitionRange(
        Optional.ofNullable(since).map(PartitionRange::start),
        Optional.ofNullable(until)
            .map(
                written ->
                    written.contains("T")
                        ? start(written).plusHours(1)
                        : start(written).plusDays(1)));
  }

  private static LocalDateTime start(String written) {
    Matcher parts = WRITTEN.matcher(written);
    if (!parts.matches()) {
      throw new DateTimeException(
          "'" + written + "' is neither a day nor an hour: write 2026-11-20, or 2026-11-20T07");
    }
    LocalDate day = LocalDate.parse(parts.group(1));
    return parts.group(2) == null
        ? day.atStartOfDay()
        : day.atTime(Integer.parseInt(parts.group(2)), 0);
  }

  /** Whether the partition of a file is one of them; true for a file that is in none. */
  boolean include(String path) {
    Matcher partition = PARTITION.matcher(path);
    if (!partition.find()) {
      return true;
    }
    try {
      LocalDateTime day =
          LocalDate.of(number(partition, 1), number(partition, 2), number(partition, 3))
              .atStartOfDay();
      boolean hourly = partition.group(4) != null;
      LocalDateTime start = hourly ? day.withHour(number(partition, 4)) : day;
      LocalDateTime end = hourly ? start.plusHours(1) : start.plusDays(1);
      return since.filter(first -> !end.isAfter(first)).isEmpty()
          && until.filter(behind -> !start.isBefore(behind)).isEmpty();
    } catch (DateTimeException e) {
      return true; // No time at all: let the reader say what is wrong with it.
    }
  }

  private static int number(Matcher partition, int group) {
    return Integer.parseInt(partition.group(group));
  }
}

package io.windfarm.lake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stretch of time that a partition's path names, or a beginning of such a path, UTC. */
final class PartitionSpan {
  private static final Pattern PATH =
      Pattern.compile(
          "(?:^|/)year=(\\d{4})(?:/month=(\\d\\d)(?:/day=(\\d\\d)(?:/hour=(\\d\\d))?)?)?$");

  private final Instant start;
  private final Instant end;

  private PartitionSpan(LocalDateTime start, LocalDateTime end) {
    this.start = start.toInstant(ZoneOffset.UTC);
    this.end = end.toInstant(ZoneOffset.UTC);
  }

  /** Of {@code region=…/year=…[/month=…[/day=…[/hour=…]]]}; empty for a path that has no time. */
  static Optional<PartitionSpan> of(String path) {
    Matcher part = PATH.matcher(path);
    if (!part.find()) {
      return Optional.empty();
    }
    try {
      LocalDate year = LocalDate.of(Integer.parseInt(part.group(1)), 1, 1);
      if (part.group(2) == null) {
        return Optional.of(
            new PartitionSpan(year.atStartOfDay(), year.plusYears(1).atStartOfDay()));
      }
      LocalDate month = year.withMonth(Integer.parseInt(part.group(2)));
      if (part.group(3) == null) {
        return Optional.of(
            new PartitionSpan(month.atStartOfDay(), month.plusMonths(1).atStartOfDay()));
      }
      LocalDateTime day = month.withDayOfMonth(Integer.parseInt(part.group(3))).atStartOfDay();
      if (part.group(4) == null) {
        return Optional.of(new PartitionSpan(day, day.plusDays(1)));
      }
      LocalDateTime hour = day.withHour(Integer.parseInt(part.group(4)));
      return Optional.of(new PartitionSpan(hour, hour.plusHours(1)));
    } catch (DateTimeException e) {
      return Optional.empty(); // The 31st of February.
    }
  }

  Instant start() {
    return start;
  }

  /** The first instant behind it. */
  Instant end() {
    return end;
  }
}

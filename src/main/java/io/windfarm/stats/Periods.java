package io.windfarm.stats;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The calendar of periods, which follow one another without a gap. Days are those of a zone: where
 * its clocks change, one of 23 or 25 hours. Several days are counted from a Monday, so that seven
 * are a week. Periods shorter than a day follow one another from midnight, and midnight ends the
 * last: on a day of 23 hours, two-hour periods are eleven and a half. (By the clock on the wall the
 * hour that comes twice would be one period or two, depending on the length.)
 */
public final class Periods implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Duration DAY = Duration.ofDays(1);

  /** 5 January 1970. */
  private static final LocalDate MONDAY = LocalDate.EPOCH.with(DayOfWeek.MONDAY).plusWeeks(1);

  private final ZoneId zone;

  /** Of periods shorter than a day, millis; else 0. */
  private final long length;

  /** Of periods of a day and more. */
  private final int days;

  /**
   * Periods of this length in this zone.
   *
   * @throws IllegalArgumentException unless {@link #isPossible}
   */
  public Periods(Duration period, ZoneId zone) {
    if (!isPossible(period)) {
      throw new IllegalArgumentException(
          "Periods of " + period + " can't be: take whole minutes that divide a day, or days.");
    }
    this.zone = zone;
    this.length = period.compareTo(DAY) < 0 ? period.toMillis() : 0;
    this.days = (int) period.toDays();
  }

  /** True of whole minutes that divide a day, and of whole days, up to ten thousand. */
  public static boolean isPossible(Duration period) {
    if (period.isNegative() || period.isZero() || period.toDays() > 10_000) {
      return false;
    }
    return period.compareTo(DAY) < 0
        ? period.equals(Duration.ofMinutes(period.toMinutes()))
            && DAY.toMinutes() % period.toMinutes() == 0
        : period.equals(Duration.ofDays(period.toDays()));
  }

  /** Where the period that holds {@code time} begins; epoch millis. */
  long startAt(long time) {
    LocalDate day = dayAt(time);
    if (length == 0) {
      return midnight(firstDay(day));
    }
    long midnight = midnight(day);
    return midnight + Math.floorDiv(time - midnight, length) * length;
  }

  /** Where it ends, exclusive. */
  long endAt(long time) {
    LocalDate day = dayAt(time);
    return length == 0
        ? midnight(firstDay(day).plusDays(days))
        : Math.min(startAt(time) + length, midnight(day.plusDays(1)));
  }

  /**
   * The day that holds {@code time}. Clocks that go back just after midnight show the evening
   * before once more; that hour belongs to the day that has begun.
   */
  private LocalDate dayAt(long time) {
    LocalDate shown = Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
    LocalDate next = shown.plusDays(1);
    return midnight(next) <= time ? next : shown;
  }

  private LocalDate firstDay(LocalDate day) {
    return day.minusDays(Math.floorMod(day.toEpochDay() - MONDAY.toEpochDay(), (long) days));
  }

  /** The first instant of a day, which is not 00:00 where that is skipped. */
  private long midnight(LocalDate day) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}

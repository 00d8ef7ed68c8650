package io.windfarm.bench.latency;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Dates of the form {@code 2026-11-20T07:15:03.125Z}, moved by whole seconds. Readings come in
 * order, so that the second before is nearly always the one asked for.
 */
final class MovedDates {
  private static final int TO_THE_SECOND = "2026-11-20T07:15:03".length();

  private final Duration by;
  private String second = "";
  private String moved = "";
  private long movedMillis;

  /**
   * @param by rounded up to whole seconds
   */
  MovedDates(Duration by) {
    this.by = Duration.ofSeconds((by.toMillis() + 999) / 1_000);
  }

  /**
   * Reads a date; it is what the other two tell of from now on.
   *
   * @return false if there is no such date, as malformed events have
   */
  boolean at(CharSequence date) {
    CharSequence head = date.subSequence(0, TO_THE_SECOND);
    if (!second.contentEquals(head)) {
      Instant instant;
      try {
        instant = Instant.parse(head + "Z").plus(by);
      } catch (DateTimeParseException e) {
        return false;
      }
      second = head.toString();
      movedMillis = instant.toEpochMilli();
      moved = instant.toString().substring(0, TO_THE_SECOND);
    }
    return true;
  }

  /** The second that it was moved to, as text. */
  String second() {
    return moved;
  }

  /** When it is now, epoch millis. */
  long millis(CharSequence date) {
    return movedMillis + Integer.parseInt(date, TO_THE_SECOND + 1, TO_THE_SECOND + 4, 10);
  }
}

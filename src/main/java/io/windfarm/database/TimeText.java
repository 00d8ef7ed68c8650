package io.windfarm.database;

import java.time.Instant;

/** Times as PostgreSQL reads them, exact to the millisecond whatever its session's zone. */
final class TimeText {
  /** 0001-01-01T00:00:00.000Z: a year before it would need another spelling. */
  private static final long FIRST = -62_135_596_800_000L;

  /** 9999-12-31T23:59:59.999Z, likewise. */
  private static final long LAST = 253_402_300_799_999L;

  private TimeText() {}

  /** The time, or null outside the years 1 to 9999: the lake has none there either. */
  static String orNull(long epochMillis) {
    return epochMillis < FIRST || epochMillis > LAST ? null : spelled(epochMillis);
  }

  /** The time, or {@code -infinity} before the year 1 and {@code infinity} after 9999. */
  static String orInfinity(long epochMillis) {
    if (epochMillis < FIRST) {
      return "-infinity";
    }
    return epochMillis > LAST ? "infinity" : spelled(epochMillis);
  }

  private static String spelled(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).toString();
  }
}

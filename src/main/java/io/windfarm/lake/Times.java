package io.windfarm.lake;

/** The times that every query engine can read: the years 1 to 9999, UTC, in epoch millis. */
final class Times {
  /** 0001-01-01T00:00:00.000Z. */
  static final long FIRST = -62_135_596_800_000L;

  /** 9999-12-31T23:59:59.999Z. */
  static final long LAST = 253_402_300_799_999L;

  private Times() {}

  static boolean isReadable(long epochMillis) {
    return epochMillis >= FIRST && epochMillis <= LAST;
  }

  static long clamp(long epochMillis) {
    return Math.max(FIRST, Math.min(LAST, epochMillis));
  }
}

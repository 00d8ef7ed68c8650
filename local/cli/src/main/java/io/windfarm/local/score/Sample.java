package io.windfarm.local.score;

import io.windfarm.local.score.Series.Fate;
import java.time.Instant;

/**
 * A reading and all that is known of it, by its sender and by whoever made it up.
 *
 * @param time when it was measured, epoch millis
 * @param value NaN where the turbine has none
 * @param isSpike nothing stands behind the value
 * @param delay between measuring and arriving, millis
 * @param copyAfter it arrives once more so long after that, millis; 0: it does not
 */
record Sample(
    String turbine,
    String farm,
    String sensor,
    long time,
    double value,
    boolean isSpike,
    Fate fate,
    long delay,
    long copyAfter) {
  /** Long past, so that no reading is from the future, and always the same. */
  static final Instant START = Instant.parse("2026-01-05T06:00:00Z");

  private static final long CENTURY_MILLIS = 36_525L * 86_400_000L;

  /** True if the rules are to see it: it comes, in time, with its true date. */
  boolean counts() {
    return fate == Fate.SENT;
  }

  boolean isSent() {
    return fate != Fate.ABSENT;
  }

  /** When it arrives, in the time in which turbines measure. */
  long arrival() {
    return time + delay;
  }

  /** The event as a turbine sends it, without the end of the line. */
  String json() {
    long dated = fate == Fate.GARBLED_CLOCK ? time + CENTURY_MILLIS : time;
    return "{\"id\":\""
        + turbine
        + '-'
        + sensor
        + '-'
        + time
        + "\",\"turbine_id\":\""
        + turbine
        + "\",\"farm_id\":\""
        + farm
        + "\",\"type\":\""
        + sensor
        + "\",\"data\":"
        + (Double.isNaN(value) ? "null" : Double.toString(value))
        + ",\"date\":\""
        + Instant.ofEpochMilli(dated)
        + "\"}";
  }
}

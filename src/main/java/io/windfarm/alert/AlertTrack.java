package io.windfarm.alert;

import io.windfarm.model.Severity;
import java.util.Arrays;

/**
 * What is remembered of one rule of one turbine: the alert, if one is open, what keeps it open, and
 * when was last notified of it. State: fields are only ever added.
 */
public class AlertTrack {
  static final long HOUR = 3_600_000;

  /** Empty if no alert is open. */
  public String alertId = "";

  public String farmId = "";
  public String region = "";
  public String countryCode = "";
  public long startTime;
  public long raisedTime;
  public Severity severity = Severity.LOW;
  public String evidence = "[]";
  public boolean escalated;

  /** True while nobody has been told of the open alert, because too much was said of late. */
  public boolean muted;

  /** The conditions present, each with its sensor. */
  public String[] present = {};

  /** Since when none is present. */
  public long absentSince = Long.MIN_VALUE;

  /** Event times of the notifications of the last hour. */
  public long[] notified = {};

  boolean isOpen() {
    return !alertId.isEmpty();
  }

  boolean isPresent() {
    return present.length > 0;
  }

  /** True while an alert may come of it. */
  boolean isPending() {
    return isPresent() && !isOpen();
  }

  void appear(String source) {
    if (!Arrays.asList(present).contains(source)) {
      present = Arrays.copyOf(present, present.length + 1);
      present[present.length - 1] = source;
    }
  }

  void disappear(String source, long time) {
    boolean was = isPresent();
    present = Arrays.stream(present).filter(other -> !other.equals(source)).toArray(String[]::new);
    if (was && !isPresent()) {
      absentSince = time;
    }
  }

  /**
   * Takes one of {@code limit} notifications an hour, or returns false if taking it would leave
   * fewer than {@code reserve}.
   */
  boolean mayNotify(long time, int limit, int reserve) {
    notified = Arrays.stream(notified).filter(at -> at > time - HOUR).toArray();
    if (notified.length + 1 + reserve > limit) {
      return false;
    }
    notified = Arrays.copyOf(notified, notified.length + 1);
    notified[notified.length - 1] = time;
    return true;
  }

  /** When the oldest notification no longer counts. */
  long notificationFreeAt() {
    return notified.length == 0 ? Long.MIN_VALUE : notified[0] + HOUR;
  }

  /** When nothing more would be lost by forgetting this track; only if {@link #isIdle()}. */
  long forgettableAt() {
    return notified.length == 0 ? Long.MIN_VALUE : notified[notified.length - 1] + HOUR;
  }

  /** True if no alert is open and nothing could keep one open. */
  boolean isIdle() {
    return !isOpen() && !isPresent();
  }
}

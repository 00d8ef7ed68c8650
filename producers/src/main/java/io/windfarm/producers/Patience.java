package io.windfarm.producers;

import java.time.Duration;

/** How long to go on while nothing succeeds. Not for several threads. */
final class Patience {
  private Duration limit;
  private boolean inTrouble;
  private long sinceNanos;
  private long lastNanos;

  Patience(Duration limit) {
    this.limit = limit;
  }

  void succeeded() {
    inTrouble = false;
  }

  void failed(long nowNanos) {
    if (!inTrouble) {
      inTrouble = true;
      sinceNanos = nowNanos;
    }
    lastNanos = nowNanos;
  }

  /** Whether, at the last failure, nothing had succeeded for as long as allowed. */
  boolean isOver() {
    return inTrouble && lastNanos - sinceNanos >= limit.toNanos();
  }

  Duration limit() {
    return limit;
  }

  /** Lowers the limit, unless it is lower already. */
  void shorten(Duration most) {
    limit = limit.compareTo(most) < 0 ? limit : most;
  }
}

package io.windfarm.local.score;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns what is seen of a rule, in order of time, into alerts: one when the rule is satisfied, and
 * none while it is open. An alert is over when its condition has been away for long enough.
 */
final class Episodes {
  /** How long a condition has to be away, by the contract. */
  static final long CLEAR_MILLIS = 60_000;

  private static final long NEVER = Long.MAX_VALUE;

  private final long clearMillis;
  private final List<Long> raised = new ArrayList<>();
  private boolean open;
  private long absentSince = NEVER;

  Episodes(long clearMillis) {
    this.clearMillis = clearMillis;
  }

  /** At {@code time} the rule is satisfied, or not; and its condition holds, or not. */
  void see(long time, boolean satisfied, boolean present) {
    if (open && absentSince != NEVER && time - absentSince >= clearMillis) {
      open = false;
      absentSince = NEVER;
    }
    if (satisfied && !open) {
      open = true;
      absentSince = NEVER;
      raised.add(time);
    }
    if (present) {
      absentSince = NEVER;
    } else if (open && absentSince == NEVER) {
      absentSince = time;
    }
  }

  /** When alerts have to be raised, epoch millis. */
  List<Long> raised() {
    return raised;
  }
}

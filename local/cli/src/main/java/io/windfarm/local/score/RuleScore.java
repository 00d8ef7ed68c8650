package io.windfarm.local.score;

import java.util.List;

/**
 * How well the alerts of a rule agree with those that were due.
 *
 * @param due how many
 * @param delays of those that were raised as they were due, event time, millis, the least first
 * @param missed those that were not
 * @param wrong those that were raised and not due, or at another time
 */
record RuleScore(String rule, int due, List<Long> delays, List<Due> missed, List<Raised> wrong) {
  RuleScore {
    delays = delays.stream().sorted().toList();
  }

  int right() {
    return delays.size();
  }

  int raised() {
    return right() + wrong.size();
  }

  /** Of those raised, the share that was due; 1 if none was raised. */
  double precision() {
    return raised() == 0 ? 1 : (double) right() / raised();
  }

  /** Of those due, the share that was raised; 1 if none was due. */
  double recall() {
    return due == 0 ? 1 : (double) right() / due;
  }

  /** Half of the delays are no longer; 0 without any. */
  long medianDelay() {
    return delays.isEmpty() ? 0 : delays.get((delays.size() - 1) / 2);
  }

  long longestDelay() {
    return delays.isEmpty() ? 0 : delays.get(delays.size() - 1);
  }
}

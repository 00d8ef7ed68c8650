package io.windfarm.local.chaos;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of everything that was sent.
 *
 * @param lost rows that the lake lacks, and records that were acknowledged and are gone
 * @param doubled rows that the lake has too often, or that nobody sent
 * @param unbalancedMinutes minutes in which the ledger does not balance
 * @param alertsDue alerts that the emergencies have to raise
 * @param alertsOnce of these, raised exactly once
 * @param findings one line for each thing that is not as it has to be; empty if all is well
 */
record Verdict(
    long lost,
    long doubled,
    long unbalancedMinutes,
    int alertsDue,
    int alertsOnce,
    List<String> findings) {

  boolean isClean() {
    return findings.isEmpty();
  }

  /** Collects findings. */
  static final class Builder {
    private final List<String> findings = new ArrayList<>();
    private long lost;
    private long doubled;
    private long unbalancedMinutes;
    private int alertsDue;
    private int alertsOnce;

    void lost(String what, long rows) {
      lost += rows;
      finding(rows > 0, rows + " lost: " + what);
    }

    void doubled(String what, long rows) {
      doubled += rows;
      finding(rows > 0, rows + " doubled or invented: " + what);
    }

    void unbalancedMinutes(long minutes) {
      unbalancedMinutes = minutes;
      finding(minutes > 0, "the ledger does not balance in " + minutes + " minutes");
    }

    void misbooked(String what) {
      finding(true, "the ledger says " + what);
    }

    void alerts(int due, int raisedOnce) {
      alertsDue = due;
      alertsOnce = raisedOnce;
    }

    /** Anything else that is not as it has to be. */
    void finding(boolean holds, String text) {
      if (holds) {
        findings.add(text);
      }
    }

    Verdict build() {
      return new Verdict(
          lost, doubled, unbalancedMinutes, alertsDue, alertsOnce, List.copyOf(findings));
    }
  }
}

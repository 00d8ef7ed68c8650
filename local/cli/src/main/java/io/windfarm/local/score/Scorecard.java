package io.windfarm.local.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All rules, and whether they are good enough.
 *
 * @param others alerts of rules that are not scored here, such as the daily statistical-anomaly
 */
record Scorecard(List<RuleScore> rules, int others) {
  static final double LEAST_PRECISION = 0.99;

  /** Beyond the rule's own time and the wait for readings out of order. */
  static final long MOST_DELAY_MILLIS = 2_000;

  /**
   * What is added between the last reading's turn and the alert on its stream, p99: the demo's 6.2
   * s from event to alert less the 5.0 s of {@code ingest.out-of-orderness}; docs/measurements.md.
   */
  static final long PROCESSING_MILLIS = 1_200;

  /** The default of {@code ingest.out-of-orderness}. */
  static final long OUT_OF_ORDERNESS_MILLIS = 5_000;

  /**
   * Cadences are learned from readings that are not quite a second apart; and a spike may be taken
   * for the reading that confirms, one reading before there is one.
   */
  private static final long EARLIEST_MILLIS = -2_000;

  /** An alert that comes later still is one about something else. */
  private static final long LATEST_MILLIS = 30_000;

  /** Each alert that is due takes the first that was raised near its time, and none twice. */
  static Scorecard of(List<Due> due, List<Raised> raised) {
    List<RuleScore> scores = new ArrayList<>();
    for (String rule : Rules.all()) {
      scores.add(
          score(
              rule,
              due.stream().filter(each -> each.rule().equals(rule)).toList(),
              raised.stream().filter(each -> each.rule().equals(rule)).toList()));
    }
    return new Scorecard(
        scores, (int) raised.stream().filter(each -> !Rules.all().contains(each.rule())).count());
  }

  private static RuleScore score(String rule, List<Due> due, List<Raised> raised) {
    List<Raised> left = new ArrayList<>(raised);
    left.sort(Comparator.comparingLong(Raised::time));
    List<Long> delays = new ArrayList<>();
    List<Due> missed = new ArrayList<>();
    for (Due each : due.stream().sorted(Comparator.comparingLong(Due::time)).toList()) {
      left.stream()
          .filter(alert -> alert.turbine().equals(each.turbine()))
          .filter(alert -> alert.time() - each.time() >= EARLIEST_MILLIS)
          .filter(alert -> alert.time() - each.time() <= LATEST_MILLIS)
          .findFirst()
          .ifPresentOrElse(
              alert -> {
                left.remove(alert);
                delays.add(alert.time() - each.time());
              },
              () -> missed.add(each));
    }
    return new RuleScore(rule, due.size(), delays, missed, left);
  }

  int due() {
    return rules.stream().mapToInt(RuleScore::due).sum();
  }

  int raised() {
    return rules.stream().mapToInt(RuleScore::raised).sum();
  }

  int right() {
    return rules.stream().mapToInt(RuleScore::right).sum();
  }

  /** From the moment at which a rule is satisfied to the alert on its stream, millis. */
  static long afterAll(long eventTimeDelay) {
    return eventTimeDelay + OUT_OF_ORDERNESS_MILLIS + PROCESSING_MILLIS;
  }

  /** Why the rules are not good enough, a line each; empty if they are. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    for (RuleScore score : rules) {
      if (score.precision() < LEAST_PRECISION) {
        faults.add(
            score.rule()
                + ": precision "
                + ScoreTable.share(score.precision())
                + ", wrong: "
                + score.wrong().stream().limit(5).toList());
      }
      if (score.recall() < 1 && Rules.isCritical(score.rule())) {
        faults.add(
            score.rule()
                + ": recall "
                + ScoreTable.share(score.recall())
                + ", missed: "
                + score.missed().stream().limit(5).toList());
      }
      if (score.longestDelay() + PROCESSING_MILLIS > MOST_DELAY_MILLIS) {
        faults.add(
            score.rule()
                + ": an alert comes "
                + ScoreTable.seconds(afterAll(score.longestDelay()))
                + " after it is due, allowed are "
                + ScoreTable.seconds(OUT_OF_ORDERNESS_MILLIS + MOST_DELAY_MILLIS));
      }
    }
    return faults;
  }
}

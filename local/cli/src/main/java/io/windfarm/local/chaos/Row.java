package io.windfarm.local.chaos;

import io.windfarm.local.Percentiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a scenario has shown.
 *
 * @param done what was broken, and how often
 * @param verdict empty if the run did not get so far as to be judged
 * @param runningAgain from each kill until every task ran again
 * @param catchUps after each outage, how long until the job was level with the stream
 * @param measures what else was timed
 * @param failure why the run did not get to its end
 */
record Row(
    String scenario,
    String fault,
    String done,
    Optional<Verdict> verdict,
    List<Duration> runningAgain,
    List<CatchUp> catchUps,
    List<Measure> measures,
    Optional<String> failure) {
  /** The median may take so long. */
  static final Duration RUNNING_AGAIN_LIMIT = Duration.ofSeconds(30);

  /**
   * From the end of an outage until the job was level with the stream again.
   *
   * @param outage how long it lasted; catching up may take twice as long, or as long as a restart
   *     may where that is longer
   */
  record CatchUp(Duration outage, Duration took) {
    boolean inTime() {
      return took.compareTo(outage.multipliedBy(2)) <= 0
          || took.compareTo(RUNNING_AGAIN_LIMIT) <= 0;
    }
  }

  /** True if nothing was lost or doubled and every alert was raised once, however long it took. */
  boolean isExact() {
    return failure.isEmpty() && verdict.filter(Verdict::isClean).isPresent();
  }

  /** True if the job was back as fast as it has to be. */
  boolean isInTime() {
    return isBackInTime() && measures.stream().allMatch(Measure::inTime);
  }

  private boolean isBackInTime() {
    return (runningAgain.isEmpty()
            || Percentiles.of(runningAgain).at(50).compareTo(RUNNING_AGAIN_LIMIT) <= 0)
        && catchUps.stream().allMatch(CatchUp::inTime);
  }

  boolean passes() {
    return isExact() && isInTime();
  }

  /** Why it does not pass, a line each. */
  List<String> complaints() {
    List<String> lines = new ArrayList<>();
    failure.ifPresent(lines::add);
    verdict.ifPresent(judged -> lines.addAll(judged.findings()));
    measures.stream()
        .filter(measure -> !measure.inTime())
        .forEach(measure -> lines.add("too slow: " + measure.text()));
    if (!isBackInTime()) {
      lines.add(
          "too slow: the median of RUNNING again may be "
              + RUNNING_AGAIN_LIMIT.toSeconds()
              + " s, and catching up may take twice the outage, or as long");
    }
    return lines;
  }

  /** The column of times, such as {@code p50 9.1 s, p99 12.0 s, max 12.0 s}. */
  String times() {
    List<String> parts = new ArrayList<>();
    if (runningAgain.size() == 1) {
      parts.add(Percentiles.seconds(runningAgain.get(0)));
    } else if (!runningAgain.isEmpty()) {
      Percentiles times = Percentiles.of(runningAgain);
      parts.add(
          "median "
              + Percentiles.seconds(times.at(50))
              + ", max "
              + Percentiles.seconds(times.at(100)));
    }
    for (CatchUp catchUp : catchUps) {
      parts.add(
          "level "
              + Percentiles.seconds(catchUp.took())
              + " after "
              + Percentiles.seconds(catchUp.outage()));
    }
    measures.forEach(measure -> parts.add(measure.text()));
    return parts.isEmpty() ? "-" : String.join("; ", parts);
  }
}

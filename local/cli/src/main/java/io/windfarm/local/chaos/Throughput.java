package io.windfarm.local.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What it costs the job that a backlog is of another kind: both are read alternately from beginning
 * to end, each time by a new job, and the medians compared.
 */
final class Throughput {
  private static final int RUNS = 3;

  private Throughput() {}

  /** Writes a backlog. */
  interface Backlog {
    /** Writes all of it. */
    void write(Feed feed) throws Exception;
  }

  /**
   * Measures what a backlog costs against a plain one of as many records, as a row of the table.
   *
   * @param limit the most that may be lost, a share of 1
   */
  static void compare(Trial trial, String what, Backlog plain, Backlog other, double limit)
      throws Exception {
    trial.drain();
    String plainStream = trial.streamBeside("plain");
    String otherStream = trial.streamBeside("other");
    long records = trial.fill(plainStream, plain);
    if (trial.fill(otherStream, other) != records) {
      throw new IllegalStateException("Backlogs that are compared have as many records");
    }
    List<Long> plainMillis = new ArrayList<>();
    List<Long> otherMillis = new ArrayList<>();
    // The first of each is for the machine to warm up.
    for (int run = 0; run <= RUNS; run++) {
      Duration ofPlain = trial.timeToRead(plainStream, run, records);
      Duration ofOther = trial.timeToRead(otherStream, run, records);
      if (run > 0) {
        plainMillis.add(ofPlain.toMillis());
        otherMillis.add(ofOther.toMillis());
      }
    }
    double loss = loss(median(plainMillis), median(otherMillis));
    trial.measured(
        String.format(
            Locale.ROOT,
            "%s costs %.1f %% of %d records/s",
            what,
            100 * loss,
            Math.round(records * 0.95 * 1_000 / median(plainMillis))),
        loss <= limit);
  }

  /** The share of the throughput that is gone if the same work takes so long instead. */
  static double loss(long plainMillis, long otherMillis) {
    return 1 - (double) plainMillis / otherMillis;
  }

  private static long median(List<Long> millis) {
    return millis.stream().sorted().toList().get(millis.size() / 2);
  }
}

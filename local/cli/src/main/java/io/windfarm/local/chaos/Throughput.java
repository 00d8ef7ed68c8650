package io.windfarm.local.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What it costs the job that a backlog is of another kind: both are read alternately from beginning
 * to end, each time by a new job, and the medians compared.
 */
final class Throughput {
  private static final int RUNS = 3;

  /** A backlog may take longer than what is usually waited for. */
  private static final Duration MOST = Duration.ofMinutes(12);

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
    long records = fill(trial, plainStream, plain);
    if (fill(trial, otherStream, other) != records) {
      throw new IllegalStateException("Backlogs that are compared have as many records");
    }
    List<Long> plainMillis = new ArrayList<>();
    List<Long> otherMillis = new ArrayList<>();
    // The first of each is for the machine to warm up.
    for (int run = 0; run <= RUNS; run++) {
      Duration ofPlain = timeToRead(trial, plainStream, run, records);
      Duration ofOther = timeToRead(trial, otherStream, run, records);
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

  /** Writes a backlog to a stream; how many records it is. */
  private static long fill(Trial trial, String stream, Backlog backlog) throws Exception {
    Feed feed = new Feed(new KinesisApi(trial.rig().kinesis().uri(), stream));
    backlog.write(feed);
    feed.flush();
    return feed.records();
  }

  /**
   * Lets a job of its own read a stream from its beginning to its end.
   *
   * @param run tells this run's lake from those of others
   * @return how long it took from the first twentieth to the last record
   */
  private static Duration timeToRead(Trial trial, String stream, int run, long records)
      throws Exception {
    JobRun job = trial.beside(stream + "-" + run, List.of("--source.stream", stream));
    job.awaitDecoded(records / 20, Duration.ZERO);
    Instant begun = Instant.now();
    job.awaitDecoded(records, MOST);
    Duration took = Duration.between(begun, Instant.now());
    job.cancel();
    return took;
  }

  /** The share of the throughput that is gone if the same work takes so long instead. */
  static double loss(long plainMillis, long otherMillis) {
    return 1 - (double) plainMillis / otherMillis;
  }

  private static long median(List<Long> millis) {
    return millis.stream().sorted().toList().get(millis.size() / 2);
  }
}

package io.windfarm.local.chaos;

import io.windfarm.local.Lake;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Mixes poison with the readings, then sends nothing else for a while, then readings again. The job
 * keeps the bytes of each and keeps calm.
 *
 * @param lasts how long there is nothing but poison
 * @param backlog records in which one in a hundred is poison, to measure what that costs; 0 for not
 *     at all
 */
record Poisoned(Duration lasts, int backlog) implements Scenario {
  private static final int ONE_IN = 100;
  private static final int MIXED = 10_000;
  private static final int AT_ONCE = 50;
  private static final Duration BETWEEN = Duration.ofMillis(100);
  private static final int TURBINES = 20;
  private static final double MOST_LINES_A_SECOND = 1;
  private static final double MOST_THROUGHPUT_LOST = 0.1;

  @Override
  public String name() {
    return "poison";
  }

  @Override
  public String fault() {
    return "1 % poison, then nothing but poison";
  }

  @Override
  public void play(Trial trial) throws Exception {
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(1));
    Poison poison = new Poison(trial.random());
    Feed feed = new Feed(trial.kinesis());
    mix(feed, poison, start, MIXED, ONE_IN);
    feed.flush();
    long poisoned = MIXED / ONE_IN;
    trial.awaitCommitted();
    trial.did("1 % of " + MIXED + " records");

    long linesBefore = trial.rig().taskManagerLogLines();
    Instant begun = Instant.now();
    long ofBurst = 0;
    while (Instant.now().isBefore(begun.plus(lasts))) {
      for (int i = 0; i < AT_ONCE; i++) {
        feed.record(i % 2, "WT-0001", poison.next());
      }
      feed.flush();
      ofBurst += AT_ONCE;
      trial.letPass(BETWEEN);
    }
    poisoned += ofBurst;
    trial.awaitCommitted();
    double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
    long lines = trial.rig().taskManagerLogLines() - linesBefore;
    trial.did("all of " + ofBurst);
    trial.require(
        lines <= Math.ceil(MOST_LINES_A_SECOND * seconds),
        lines + " lines logged in " + Math.round(seconds) + " s of poison");
    trial.say(lines + " lines logged in " + Math.round(seconds) + " s");

    mix(feed, poison, start.plusSeconds(MIXED / TURBINES), TURBINES * 10, Integer.MAX_VALUE);
    feed.flush();
    trial.awaitCommitted();
    trial.require(trial.job().restarts() == 0, trial.job().restarts() + " restarts");
    try (Lake lake = Lake.open(trial.drain());
        Statement statement = lake.statement()) {
      long rows = Comparison.number(statement, "SELECT count(*) FROM rejected");
      trial.require(rows == poisoned, rows + " rows of " + poisoned + " poisoned records");
    }
    if (backlog > 0) {
      Throughput.compare(
          trial,
          "1 % poison",
          plain -> mix(plain, poison, start, backlog, Integer.MAX_VALUE),
          mixed -> mix(mixed, poison, start, backlog, ONE_IN),
          MOST_THROUGHPUT_LOST);
    }
  }

  /** Readings of healthy turbines, one a second each, with poison in between. */
  private static void mix(Feed feed, Poison poison, Instant start, int records, int poisonEvery)
      throws Exception {
    for (int i = 0; i < records; i++) {
      int turbine = i % TURBINES;
      if (i % poisonEvery == poisonEvery - 1) {
        feed.record(0, "WT-0001", poison.next());
      } else {
        Instant time = start.plusSeconds(i / TURBINES);
        feed.reading(0, turbine(turbine), "Hydraulic Pressure", time, 75);
      }
    }
  }

  private static String turbine(int number) {
    return String.format(Locale.ROOT, "WT-%04d", number + 1);
  }
}

package io.windfarm.local.chaos;

import io.windfarm.local.Lake;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Readings dated a year ahead, one in each shard, in the middle of others. What comes after them is
 * sent when they have been through the whole job, so that it would be late had they moved event
 * time.
 */
record ClockAhead() implements Scenario {
  private static final String RIGHT = "WT-0001";
  private static final String AHEAD = "WT-0002";
  private static final Duration SPAN = Duration.ofMinutes(4);
  private static final int SHARDS = 2;

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public String fault() {
    return "readings dated a year ahead";
  }

  @Override
  public int shards() {
    return SHARDS;
  }

  /** No shard is idle before the end: only event time may move event time. */
  @Override
  public List<String> jobSettings() {
    return List.of("--ingest.idle-timeout", "1h");
  }

  @Override
  public void play(Trial trial) throws Exception {
    Instant start = Instant.now().minus(SPAN).truncatedTo(ChronoUnit.SECONDS);
    Instant middle = start.plus(SPAN.dividedBy(2));
    Feed feed = new Feed(trial.kinesis());
    send(feed, start, middle);
    for (int shard = 0; shard < SHARDS; shard++) {
      feed.reading(shard, AHEAD, "Power Factor", middle.plus(365 + shard, ChronoUnit.DAYS), 0.97);
    }
    feed.flush();
    trial.did(SHARDS + " readings");
    trial.awaitCommitted();
    send(feed, middle, start.plus(SPAN));
    feed.flush();
    trial.awaitCommitted();
    judge(trial);
  }

  private static void judge(Trial trial) throws Exception {
    try (Lake lake = Lake.open(trial.drain());
        Statement statement = lake.statement()) {
      long flagged =
          Comparison.number(
              statement,
              "SELECT count(*) FROM readings WHERE list_contains(reasons, 'CLOCK_SKEW')"
                  + " AND quality = 'BAD' AND turbine_id = '"
                  + AHEAD
                  + "' AND event_time > now()");
      trial.require(flagged == SHARDS, flagged + " of " + SHARDS + " flagged CLOCK_SKEW");
      long others =
          Comparison.number(
              statement,
              "SELECT count(*) FROM readings WHERE event_time <= now() AND len(reasons) > 0");
      trial.require(others == 0, others + " other readings flagged");
      long windows =
          Comparison.number(
              statement, "SELECT count(*) FROM statistics WHERE window_start > now()");
      trial.require(windows == 0, windows + " statistics of times to come");
    }
  }

  /** A reading a second of each turbine, from {@code from} to before {@code to}. */
  private static void send(Feed feed, Instant from, Instant to) throws Exception {
    for (Instant time = from; time.isBefore(to); time = time.plusSeconds(1)) {
      feed.reading(0, RIGHT, "Hydraulic Pressure", time, 75);
      feed.reading(1, AHEAD, "Hydraulic Pressure", time, 75);
    }
  }
}

package io.windfarm.local.chaos;

import io.windfarm.local.AlertNotice;
import io.windfarm.local.ExpectedAlert;
import io.windfarm.local.Lake;
import io.windfarm.local.Percentiles;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Three shards: one whose readings come as they are made, one whose readings are ten minutes old,
 * and one that never speaks. A TaskManager is killed; when the job is back it has to wait for the
 * slow shard, whichever it reads first. Then the slow shard falls silent, and a turbine of the
 * other one. Event time has to go on, and an alert that was due right after has to leave.
 */
@SuppressWarnings("try") // Closing waits for a thread, and that may be interrupted.
record SilentShard() implements Scenario {
  private static final int LIVE = 0;
  private static final int SLOW = 1;
  private static final Duration BEHIND = Duration.ofMinutes(10);

  /** Far above any pause of what writes and reads, on a busy machine too: a pause is no silence. */
  private static final Duration IDLE = Duration.ofSeconds(10);

  private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(1);
  private static final Duration MARGIN = Duration.ofSeconds(1);
  private static final String HEALTHY = "WT-0001";
  private static final String FALLING_SILENT = "WT-0002";
  private static final String OF_SLOW_SHARD = "WT-0003";
  private static final Duration WARM_UP = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "silence";
  }

  @Override
  public String fault() {
    return "a silent shard and turbine, one slow";
  }

  @Override
  public int shards() {
    return 3;
  }

  @Override
  public List<String> jobSettings() {
    return List.of(
        "--ingest.idle-timeout", IDLE.toSeconds() + "s",
        "--ingest.out-of-orderness", OUT_OF_ORDERNESS.toSeconds() + "s");
  }

  @Override
  public void play(Trial trial) throws Exception {
    try (Turbines turbines = new Turbines(new Feed(trial.kinesis()))) {
      trial.letPass(WARM_UP);
      trial.awaitCommittedSome();
      trial.killTaskManagers(1);
      trial.awaitCommitted();
      trial.did("a TaskManager, 10 min behind");

      Instant lastSpoke = turbines.silence();
      trial.did("silence");
      trial.job().awaitEventTime(lastSpoke.minus(BEHIND.dividedBy(2)));
      Duration took = Duration.between(lastSpoke, Instant.now());
      AlertNotice alert = trial.awaitNotice(HEALTHY, "overspeed");
      Duration toldAfter = Duration.between(lastSpoke, alert.arrivalTime());
      trial.measured(
          "event time goes on "
              + Percentiles.seconds(took)
              + " after, told of after "
              + Percentiles.seconds(toldAfter),
          took.compareTo(IDLE.plus(MARGIN)) <= 0);
      trial.awaitNotice(FALLING_SILENT, "sensor-silence");
      trial.awaitNotice(OF_SLOW_SHARD, "sensor-silence");
    }
    trial.expect(new ExpectedAlert(name(), HEALTHY, "overspeed"));
    trial.expect(new ExpectedAlert(name(), FALLING_SILENT, "sensor-silence"));
    trial.expect(new ExpectedAlert(name(), OF_SLOW_SHARD, "sensor-silence"));
    try (Lake lake = Lake.open(trial.drain());
        Statement statement = lake.statement()) {
      long late =
          Comparison.number(
              statement, "SELECT count(*) FROM readings WHERE list_contains(reasons, 'LATE')");
      trial.require(late == 0, late + " readings called late");
    }
  }

  /**
   * Sends a reading of each turbine every half second, in a thread of its own: the pauses of the
   * scenario must not be those of a shard.
   */
  private static final class Turbines implements AutoCloseable {
    private static final Duration CADENCE = Duration.ofMillis(500);

    /** Readings that are too fast, after the silence has begun. */
    private static final int TRIP = 2;

    private final Feed feed;
    private final Thread thread = new Thread(this::send, "turbines");
    private final Instant start = Instant.now();
    private Instant lastOfSlow = start;
    private boolean silent;
    private int sinceSilence;
    private boolean over;
    private Exception failure;

    Turbines(Feed feed) {
      this.feed = feed;
      thread.start();
    }

    private void send() {
      try {
        for (Instant time = start; step(time); time = time.plus(CADENCE)) {
          Thread.sleep(Math.max(0, Duration.between(Instant.now(), time.plus(CADENCE)).toMillis()));
        }
      } catch (Exception e) {
        fail(e);
      }
    }

    private synchronized boolean step(Instant time) throws Exception {
      sinceSilence += silent ? 1 : 0;
      boolean trips = silent && sinceSilence <= TRIP;
      feed.reading(LIVE, HEALTHY, "Rotor Speed", time, trips ? 25 : 10);
      if (!silent) {
        feed.reading(LIVE, FALLING_SILENT, "Hydraulic Pressure", time, 75);
        feed.reading(SLOW, OF_SLOW_SHARD, "Hydraulic Pressure", time.minus(BEHIND), 75);
      }
      feed.flush();
      if (!silent) {
        lastOfSlow = Instant.now();
      }
      return !over;
    }

    private synchronized void fail(Exception e) {
      failure = e;
    }

    /** Lets the slow shard and a turbine fall silent; when they last spoke. */
    synchronized Instant silence() {
      silent = true;
      return lastOfSlow;
    }

    @Override
    public void close() throws Exception {
      synchronized (this) {
        over = true;
      }
      thread.join();
      synchronized (this) {
        if (failure != null) {
          throw failure;
        }
      }
    }
  }
}

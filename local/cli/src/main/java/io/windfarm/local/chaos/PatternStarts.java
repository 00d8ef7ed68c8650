package io.windfarm.local.chaos;

import io.windfarm.local.ExpectedAlert;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Many readings a second of one turbine, each of which may be the first of a pattern, and none is
 * ever the last: a battery that is hot, half of a pitch emergency, and, of another turbine, one
 * that warms so slowly that it never gets hot, the beginning of a thermal runaway. What the job
 * remembers must not grow with them. At the end both patterns are completed after all, to show that
 * they had begun.
 *
 * @param rate readings a second of each turbine
 * @param minutes of event time, four at least: a start is remembered for two; in the second half
 *     the state is held to be flat
 * @param backlog minutes of event time that are read to measure what it costs; 0 for not at all
 */
record PatternStarts(int rate, int minutes, int backlog) implements Scenario {
  private static final String HOT = "WT-0001";
  private static final String WARMING = "WT-0002";
  private static final String TYPE = "Temperature Battery";
  private static final double MOST_GROWTH = 0.05;
  private static final double MOST_THROUGHPUT_LOST = 0.2;

  /** From its warning limit, 40 °C, to just short of critical, 45 °C. */
  private static final double WARM = 40;

  private static final double RISE = 4.9;
  private static final double WELL = 25;

  @Override
  public String name() {
    return "pattern-starts";
  }

  @Override
  public String fault() {
    return String.format(Locale.ROOT, "%,d pattern starts/s on one key", rate);
  }

  /** One, so that event time is that of the writing order. */
  @Override
  public int shards() {
    return 1;
  }

  /**
   * Readings that wait for their turn, and the memory for duplicates, are state too, and not what
   * is to be seen: little of them. No idleness: the state is looked at while nothing comes.
   */
  @Override
  public List<String> jobSettings() {
    return List.of(
        "--ingest.out-of-orderness", "1s",
        "--ingest.duplicate-memory", "1s",
        "--ingest.idle-timeout", "1h");
  }

  @Override
  public void play(Trial trial) throws Exception {
    // Looked at in the middle of minutes: what is remembered by the minute is then always the same.
    Instant start =
        Instant.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(60L * (minutes + 2) - 30);
    Feed feed = new Feed(trial.kinesis());
    List<Long> state = new ArrayList<>();
    for (int minute = 0; minute < minutes; minute++) {
      send(feed, start, 60 * minute, 60 * (minute + 1), true);
      feed.flush();
      trial.awaitCommitted();
      if (minute + 1 >= minutes / 2) {
        state.add(trial.job().stateBytes());
      }
    }
    trial.did(minutes + " min of event time");
    long first = state.get(0);
    for (long later : state) {
      trial.require(
          Math.abs(later - first) <= MOST_GROWTH * first,
          "state of " + first + " bytes in the middle, " + state + " minute by minute");
    }
    trial.say("state minute by minute: " + state);

    complete(feed, start.plusSeconds(60L * minutes));
    trial.expect(new ExpectedAlert(name(), HOT, "hydraulic-pressure-loss"));
    trial.expect(new ExpectedAlert(name(), HOT, "pitch-emergency"));
    trial.expect(new ExpectedAlert(name(), WARMING, "battery-thermal-runaway"));
    if (backlog > 0) {
      Instant from = start.minusSeconds(60L * backlog);
      Throughput.compare(
          trial,
          "pattern starts",
          plain -> send(plain, from, 0, 60 * backlog, false),
          starts -> send(starts, from, 0, 60 * backlog, true),
          MOST_THROUGHPUT_LOST);
    }
  }

  /**
   * @param from seconds since {@code start}
   * @param starts false for as many readings that start nothing
   */
  private void send(Feed feed, Instant start, int from, int to, boolean starts) throws Exception {
    for (int second = from; second < to; second++) {
      for (int i = 0; i < rate; i++) {
        double done = (second + (double) i / rate) / (60.0 * Math.max(minutes, backlog));
        Instant time = start.plusSeconds(second).plusMillis(1_000L * i / rate);
        // Never three times higher than the one before: that would be a runaway.
        int ripple = i % 2;
        double warm = WARM + RISE * done;
        feed.reading(0, HOT, TYPE, time, (starts ? 50 : WELL) + ripple);
        feed.reading(0, WARMING, TYPE, time, starts ? rounded(warm) : WELL + ripple);
      }
    }
  }

  /** A pressure loss for the one, heat for the other, at the same rate: no sensor falls silent. */
  private void complete(Feed feed, Instant from) throws Exception {
    for (int i = 0; i < 5 * rate; i++) {
      Instant time = from.plusMillis(1_000L * i / rate);
      if (i % rate == 0) {
        feed.reading(0, HOT, "Hydraulic Pressure", time, 50);
      }
      feed.reading(0, HOT, TYPE, time, 50);
      feed.reading(0, WARMING, TYPE, time, 46);
    }
    feed.flush();
  }

  /** Few digits, so that all readings are of about one size, and more than enough to rise. */
  private static double rounded(double value) {
    return Math.rint(value * 1e6) / 1e6;
  }
}

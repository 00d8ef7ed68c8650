package io.windfarm.local.chaos;

import io.windfarm.local.ExpectedAlert;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Many turbines trip at the same moment; one flaps once a second for an hour, and one more slowly,
 * so that its alert is over each time before it comes again. The hour is of event time, and is
 * written at once.
 */
record Chatter() implements Scenario {
  private static final int TRIPPING = 300;
  private static final String FLAPPING = "WT-0901";
  private static final String SLOWLY_FLAPPING = "WT-0902";
  private static final Duration HOUR = Duration.ofHours(1);

  /** Too fast for two seconds, then well for longer than an alert takes to be over. */
  private static final int SLOW_PERIOD = 90;

  private static final int TRIP_FROM = 3_000;
  private static final int TRIP_TO = 3_100;

  /** Three readings at this cadence are near enough to each other to be one loss of pressure. */
  private static final int CADENCE = 20;

  private static final int REPORT_FROM = TRIP_FROM - 10 * CADENCE;
  private static final int LIMIT = 12;

  @Override
  public String name() {
    return "chatter";
  }

  @Override
  public String fault() {
    return "300 turbines trip at once, two flap";
  }

  @Override
  public void play(Trial trial) throws Exception {
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(HOUR);
    Feed feed = new Feed(trial.kinesis());
    for (int second = 0; second < HOUR.toSeconds(); second++) {
      send(feed, start, second);
    }
    feed.flush();
    trial.did(TRIPPING + " at once, 1 Hz for 1 h");

    for (int turbine = 0; turbine < TRIPPING; turbine++) {
      trial.expect(new ExpectedAlert(name(), turbine(turbine), "hydraulic-pressure-loss"));
    }
    trial.expect(new ExpectedAlert(name(), FLAPPING, "overspeed"));
    trial.expectRecurring(new ExpectedAlert(name(), SLOWLY_FLAPPING, "overspeed"));

    AlertHistory raised = AlertHistory.inLake(trial.drain());
    trial.require(raised.mostOpen() == 1, raised.mostOpen() + " alerts of a rule open at once");
    long recurred = raised.alertsOf(SLOWLY_FLAPPING, "overspeed");
    trial.require(
        recurred == HOUR.toSeconds() / SLOW_PERIOD,
        recurred + " alerts of the turbine that flaps slowly");
    int told = AlertHistory.onStream(trial.notices()).mostInAnHour();
    trial.require(told <= LIMIT, told + " notifications in an hour of one turbine and rule");
  }

  private static void send(Feed feed, Instant start, int second) throws Exception {
    Instant time = start.plusSeconds(second);
    for (int half = 0; half < 2; half++) {
      Instant halfSecond = time.plusMillis(500L * half);
      feed.reading(0, FLAPPING, "Rotor Speed", halfSecond, half == 0 ? 25 : 10);
    }
    boolean fast = second % SLOW_PERIOD < 2;
    feed.reading(1, SLOWLY_FLAPPING, "Rotor Speed", time, fast ? 25 : 10);
    if (second >= REPORT_FROM && second % CADENCE == 0) {
      boolean low = second >= TRIP_FROM && second < TRIP_TO;
      for (int turbine = 0; turbine < TRIPPING; turbine++) {
        feed.reading(turbine % 2, turbine(turbine), "Hydraulic Pressure", time, low ? 50 : 75);
      }
    }
  }

  private static String turbine(int number) {
    return String.format(Locale.ROOT, "WT-%04d", number + 1);
  }
}

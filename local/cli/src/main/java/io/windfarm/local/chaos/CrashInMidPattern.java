package io.windfarm.local.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windfarm.local.ExpectedAlert;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Kills a TaskManager when two of three readings of a pressure loss, and half of the minute for
 * which a rotor must turn without wind, are behind it and in its state. Both alerts have to come
 * once, at the times and under the ids that they have without the crash.
 */
record CrashInMidPattern() implements Scenario {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEALTHY = "WT-0001";
  private static final String LEAKING = "WT-0002";
  private static final String SPINNING = "WT-0003";

  /** Seconds since the first reading. */
  private static final int FIRST_LOW = 20;

  private static final int THIRD_LOW = 40;
  private static final int CALM_FROM = 10;
  private static final int CALM_LONG_ENOUGH = 70;

  /**
   * When the second low reading, of second 30, is behind the watermark, which is five seconds
   * behind.
   */
  private static final int CRASH = 38;

  private static final int END = 150;

  @Override
  public String name() {
    return "mid-pattern";
  }

  @Override
  public String fault() {
    return "crash in the middle of a pattern";
  }

  /** One, so that its readings alone move event time. */
  @Override
  public int shards() {
    return 1;
  }

  @Override
  public void play(Trial trial) throws Exception {
    Instant start = Instant.now().minusSeconds(END).truncatedTo(ChronoUnit.SECONDS);
    send(trial, start, 0, CRASH);
    trial.awaitCommitted();
    // Not in any checkpoint yet, or just: the pause decides.
    send(trial, start, CRASH, CRASH + 1);
    trial.pause(Duration.ZERO, Rig.CHECKPOINT_INTERVAL);
    trial.killTaskManagers(1);
    send(trial, start, CRASH + 1, END);
    trial.did("one of two TaskManagers");

    trial.expect(new ExpectedAlert(name(), LEAKING, "hydraulic-pressure-loss"));
    trial.expect(new ExpectedAlert(name(), SPINNING, "rotation-without-wind"));
    List<String> alerts = AlertCheck.changes(trial.drain());
    require(trial, alerts, LEAKING, "hydraulic-pressure-loss", start, FIRST_LOW, THIRD_LOW);
    require(trial, alerts, SPINNING, "rotation-without-wind", start, CALM_FROM, CALM_LONG_ENOUGH);
    Path undisturbed = trial.undisturbed();
    trial.require(
        AlertCheck.changes(undisturbed).equals(alerts),
        "the alerts differ from those without a crash: " + alerts);
  }

  private static void require(
      Trial trial,
      List<String> alerts,
      String turbine,
      String rule,
      Instant start,
      int since,
      int raised) {
    String due =
        turbine
            + "/"
            + rule
            + "/"
            + start.plusSeconds(since)
            + " RAISED "
            + start.plusSeconds(raised);
    trial.require(alerts.stream().anyMatch(alert -> alert.startsWith(due)), "no alert " + due);
  }

  /** The readings of some seconds. */
  private static void send(Trial trial, Instant start, int from, int to) throws Exception {
    for (int second = from; second < to; second++) {
      Instant time = start.plusSeconds(second);
      send(trial, HEALTHY, "Hydraulic Pressure", 75, time);
      // Low from its first reading on: nothing has fallen, only the pattern of three can tell.
      if (second >= FIRST_LOW && second % 10 == 0) {
        send(trial, LEAKING, "Hydraulic Pressure", second <= THIRD_LOW ? 50 : 75, time);
      }
      send(trial, SPINNING, "Rotor Speed", 5, time);
      boolean calm = second >= CALM_FROM && second <= CALM_LONG_ENOUGH;
      send(trial, SPINNING, "Wind Speed", calm ? 0.5 : 8, time);
    }
  }

  private static void send(Trial trial, String turbine, String type, double value, Instant time)
      throws Exception {
    ObjectNode event = JSON.createObjectNode();
    event.put("id", turbine + "-" + type.charAt(0) + "-" + time.getEpochSecond());
    event.put("turbine_id", turbine).put("farm_id", "A").put("type", type);
    event.put("data", value).put("date", time.toString());
    trial.kinesis().put(turbine, event.toString().getBytes(StandardCharsets.UTF_8));
  }
}

package io.windfarm.local.chaos;

import java.time.Duration;

/** Kills one TaskManager in the middle of its work, and then two at once. */
record TaskManagersKilled(int timesOne, int timesTwo) implements Scenario {
  /** From a kill that hits a job just recovered to one that hits it well between checkpoints. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  private static final Duration MOST = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "taskmanager";
  }

  @Override
  public String fault() {
    return "kill -9 TaskManagers";
  }

  @Override
  public void play(Trial trial) throws Exception {
    // About a recovery's time for each kill, so that all of them meet a job at work.
    trial.produce(Fleet.of(60).lasting(Duration.ofSeconds(15L * (timesOne + timesTwo))));
    for (int i = 0; i < timesOne; i++) {
      trial.pause(LEAST, MOST);
      trial.killTaskManagers(1);
    }
    trial.did(timesOne + " × one");
    for (int i = 0; i < timesTwo; i++) {
      trial.pause(LEAST, MOST);
      trial.killTaskManagers(2);
    }
    trial.did(timesTwo + " × two at once");
  }
}

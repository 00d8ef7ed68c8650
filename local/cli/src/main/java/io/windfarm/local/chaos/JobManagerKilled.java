package io.windfarm.local.chaos;

import java.time.Duration;

/** Kills the JobManager that leads; one stands by. */
record JobManagerKilled(int times) implements Scenario {
  @Override
  public String name() {
    return "jobmanager";
  }

  @Override
  public String fault() {
    return "kill -9 the JobManager";
  }

  @Override
  public void play(Trial trial) throws Exception {
    trial.produce(Fleet.of(60).lasting(Duration.ofSeconds(20L * times)));
    for (int i = 0; i < times; i++) {
      trial.pause(Duration.ofSeconds(1), Duration.ofSeconds(5));
      trial.killJobManager();
    }
    trial.did(times + " × the leader");
  }
}

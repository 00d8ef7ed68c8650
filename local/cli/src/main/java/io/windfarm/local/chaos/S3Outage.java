package io.windfarm.local.chaos;

import java.time.Duration;

/** Kills S3 and starts it again after a while: no checkpoint, no commit in between. */
record S3Outage(Duration outage) implements Scenario {
  private static final Duration BEFORE_AND_AFTER = Duration.ofSeconds(20);

  @Override
  public String name() {
    return "s3-outage";
  }

  @Override
  public String fault() {
    return "kill -9 S3";
  }

  @Override
  public void play(Trial trial) throws Exception {
    trial.produce(Fleet.of(60).lasting(outage.plus(BEFORE_AND_AFTER)));
    trial.pause(Duration.ofSeconds(1), Duration.ofSeconds(5));
    trial.rig().s3().kill();
    trial.letPass(outage);
    trial.rig().s3().restart();
    trial.did("gone for " + outage.toSeconds() + " s");
    trial.awaitCaughtUp(outage);
  }
}

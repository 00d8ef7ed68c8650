package io.windfarm.local.chaos;

import java.time.Duration;

/** A share of the requests to S3 fails: 503, connections dropped before and after the work. */
record S3Unreliable(double share, Duration time) implements Scenario {
  private static final Duration BEFORE_AND_AFTER = Duration.ofSeconds(20);

  @Override
  public String name() {
    return "s3-unreliable";
  }

  @Override
  public String fault() {
    return "S3 answers 503 or drops the connection";
  }

  @Override
  public void play(Trial trial) throws Exception {
    trial.produce(Fleet.of(60).lasting(time.plus(BEFORE_AND_AFTER)));
    UnreliableS3 s3 = trial.rig().s3();
    long before = s3.failed();
    s3.fail(share);
    try {
      trial.letPass(time);
    } finally {
      s3.fail(0);
    }
    long failed = s3.failed() - before;
    trial.require(failed > 0, "no request failed: nothing was tried");
    trial.did(Math.round(share * 100) + " % for " + time.toSeconds() + " s: " + failed + " failed");
    trial.awaitCaughtUp(time);
  }
}

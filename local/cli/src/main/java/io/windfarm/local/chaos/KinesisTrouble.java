package io.windfarm.local.chaos;

import io.windfarm.kinesis.Faults;
import java.time.Duration;

/**
 * Kinesis fails a share of the entries of each put, throttles, lets iterators expire, and is
 * unreachable for a while.
 */
record KinesisTrouble(Duration outage) implements Scenario {
  private static final Duration EACH = Duration.ofSeconds(5);
  private static final double SHARE_OF_ENTRIES = 0.3;
  private static final Duration BEFORE_AND_AFTER = Duration.ofSeconds(35);

  @Override
  public String name() {
    return "kinesis-trouble";
  }

  @Override
  public String fault() {
    return "Kinesis fails entries, throttles, is gone";
  }

  @Override
  public void play(Trial trial) throws Exception {
    trial.produce(Fleet.of(60).lasting(outage.plus(BEFORE_AND_AFTER)));
    Faults faults = trial.rig().kinesis().faults();
    try {
      faults.failEntries(SHARE_OF_ENTRIES);
      trial.letPass(EACH);
      faults.clear().throttle(true);
      trial.letPass(EACH);
    } finally {
      faults.clear();
    }
    faults.expireIterators();
    trial.letPass(EACH);
    trial.rig().stopKinesis();
    trial.letPass(outage);
    trial.rig().startKinesis();
    trial.did(
        "30 % of entries failed and throttled for 5 s each, iterators expired, gone for "
            + outage.toSeconds()
            + " s");
    trial.awaitCaughtUp(outage);
  }
}

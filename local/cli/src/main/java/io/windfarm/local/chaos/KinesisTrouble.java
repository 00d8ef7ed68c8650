package io.windfarm.local.chaos;

import io.windfarm.kinesis.Faults;
import java.time.Duration;

/**
 * Kinesis fails a share of the entries of each put, throttles, lets iterators expire, and is
 * unreachable for a while. Turbines divert to Kafka; what comes through both has to leave once.
 */
record KinesisTrouble(Duration outage) implements Scenario {
  private static final Duration EACH = Duration.ofSeconds(5);
  private static final double SHARE_OF_ENTRIES = 0.3;
  private static final Duration BEFORE_AND_AFTER = Duration.ofSeconds(35);

  /** Put a second time, over Kafka, as after an answer that got lost. */
  private static final int REPEATED = 100;

  @Override
  public String name() {
    return "kinesis-trouble";
  }

  @Override
  public String fault() {
    return "Kinesis fails entries, throttles, is gone";
  }

  @Override
  public boolean divertsToKafka() {
    return true;
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

    int before = trial.sent().diverted();
    trial.rig().stopKinesis();
    trial.letPass(outage);
    int diverted = trial.sent().diverted() - before;
    trial.rig().startKinesis();
    trial.require(diverted > 0, "nothing came through Kafka while Kinesis was unreachable");
    trial.sent().repeatOverKafka(REPEATED);
    trial.awaitCaughtUp(outage);
    trial.awaitSent();
    // Else nobody would have read the fallback either.
    trial.require(trial.job().restarts() == 0, "the job restarted for an outage of Kinesis");
    int overlap = trial.sent().overlap();
    trial.require(overlap > 0, "nothing came through both: nothing was tried");
    trial.did(
        "gone for "
            + outage.toSeconds()
            + " s: "
            + diverted
            + " through Kafka, "
            + overlap
            + " through both");
  }
}

package io.windfarm.local.chaos;

import java.time.Duration;
import java.util.List;

/** All faults, in the order of the table. */
final class Scenarios {
  private Scenarios() {}

  /** Each fault once, as briefly as it shows. */
  static List<Scenario> shortForm() {
    return List.of(
        new TaskManagersKilled(1, 1),
        new JobManagerKilled(1),
        new S3Outage(Duration.ofSeconds(10)),
        new S3Unreliable(0.1, Duration.ofSeconds(10)),
        new CrashInMidPattern());
  }

  /** As often and as long as they are in life. */
  static List<Scenario> longForm() {
    return List.of(
        new TaskManagersKilled(16, 6),
        new JobManagerKilled(5),
        new S3Outage(Duration.ofSeconds(60)),
        new S3Unreliable(0.1, Duration.ofMinutes(5)),
        new CrashInMidPattern(),
        new KinesisTrouble(Duration.ofSeconds(60)),
        new Resharding(4),
        new Rescaling(3),
        new ProducersKilled(Duration.ofSeconds(60)),
        new Poisoned(Duration.ofSeconds(60), 300_000),
        new SilentShard(),
        new ClockAhead(),
        new Chatter(),
        new PatternStarts(1_000, 10, 3));
  }
}

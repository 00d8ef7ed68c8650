package io.windfarm.local.chaos;

import java.util.List;

/** All faults, in the order of the table. */
final class Scenarios {
  private Scenarios() {}

  /** Each fault once, as briefly as it shows. */
  static List<Scenario> shortForm() {
    return List.of(new TaskManagersKilled(1, 1));
  }

  /** As often and as long as they are in life. */
  static List<Scenario> longForm() {
    return List.of(new TaskManagersKilled(16, 6));
  }
}

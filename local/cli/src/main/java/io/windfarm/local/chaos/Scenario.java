package io.windfarm.local.chaos;

import java.util.List;

/**
 * One fault: a row of the table. A scenario starts what sends, breaks something, and says what it
 * did and how long the job took to be back; that nothing was lost and nothing doubled is judged
 * afterwards, for all scenarios alike.
 */
interface Scenario {
  /** What {@code --only} calls it; also the name of its stream and of its part of the lake. */
  String name();

  /** The first column of the table. */
  String fault();

  /** How many shards its stream has at first. */
  default int shards() {
    return 2;
  }

  /** Settings of its job besides those of all, {@code --group.key value}. */
  default List<String> jobSettings() {
    return List.of();
  }

  /** True if its turbines divert to Kafka, and its job reads that too. */
  default boolean divertsToKafka() {
    return false;
  }

  /**
   * True if its turbines send in order: then the job has to see them so, see {@link TurbineOrder}.
   */
  default boolean keepsOrder() {
    return false;
  }

  /**
   * Breaks things while the trial's job runs. The job may still be catching up at the end.
   *
   * @throws io.windfarm.local.Failure if the job did not survive; the row then says so
   */
  void play(Trial trial) throws Exception;
}

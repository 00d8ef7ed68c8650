package io.windfarm.local.chaos;

import java.time.Duration;

/**
 * Splits a shard, merges two, and changes the number of all, each while a checkpoint is being taken
 * and one of them across the loss of a TaskManager. Turbines send in order, and so does the job
 * have to see it.
 */
record Resharding(int times) implements Scenario {
  /** A round's changes, and the time to find the new shards and come to rest. */
  private static final int SECONDS_A_ROUND = 35;

  @Override
  public String name() {
    return "reshard";
  }

  @Override
  public String fault() {
    return "split, merge, update-shard-count";
  }

  @Override
  public boolean keepsOrder() {
    return true;
  }

  @Override
  public void play(Trial trial) throws Exception {
    trial.produce(Fleet.inOrder(60).lasting(Duration.ofSeconds((long) SECONDS_A_ROUND * times)));
    Shards shards = new Shards(trial.kinesis());
    for (int i = 0; i < times; i++) {
      trial.job().awaitCheckpointUnderWay();
      shards.split();
      trial.pause(Duration.ofSeconds(1), Duration.ofSeconds(4));
      trial.job().awaitCheckpointUnderWay();
      shards.merge();
      trial.pause(Duration.ofSeconds(1), Duration.ofSeconds(4));
      trial.job().awaitCheckpointUnderWay();
      shards.scale(2 * shards.open().size());
      trial.killTaskManagers(1);
      trial.job().awaitCheckpointUnderWay();
      shards.scale(shards.open().size() / 2);
    }
    trial.did(
        (times == 1 ? "" : times + " × ")
            + "split, merge, double, kill a TaskManager, halve: "
            + shards.all()
            + " shards");
  }
}

package io.windfarm.local.chaos;

import io.windfarm.local.Lifetime;
import java.time.Duration;

/**
 * Stops the job with a savepoint while turbines send and goes on with twice as many subtasks, and
 * then with half as many as at first. The lake has to be, row for row, that of a job that reads the
 * same stream in one go.
 */
@SuppressWarnings("try")
record Rescaling(int times) implements Scenario {
  /** For a round: two savepoints, two restores, and work in between. */
  private static final int SECONDS_A_ROUND = 30;

  @Override
  public String name() {
    return "rescale";
  }

  @Override
  public String fault() {
    return "savepoint, restore with n, 2n, n/2";
  }

  /** Who is late depends on how far the job has come by then, and the control is behind. */
  @Override
  public boolean keepsOrder() {
    return true;
  }

  @Override
  public void play(Trial trial) throws Exception {
    trial.produce(Fleet.inOrder(60).lasting(Duration.ofSeconds((long) SECONDS_A_ROUND * times)));
    int usual = trial.parallelism();
    try (Lifetime more = trial.rig().moreTaskManagers(usual)) {
      for (int i = 0; i < times; i++) {
        for (int parallelism : new int[] {2 * usual, usual / 2}) {
          trial.pause(Duration.ofSeconds(1), Duration.ofSeconds(4));
          trial.rescale(parallelism);
        }
      }
      // The last may run on one of those that end now.
      trial.drain();
    }
    trial.did((times == 1 ? "" : times + " × ") + usual + " → " + 2 * usual + " → " + usual / 2);
    trial.requireSame(trial.drain(), trial.undisturbed());
  }
}

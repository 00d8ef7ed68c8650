package io.windfarm.bench;

import io.windfarm.local.CheckpointFigures;

/**
 * What was measured at a point.
 *
 * @param checkpoints of the last round, while it read
 */
record Measured(GrowthPoint point, Result result, CheckpointFigures checkpoints) {
  /** What the largest checkpoint held of a turbine's sensor. */
  double stateBytesAKey() {
    return (double) checkpoints.mostStateBytes() / point.keys();
  }
}

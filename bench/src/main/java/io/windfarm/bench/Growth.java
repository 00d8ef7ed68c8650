package io.windfarm.bench;

import io.windfarm.bench.FlinkContestant.Watch;
import io.windfarm.local.CheckpointFigures;
import io.windfarm.local.Failure;
import io.windfarm.local.FlinkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.annotation.Nullable;

/** How the job's figures change as one thing about its input or its cluster does. */
final class Growth {
  private final long warmUp;
  private final int rounds;
  private final Path inputs;
  private final Path runs;
  private final Consumer<String> progress;
  private final List<Measured> measured = new ArrayList<>();
  private final Map<GrowthPoint, String> failed = new LinkedHashMap<>();
  @Nullable private CoresControl control;

  /**
   * @param warmUp events at each point that are not measured
   * @param rounds runs of each point
   * @param inputs where workloads are kept
   * @param runs where lakes are left
   */
  Growth(long warmUp, int rounds, Path inputs, Path runs, Consumer<String> progress) {
    this.warmUp = warmUp;
    this.rounds = rounds;
    this.inputs = inputs;
    this.runs = runs;
    this.progress = progress;
  }

  /** What was measured so far, in turn. */
  List<Measured> measured() {
    return List.copyOf(measured);
  }

  /** What the machine's cores give; null if it was not measured. */
  @Nullable
  CoresControl control() {
    return control;
  }

  /** Points at which the job did not come to its end, and why. */
  Map<GrowthPoint, String> failed() {
    return Map.copyOf(failed);
  }

  /**
   * Measures a point. One that the job does not get through is a finding, not the end of the rest.
   *
   * @return true if there is a row to show
   */
  boolean measure(GrowthPoint point) throws Exception {
    progress.accept(point.curve() + ": " + point.at());
    Input input = point.input(inputs);
    try {
      if (point.control()) {
        control = CoresControl.of(input, warmUp, point.terms(), runs);
        progress.accept(control.text());
        return false;
      }
      measured.add(measured(point, input));
      return true;
    } catch (Failure e) {
      failed.put(point, e.getMessage());
      progress.accept("not measured: " + e.getMessage());
      return false;
    } finally {
      deleteUnlessKept(point, input);
    }
  }

  private Measured measured(GrowthPoint point, Input input) throws Exception {
    CheckpointFigures[] checkpoints = new CheckpointFigures[1];
    Contestant job =
        FlinkContestant.job(point.terms())
            .watchedBy(
                new Watch() {
                  @Override
                  public void read(FlinkCluster cluster, String job) {
                    checkpoints[0] = cluster.rest().checkpoints(job);
                  }

                  @Override
                  public void ended(FlinkCluster cluster, String job) {
                    if (checkpoints[0] == null || checkpoints[0].completed() == 0) {
                      checkpoints[0] = cluster.rest().checkpoints(job);
                    }
                  }
                });
    Rounds all = new Rounds(input, warmUp, runs, progress);
    if (point.cores() == 0) {
      return new Measured(point, all.run(List.of(job), rounds).get(0), checkpoints[0]);
    }
    Cores pinned = Cores.first(point.cores());
    try {
      return new Measured(point, all.run(List.of(job), rounds).get(0), checkpoints[0]);
    } finally {
      pinned.release();
    }
  }

  /** What the simulators wrote is used again; what was made of it is large, and soon made again. */
  private void deleteUnlessKept(GrowthPoint point, Input input) throws IOException {
    boolean kept =
        point.workloads().stream()
            .anyMatch(each -> input.file().equals(inputs.resolve(each.name() + ".jsonl")));
    if (!kept) {
      Files.deleteIfExists(input.file());
    }
  }
}

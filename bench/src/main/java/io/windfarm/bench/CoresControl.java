package io.windfarm.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windfarm.local.DataDirectory;
import io.windfarm.local.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What all cores of this machine get done of what one does, where nothing is shared but the
 * machine: the loop without Flink alone on each core in turn, and as often at once as there are
 * cores, each on its own. Cores share caches, memory and, as siblings, execution units; more than
 * this can't be asked of a job.
 *
 * @param alone one a core, one after the other
 * @param together those at once
 */
record CoresControl(List<Run> alone, List<Run> together) {
  /**
   * Measures it.
   *
   * @param directory where lakes are left
   * @throws Failure if there is only one core, or a run does not come to its end
   */
  static CoresControl of(Input input, long warmUp, Terms terms, Path directory) throws Exception {
    int cores = Runtime.getRuntime().availableProcessors();
    if (cores < 2) {
      throw new Failure("This machine has one core: there is nothing to hold it against.");
    }
    // With those at once in the middle, so that what changes with time falls on both.
    List<Run> alone = new ArrayList<>(atOnce(0, 1, input, warmUp, terms, directory));
    List<Run> together = atOnce(0, cores, input, warmUp, terms, directory);
    for (int core = 1; core < cores; core++) {
      alone.addAll(atOnce(core, core + 1, input, warmUp, terms, directory));
    }
    return new CoresControl(alone, together);
  }

  private static List<Run> atOnce(
      int from, int to, Input input, long warmUp, Terms terms, Path directory) throws Exception {
    ExecutorService runners = Executors.newFixedThreadPool(to - from);
    try {
      List<Future<Run>> runs =
          IntStream.range(from, to)
              .mapToObj(core -> runners.submit(() -> one(core, input, warmUp, terms, directory)))
              .toList();
      List<Run> all = new ArrayList<>();
      for (Future<Run> run : runs) {
        all.add(run.get());
      }
      // Not before all are done: looking into a lake takes a core.
      for (int core = from; core < to; core++) {
        refuseWrong(own(directory, core).resolve("lake"), input, terms);
      }
      return List.copyOf(all);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Failure failure ? failure : e;
    } finally {
      runners.shutdownNow();
    }
  }

  private static Path own(Path directory, int core) {
    return directory.resolve("baseline-on-core-" + core);
  }

  private static Run one(int core, Input input, long warmUp, Terms terms, Path directory)
      throws Exception {
    Path own = own(directory, core);
    DataDirectory.delete(own);
    return new BaselineContestant(terms)
        .onCore(core)
        .run(input, warmUp, Files.createDirectories(own));
  }

  private static void refuseWrong(Path lake, Input input, Terms terms) throws Exception {
    List<String> faults = Outputs.in(lake).faults(input, terms.tables().names().contains("ledger"));
    if (!faults.isEmpty()) {
      throw new Failure("A run does not count: " + String.join("; ", faults) + ". See " + lake);
    }
  }

  /** By how much more all of them get done a second than one. */
  double times() {
    return together.size() * mean(together, Cost::perSecond) / mean(alone, Cost::perSecond);
  }

  /** By how much more CPU an event takes when all cores are busy. */
  double cpuTimes() {
    return mean(together, cost -> 1 / cost.perCpuSecond())
        / mean(alone, cost -> 1 / cost.perCpuSecond());
  }

  private static double mean(List<Run> runs, ToDoubleFunction<Cost> figure) {
    return runs.stream().map(Run::work).mapToDouble(figure).average().orElseThrow();
  }

  /** In a sentence. */
  String text() {
    return String.format(
        Locale.ROOT,
        "For work that shares nothing, %d cores of this machine do %.2fx what one does, and an event"
            + " takes %.2fx the CPU.",
        together.size(),
        times(),
        cpuTimes());
  }

  /** For programs. */
  void writeTo(ObjectNode json) {
    json.put("cores", together.size()).put("times", times()).put("cpu_times", cpuTimes());
    BenchJson.runs(json.putArray("alone"), alone);
    BenchJson.runs(json.putArray("together"), together);
  }
}

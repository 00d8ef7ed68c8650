package io.windfarm.bench;

import io.windfarm.local.DataDirectory;
import io.windfarm.local.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs contestants in turn, round after round, so that what slows the machine down for a while
 * slows all of them down.
 */
final class Rounds {
  /** Those that do the same work. */
  private static final Set<String> COMPARED = Set.of("job", "baseline");

  private final Input input;
  private final long warmUp;
  private final Path directory;
  private final Consumer<String> progress;

  /**
   * @param warmUp events that are not measured, the first of the input: so many that what is left
   *     is compiled
   * @param directory where each contestant's last lake is left, in a folder of its name
   */
  Rounds(Input input, long warmUp, Path directory, Consumer<String> progress) {
    if (warmUp < 0 || warmUp >= input.records()) {
      throw new Failure(
          String.format(
              Locale.ROOT,
              "There are %,d events, of which the first %,d are not measured: send more, or have"
                  + " fewer for the warm-up.",
              input.records(),
              warmUp));
    }
    this.input = input;
    this.warmUp = warmUp;
    this.directory = directory;
    this.progress = progress;
  }

  /** The results in the order of the contestants. */
  List<Result> run(List<Contestant> contestants, int rounds) throws Exception {
    Map<String, List<Run>> runs = new LinkedHashMap<>();
    Map<Contestant, Outputs> outputs = new LinkedHashMap<>();
    for (int round = 1; round <= rounds; round++) {
      for (Contestant contestant : contestants) {
        String name = contestant.name();
        Run run = one(contestant);
        outputs.put(contestant, Outputs.in(directory.resolve(name).resolve("lake")));
        refuseWrong(contestant, outputs);
        runs.computeIfAbsent(name, none -> new ArrayList<>()).add(run);
        Cost work = run.work();
        progress.accept(
            String.format(
                "round %d of %d: %-9s %,9.0f events per CPU-second, %,9.0f a second,"
                    + " %,6.0f bytes allocated an event (%.1f CPU-seconds, of %.1f in all)",
                round,
                rounds,
                name,
                work.perCpuSecond(),
                work.perSecond(),
                work.allocatedPerEvent(),
                work.cpuSeconds(),
                run.whole().cpuSeconds()));
      }
    }
    return contestants.stream()
        .map(Contestant::name)
        .map(name -> new Result(name, runs.get(name)))
        .toList();
  }

  /** A figure counts only if what it was made with is right. */
  private void refuseWrong(Contestant contestant, Map<Contestant, Outputs> outputs) {
    Outputs own = outputs.get(contestant);
    List<String> faults =
        new ArrayList<>(own.faults(input, contestant.tables().contains("ledger")));
    if (COMPARED.contains(contestant.name())) {
      outputs.forEach(
          (other, others) -> {
            if (COMPARED.contains(other.name())) {
              List<String> both = new ArrayList<>(contestant.tables());
              both.retainAll(other.tables());
              own.differences(others, both)
                  .forEach(table -> faults.add("other " + table + " than " + other.name()));
            }
          });
    }
    if (!faults.isEmpty()) {
      throw new Failure(
          "The run of "
              + contestant.name()
              + " does not count: "
              + String.join("; ", faults)
              + ". Its lake is in "
              + directory.resolve(contestant.name()));
    }
  }

  private Run one(Contestant contestant) throws Exception {
    Path own = directory.resolve(contestant.name());
    DataDirectory.delete(own);
    Run run = contestant.run(input, warmUp, Files.createDirectories(own));
    if (run.work().events() == 0) {
      throw new Failure(
          String.format(
              Locale.ROOT,
              "The run of %s was over before it was seen that %,d events were read: send more.",
              contestant.name(),
              Math.max(warmUp, 1)));
    }
    return run;
  }
}

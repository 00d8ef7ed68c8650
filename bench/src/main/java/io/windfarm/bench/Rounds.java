package io.windfarm.bench;

import io.windfarm.local.DataDirectory;
import io.windfarm.local.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs contestants in turn, round after round, so that what slows the machine down for a while
 * slows all of them down. A contestant's start is measured in every round as well, with the first
 * lines of the input.
 */
final class Rounds {
  /** Enough for every stage to be reached, and next to nothing to do. */
  static final long START_EVENTS = 5_000;

  /** Those that do the same work. */
  private static final Set<String> COMPARED = Set.of("job", "baseline");

  private final Input input;
  private final Input head;
  private final Path directory;
  private final Consumer<String> progress;

  /**
   * @param head the first events of it, whose cost, with that of the start, is taken away: {@link
   *     #START_EVENTS}, or so many that what is left is compiled
   * @param directory where each contestant's last lake is left, in a folder of its name
   */
  Rounds(Input input, Input head, Path directory, Consumer<String> progress) {
    this.input = input;
    this.head = head;
    this.directory = directory;
    this.progress = progress;
  }

  /** The results in the order of the contestants. */
  List<Result> run(List<Contestant> contestants, int rounds) throws Exception {
    Map<String, List<Cost>> starts = new LinkedHashMap<>();
    Map<String, List<Cost>> runs = new LinkedHashMap<>();
    Map<Contestant, Outputs> outputs = new LinkedHashMap<>();
    for (int round = 1; round <= rounds; round++) {
      for (Contestant contestant : contestants) {
        String name = contestant.name();
        Cost start = one(contestant, head, name + "-start");
        Cost run = one(contestant, input, name);
        outputs.put(contestant, Outputs.in(directory.resolve(name).resolve("lake")));
        refuseWrong(contestant, outputs);
        starts.computeIfAbsent(name, none -> new ArrayList<>()).add(start);
        runs.computeIfAbsent(name, none -> new ArrayList<>()).add(run);
        Cost work = run.without(start);
        progress.accept(
            String.format(
                "round %d of %d: %-9s %,9.0f events per CPU-second, %,9.0f a second,"
                    + " %,6.0f bytes allocated an event (%.1f CPU-seconds; %.1f to start)",
                round,
                rounds,
                name,
                work.perCpuSecond(),
                work.perSecond(),
                work.allocatedPerEvent(),
                run.cpuSeconds(),
                start.cpuSeconds()));
      }
    }
    return contestants.stream()
        .map(Contestant::name)
        .map(name -> new Result(name, starts.get(name), runs.get(name)))
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

  private Cost one(Contestant contestant, Input what, String folder) throws Exception {
    Path own = directory.resolve(folder);
    DataDirectory.delete(own);
    return contestant.run(what, Files.createDirectories(own));
  }
}

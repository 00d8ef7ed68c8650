package io.windfarm.local;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Clears away what writers that were killed left behind. */
@Command(
    name = "sweep",
    description = {
      "What killed writers left in a lake: open multipart uploads (S3), hidden in-progress files (folders).",
      "Nobody reads them, but they are stored and paid for. Shows them; --delete removes them for good."
    },
    footer = {
      "",
      "A checkpoint may still need such a write, to finish it after a restore: so an age is refused that the",
      "oldest checkpoint or savepoint kept is not younger than, by an hour.",
      "",
      "Examples, with the endpoint and credentials in the environment as for the AWS CLI:",
      "  ./windfarm sweep --checkpoints s3://windfarm/flink s3://windfarm/lake",
      "  ./windfarm sweep --checkpoints s3://windfarm/flink --older-than 3d --delete s3://windfarm/lake"
    })
final class SweepCommand implements Callable<Integer> {
  /** For {@code --checkpoints}: no job will be restored. */
  private static final String NONE = "none";

  /**
   * What a checkpoint refers to was begun after the last one before it that succeeded. With
   * flink-conf/config.yaml that is 44 minutes at most: four attempts, the first three of which may
   * fail, of a minute's interval and ten minutes' time-out.
   */
  private static final Duration BEFORE_CHECKPOINT = Duration.ofHours(1);

  @Option(
      names = "--older-than",
      paramLabel = "AGE",
      defaultValue = "1d",
      converter = TimeSpan.class,
      description = "Leaves younger ones alone; 12h, 3d; default: ${DEFAULT-VALUE}.")
  private Duration age;

  @Option(
      names = "--checkpoints",
      paramLabel = "PLACE",
      required = true,
      description =
          "Where the jobs that write there keep their checkpoints and savepoints; once for each place. 'none' if no job will ever be restored.")
  private List<String> checkpoints;

  @Option(names = "--delete", description = "Removes them; without it nothing is changed.")
  private boolean delete;

  @Parameters(paramLabel = "LAKE", description = "s3://bucket/prefix or a folder.")
  private String lake;

  @Override
  public Integer call() {
    Instant limit = Instant.now().minus(age);
    if (!checkpoints.equals(List.of(NONE))) {
      checkpoints.forEach(place -> refuseIfNeeded(place, limit));
    }
    try (Storage storage = Storage.at(lake)) {
      List<Storage.Unfinished> all = storage.unfinished();
      List<Storage.Unfinished> old =
          all.stream().filter(unfinished -> unfinished.since().isBefore(limit)).toList();
      for (Storage.Unfinished unfinished : old) {
        if (delete) {
          storage.remove(unfinished);
        }
        System.out.println(unfinished.since() + "  " + unfinished.name());
      }
      System.out.println(summary(old.size(), all.size() - old.size()));
      return CommandLine.ExitCode.OK;
    }
  }

  private void refuseIfNeeded(String place, Instant limit) {
    try (Storage storage = Storage.at(place)) {
      Optional<Storage.Retained> oldest = storage.oldestRetained();
      if (oldest.isEmpty()) {
        throw new Failure(
            "There is no checkpoint and no savepoint under "
                + place
                + ": name the place where the job keeps them, or --checkpoints none if no job that"
                + " wrote here will ever be restored.");
      }
      Instant needed = oldest.get().completed().minus(BEFORE_CHECKPOINT);
      if (limit.isAfter(needed)) {
        long hours = Duration.between(needed, Instant.now()).toHours() + 1;
        throw new Failure(
            "Too young to be swept: "
                + oldest.get().name()
                + " was completed at "
                + oldest.get().completed()
                + ", and a job restored from it may have to finish what was begun up to an hour"
                + " before. Take --older-than "
                + hours
                + "h, or delete that checkpoint or savepoint first if no job will be restored from"
                + " it.");
      }
    }
  }

  private String summary(int old, int young) {
    String found = old + " unfinished, and " + young + " too young.";
    if (old == 0) {
      return found;
    }
    return delete
        ? "Removed " + found
        : "Found " + found + " Nothing was changed: --delete removes the " + old + ".";
  }
}

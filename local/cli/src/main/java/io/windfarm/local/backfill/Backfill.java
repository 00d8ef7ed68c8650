package io.windfarm.local.backfill;

import io.windfarm.local.DataDirectory;
import io.windfarm.local.Failure;
import io.windfarm.local.FlinkRest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One backfill, in steps that can each be repeated.
 *
 * <ol>
 *   <li>The job reads on from where the last run ended, with the state that it had then, and stops
 *       with a savepoint when all is read. Killed in between, it goes on from its last checkpoint.
 *   <li>The same job starts from that savepoint, has nothing to read, and ends: what still waited
 *       in its state (readings for their neighbours, the last day's summary) is written to files
 *       called {@code provisional-…}. Killed in between, those are deleted and it starts again.
 * </ol>
 *
 * The next run deletes the provisional files before it reads. So every row is there once, and the
 * same after one run over all of the input as after many over parts of it.
 */
final class Backfill {
  private static final long POLL_MILLIS = 250;
  private static final String METADATA = "_metadata";

  /** What a new attempt does not mend is for the user to see. */
  private static final Map<String, String> RESTARTS =
      Map.of(
          "restart-strategy.type", "fixed-delay",
          "restart-strategy.fixed-delay.attempts", "3",
          "restart-strategy.fixed-delay.delay", "2s");

  private final Path folder;
  private final Path jar;
  private final Duration betweenCheckpoints;
  private final FlinkRest flink;
  private final List<Provisional> provisional;
  private final List<String> secrets;
  private final Progress progress;
  private long recordsRead;

  /** Is told how far the reading has come. */
  interface Progress {
    void read(long records);
  }

  /**
   * @param folder with the journal, the checkpoints and the savepoints
   * @param provisional all that is to be deleted before it is written anew
   * @param secrets settings of the job that are not for the journal
   */
  Backfill(
      Path folder,
      Path jar,
      FlinkRest flink,
      List<Provisional> provisional,
      List<String> secrets,
      Duration betweenCheckpoints,
      Progress progress) {
    this.folder = folder;
    this.jar = jar;
    this.betweenCheckpoints = betweenCheckpoints;
    this.flink = flink;
    this.provisional = provisional;
    this.secrets = secrets;
    this.progress = progress;
  }

  /** Where checkpoints and savepoints are kept below a backfill's folder. */
  static Path state(Path folder) {
    return folder.resolve("state");
  }

  /** Does what is left to do. */
  void run(Journal journal, Map<String, Long> inputs) throws IOException, InterruptedException {
    Journal now = journal;
    if (now.step() == Journal.Step.DONE) {
      deleteCheckpoints();
      provisional.forEach(Provisional::delete);
      now = now.reading().write(folder);
    }
    if (now.step() == Journal.Step.READ) {
      now = now.read(read(now), inputs).write(folder);
    }
    provisional.forEach(Provisional::delete);
    writeRest(now);
    now.done().write(folder);
    deleteSavepointsBut(now.savepoint());
    deleteCheckpoints();
  }

  /** Records that the job read in this run, in this process. */
  long recordsRead() {
    return recordsRead;
  }

  private String read(Journal journal) throws IOException, InterruptedException {
    Optional<String> from = latestCheckpoint();
    if (from.isEmpty()) {
      from = Optional.ofNullable(journal.savepoint());
    }
    List<String> arguments = arguments(journal);
    arguments.addAll(List.of("--source.at-end", "wait"));
    String job = flink.submit(jar, arguments, from, flinkSettings());
    // Where there is little to read, all of it is read before the last task runs; only then can the
    // job be stopped.
    while (flink.metric(job, "Source__Files.listingsRead") == 0 || !flink.isRunning(job)) {
      if (flink.hasEnded(job)) {
        throw failed(job);
      }
      progress.read(flink.metric(job, "Decode.numRecordsIn"));
      Thread.sleep(POLL_MILLIS);
    }
    recordsRead = flink.metric(job, "Decode.numRecordsIn");
    progress.read(recordsRead);
    return flink.stop(job, savepoints().toUri());
  }

  private void writeRest(Journal journal) throws InterruptedException {
    List<String> arguments = arguments(journal);
    arguments.addAll(List.of("--source.at-end", "finish", "--lake.provisional", "true"));
    if (journal.database() != null) {
      arguments.addAll(List.of("--database.provisional", "true"));
    }
    String job = flink.submit(jar, arguments, Optional.of(journal.savepoint()), flinkSettings());
    while (!flink.hasEnded(job)) {
      Thread.sleep(POLL_MILLIS);
    }
    if (!flink.state(job).equals("FINISHED")) {
      throw failed(job);
    }
  }

  private List<String> arguments(Journal journal) {
    List<String> arguments = new ArrayList<>(journal.settings());
    arguments.addAll(secrets);
    return arguments;
  }

  private Map<String, String> flinkSettings() {
    Map<String, String> settings = new TreeMap<>(RESTARTS);
    settings.put("execution.checkpointing.interval", betweenCheckpoints.toMillis() + "ms");
    settings.put("execution.checkpointing.dir", checkpoints().toUri().toString());
    return settings;
  }

  private Path checkpoints() {
    return state(folder).resolve("checkpoints");
  }

  private Path savepoints() {
    return state(folder).resolve("savepoints");
  }

  private Failure failed(String job) {
    return new Failure(
        "The job ended as "
            + flink.state(job)
            + ". "
            + flink.failure(job).orElse("Its log says why.")
            + "\nOnce that is mended, the same command goes on from where it was.");
  }

  private Optional<String> latestCheckpoint() throws IOException {
    if (!Files.isDirectory(checkpoints())) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(checkpoints(), 3)) {
      return files
          .filter(file -> file.endsWith(METADATA))
          .max(Comparator.comparing(file -> file.toFile().lastModified()))
          .map(file -> file.getParent().toUri().toString());
    }
  }

  private void deleteCheckpoints() throws IOException {
    DataDirectory.delete(checkpoints());
  }

  private void deleteSavepointsBut(String savepoint) throws IOException {
    String kept = savepoint.substring(savepoint.lastIndexOf('/') + 1);
    try (Stream<Path> all = Files.list(savepoints())) {
      for (Path other : all.filter(path -> !path.endsWith(kept)).toList()) {
        DataDirectory.delete(other);
      }
    }
  }
}

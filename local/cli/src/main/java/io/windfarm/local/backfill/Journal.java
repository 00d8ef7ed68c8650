package io.windfarm.local.backfill;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.windfarm.local.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a backfill has come: written down whole before each step, so that whatever a kill leaves
 * is known.
 *
 * @param run counts the runs that read something, from 1
 * @param step what was begun last
 * @param settings of the job: the results of all runs must come from the same
 * @param database that rows were written to as well, without who may; null for none
 * @param savepoint the job's state after all that has been read for good; null before the first
 *     run's
 * @param inputs lengths of the files that had been found when that was taken
 */
record Journal(
    @JsonProperty(required = true) int run,
    @JsonProperty(required = true) Step step,
    @JsonProperty(required = true) List<String> settings,
    String database,
    String savepoint,
    @JsonProperty(required = true) Map<String, Long> inputs) {

  /** What is done one after the other. */
  enum Step {
    /** The job reads, and writes what no further input changes. */
    READ,
    /** What is left in its state is written, as if nothing more ever came. */
    WRITE_REST,
    /** All was read and written. */
    DONE
  }

  private static final String FILE = "journal.json";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Before anything was done. */
  static Journal fresh(List<String> settings, String database) {
    return new Journal(0, Step.DONE, settings, database, null, Map.of());
  }

  /** What a folder's journal says; empty if there is none. */
  static Optional<Journal> in(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    try {
      return Optional.of(JSON.readValue(Files.readString(file), Journal.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new Failure(
          file + " can't be read: " + e.getOriginalMessage() + ". Start afresh with --rebuild.", e);
    }
  }

  /** Takes the place of what the folder's journal said. */
  Journal write(Path folder) throws IOException {
    Path next = folder.resolve(FILE + ".next");
    Files.writeString(next, JSON.writeValueAsString(this) + "\n");
    Files.move(
        next,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    return this;
  }

  static void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
  }

  Journal reading() {
    return new Journal(run + 1, Step.READ, settings, database, savepoint, inputs);
  }

  Journal read(String state, Map<String, Long> files) {
    return new Journal(run, Step.WRITE_REST, settings, database, state, files);
  }

  Journal done() {
    return new Journal(run, Step.DONE, settings, database, savepoint, inputs);
  }
}

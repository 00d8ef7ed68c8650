package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps of folders; those of S3 are in {@link SweepCommandIT}. */
class SweepCommandTest {
  private static final String IN_PROGRESS =
      ".part-0-1.parquet.inprogress.0b6c6a83-7f37-4d4c-9c6d-3c1b55b7f5d1";

  @TempDir private Path directory;
  private Path lake;
  private Path checkpoints;

  @BeforeEach
  void makePlaces() throws IOException {
    lake = directory.resolve("lake");
    checkpoints = directory.resolve("flink");
    file(lake.resolve("raw/year=2026").resolve(IN_PROGRESS), Duration.ofHours(30));
    file(lake.resolve("raw/year=2026/part-0-0.parquet"), Duration.ofHours(30));
    file(lake.resolve("raw/.hidden"), Duration.ofHours(30));
    file(lake.resolve("readings").resolve(IN_PROGRESS), Duration.ofHours(20));
  }

  @Test
  void showsWhatIsOldEnoughAndChangesNothing() throws IOException {
    file(checkpoints.resolve("job/chk-7/_metadata"), Duration.ofMinutes(1));

    Outcome outcome = sweep("--checkpoints", checkpoints.toString());

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("raw/year=2026/" + IN_PROGRESS, "Found 1 unfinished, and 1 too young")
        .doesNotContain("readings");
    assertThat(lake.resolve("raw/year=2026").resolve(IN_PROGRESS)).exists();
  }

  @Test
  void deletesWhatIsOldEnoughAndNothingElse() throws IOException {
    file(checkpoints.resolve("job/chk-7/_metadata"), Duration.ofMinutes(1));

    Outcome outcome = sweep("--checkpoints", checkpoints.toUri().toString(), "--delete");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("Removed 1 unfinished");
    assertThat(lake.resolve("raw/year=2026").resolve(IN_PROGRESS)).doesNotExist();
    assertThat(lake.resolve("raw/year=2026/part-0-0.parquet")).exists();
    assertThat(lake.resolve("raw/.hidden")).exists();
    assertThat(lake.resolve("readings").resolve(IN_PROGRESS)).exists();
  }

  @Test
  void refusesAnAgeThatTheOldestCheckpointKeptMayNeed() throws IOException {
    file(checkpoints.resolve("savepoint-1/_metadata"), Duration.ofMinutes(23 * 60 + 30));
    file(checkpoints.resolve("job/chk-7/_metadata"), Duration.ofMinutes(1));

    Outcome refused = sweep("--checkpoints", checkpoints.toString(), "--delete");
    Outcome accepted =
        sweep("--checkpoints", checkpoints.toString(), "--delete", "--older-than", "25h");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("savepoint-1/_metadata", "Take --older-than 25h");
    assertThat(refused.out()).isEmpty();
    assertThat(accepted.out()).contains("Removed 1 unfinished");
  }

  @Test
  void refusesAPlaceThatHoldsNoCheckpoint() throws IOException {
    Files.createDirectories(checkpoints);

    Outcome outcome = sweep("--checkpoints", checkpoints.toString(), "--delete");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("no checkpoint and no savepoint under " + checkpoints);
    assertThat(lake.resolve("raw/year=2026").resolve(IN_PROGRESS)).exists();
  }

  @Test
  void takesAnyAgeWhereNoJobWillBeRestored() {
    Outcome outcome = sweep("--checkpoints", "none", "--older-than", "1h", "--delete");

    assertThat(outcome.out()).contains("Removed 2 unfinished, and 0 too young");
  }

  @Test
  void refusesToGuessWhereCheckpointsAre() {
    assertThat(sweep("--delete").exitCode()).isEqualTo(2);
  }

  @Test
  void saysWhatIsNoStorage() {
    assertThat(Outcome.of("sweep", "--checkpoints", "none", "gs://bucket").err())
        .contains("gs://bucket is neither s3://bucket/prefix nor a folder");
    assertThat(Outcome.of("sweep", "--checkpoints", "none", "no-such-folder").err())
        .contains("There is no folder");
  }

  private Outcome sweep(String... options) {
    String[] args = new String[options.length + 2];
    args[0] = "sweep";
    System.arraycopy(options, 0, args, 1, options.length);
    args[args.length - 1] = lake.toString();
    return Outcome.of(args);
  }

  private static void file(Path path, Duration age) throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, "content");
    Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(age)));
  }
}

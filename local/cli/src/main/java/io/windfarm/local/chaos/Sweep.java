package io.windfarm.local.chaos;

import io.windfarm.local.ChildProcess;
import io.windfarm.local.Failure;
import io.windfarm.local.Project;
import io.windfarm.local.Windfarm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What killed writers left in a bucket when all jobs were over, and what was there after {@code
 * ./windfarm sweep} had been over it.
 *
 * @param removed open uploads that the sweep found and removed
 * @param remaining files that are no object's and that it left
 */
record Sweep(long removed, long remaining) {
  private static final Pattern SUMMARY =
      Pattern.compile("(?m)^(?:Removed )?(\\d+) unfinished, and \\d+ too young");

  private static final String ID = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";

  /** How the endpoint marks an open upload, and what belongs to one. */
  private static final Pattern UPLOAD = Pattern.compile("\\.s3proxy-mpu-stub-" + ID);

  private static final Pattern PART =
      Pattern.compile("/\\.(?:s3proxy-mpu-stub|mpus)-" + ID + "(?=-)");

  /**
   * Sweeps a bucket.
   *
   * @param directory where the endpoint keeps the bucket's objects
   * @throws Failure if the sweep fails
   */
  static Sweep of(Path directory, String bucket, Map<String, String> environment, Path logs)
      throws IOException, InterruptedException {
    Path code = Project.codeOf(Windfarm.class);
    try (ChildProcess process =
        ChildProcess.java("The sweep", Windfarm.class.getName())
            .classpath(code)
            .classpath(code.resolveSibling("lib"))
            .jvmOptions(ChildProcess.LIGHT)
            .arguments(
                List.of(
                    "sweep",
                    "--delete",
                    "--older-than",
                    "1s",
                    "--checkpoints",
                    "none",
                    "s3://" + bucket))
            .environment(environment)
            .log(logs.resolve("sweep.log"))
            .start()) {
      int exitCode = process.await();
      Matcher summary = SUMMARY.matcher(process.output());
      if (exitCode != 0 || !summary.find()) {
        throw new Failure("The sweep failed. Its log: " + process.log());
      }
      return new Sweep(Long.parseLong(summary.group(1)), hiddenFilesIn(directory));
    }
  }

  boolean isClean() {
    return remaining == 0;
  }

  /** Such as {@code Killed writers left 12 open uploads; after ./windfarm sweep: nothing.} */
  @Override
  public String toString() {
    return "Killed writers left "
        + removed
        + " open uploads; after ./windfarm sweep: "
        + (isClean() ? "nothing." : remaining + " HIDDEN FILES.");
  }

  /**
   * The endpoint keeps open uploads, and writers what is in progress, under hidden names. Killed
   * while it began an upload, the endpoint leaves empty files of an id that nobody was ever told.
   */
  private static long hiddenFilesIn(Path directory) throws IOException {
    Set<String> open = new HashSet<>();
    try (Stream<Path> found = Files.list(directory)) {
      found.forEach(
          file -> {
            Matcher upload = UPLOAD.matcher(file.getFileName().toString());
            if (upload.matches()) {
              open.add(upload.group(1));
            }
          });
    }
    try (Stream<Path> found = Files.walk(directory)) {
      return found
          .filter(Files::isRegularFile)
          .map(file -> "/" + directory.relativize(file))
          .filter(name -> name.contains("/."))
          .filter(name -> !isStillborn(name, open))
          .count();
    }
  }

  private static boolean isStillborn(String name, Set<String> open) {
    Matcher part = PART.matcher(name);
    return part.lookingAt() && !open.contains(part.group(1));
  }
}

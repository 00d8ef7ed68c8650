package io.windfarm.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs the job's own {@code io.windfarm.LakeCompaction}, whose writers are those of the lake, with
 * the file systems that the local cluster has.
 */
final class Compactor {
  private static final String MAIN = "io.windfarm.LakeCompaction";

  /**
   * Half a million rows of {@code readings} that are sorted, 128 MB of files that they come from,
   * and a row group, packed and not.
   */
  private static final List<String> MEMORY = List.of("-Xmx1200m", "-XX:+UseParallelGC");

  private final Instant since;
  private final CompactedBefore before;

  /**
   * @param since null for the beginning
   */
  Compactor(CompactedBefore since, CompactedBefore before) {
    this.since = since == null ? Instant.EPOCH : since.hour().toInstant(ZoneOffset.UTC);
    this.before = before;
  }

  /**
   * Compacts tables and prints what was done.
   *
   * @param folders of the tables, as URIs
   * @return the time before which all of it is compacted
   * @throws Failure if not all is; what has been done is kept
   */
  CompactedBefore compact(List<String> folders) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("windfarm-compact");
    Path result = work.resolve("before");
    Path configuration = work.resolve("config.yaml");
    try {
      Files.writeString(configuration, flink());
      List<String> arguments = new ArrayList<>();
      arguments.add(result.toString());
      arguments.add(since.toString());
      arguments.add(before.hour().toInstant(ZoneOffset.UTC).toString());
      arguments.addAll(folders);
      try (ChildProcess job =
          ChildProcess.java("The compaction", MAIN)
              .classpath(Project.jobJar())
              .classpath(Project.flinkLib())
              .jvmOptions(MEMORY)
              .jvmOptions(FlinkProcess.sharedOptions())
              .jvmOptions(
                  List.of(
                      "-Dlog4j.configurationFile="
                          + Project.flinkConf().resolve("log4j-cli.properties").toUri()))
              .environment(
                  Map.of(
                      "FLINK_CONF_DIR",
                      work.toString(),
                      "FLINK_PLUGINS_DIR",
                      Project.flinkPlugins().toString()))
              .arguments(arguments)
              .heedsInterrupt()
              .start()) {
        if (job.await() != 0) {
          throw new Failure(
              "Not all was compacted. What was is kept: run it again to do the rest.");
        }
      }
      Instant done = Instant.parse(Files.readString(result).strip());
      return new CompactedBefore(LocalDateTime.ofInstant(done, ZoneOffset.UTC));
    } finally {
      Files.deleteIfExists(result);
      Files.deleteIfExists(configuration);
      Files.deleteIfExists(work);
    }
  }

  /** The shipped configuration, and how S3 is reached. In a folder that only this user reads. */
  private static String flink() throws IOException {
    return Files.readString(Project.flinkConf().resolve("config.yaml"))
        + S3Settings.of(System.getenv()).entrySet().stream()
            .map(setting -> "\n" + setting.getKey() + ": '" + setting.getValue() + "'")
            .collect(Collectors.joining("", "", "\n"));
  }
}

package io.windfarm.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Few files in the place of many. */
@Command(
    name = "compact",
    description = {
      "Makes one file, or one for each 128 MB, of the many of a partition that is over.",
      "They lie in ROOT/_compacted, and nothing else changes: readers are told with './windfarm ddl --compacted-before TIME'. Run it again when more time has passed, or when it was cut off: it does what is left, late files included. One at a time."
    },
    footer = {
      "",
      "Settings of the job, --group.key value, may say where the lake is, as for './windfarm ddl'.",
      "",
      "Examples:",
      "  ./windfarm compact",
      "  ./windfarm compact --root s3://your-bucket/lake --before 2026-11-21",
      "  ./windfarm compact --conf production.properties --tables readings,statistics"
    })
final class CompactCommand implements Callable<Integer> {
  /** After its end a partition gets what a checkpoint holds yet, and late readings. */
  private static final Duration OVER_FOR = Duration.ofHours(1);

  @Spec private CommandSpec spec;

  @Option(
      names = "--root",
      paramLabel = "LAKE",
      description =
          "The lake: the directory with a folder a table, or s3://bucket/prefix (S3 is that of the environment). Default: that of the stack or the demo.")
  private String root;

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "The job's configuration, which says where the lake is.")
  private Path configuration;

  @Option(
      names = "--before",
      paramLabel = "TIME",
      converter = CompactedBefore.Converter.class,
      description =
          "Compacts partitions that were over by that hour (UTC), such as 2026-11-20T07 or 2026-11-20; default: those that have been for an hour.")
  private CompactedBefore before;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = CompactedBefore.Converter.class,
      description =
          "Looks at no earlier partitions, in a lake of years: what came to them since stays as it is; default: looks at all.")
  private CompactedBefore since;

  @Option(
      names = "--tables",
      paramLabel = "TABLES",
      split = ",",
      description = "Some tables, with commas between; default: all.")
  private List<String> tables = List.of();

  @Parameters(paramLabel = "--group.key value", description = "Settings of the job.")
  private List<String> settings = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    JobSettings.refuseOthers(spec.commandLine(), settings);
    LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
    CompactedBefore wanted =
        before == null
            ? new CompactedBefore(now.minus(OVER_FOR).truncatedTo(ChronoUnit.HOURS))
            : before;
    if (wanted.hour().isAfter(now)) {
      throw new ParameterException(
          spec.commandLine(), "--before " + wanted + " is not over yet: give an hour that is.");
    }
    Compactor compactor = new Compactor(since, wanted);
    CompactedBefore done = compactor.compact(folders());
    if (!done.equals(wanted)) {
      System.out.println(
          "At "
              + done
              + " begins what a backfill may still change: that is left until it is sure.");
    }
    System.out.println(
        (tables.isEmpty() ? "All" : "Of " + String.join(", ", tables) + " all")
            + " that was over by "
            + done
            + " is compacted. So that readers see it:\n  "
            + readers()
            + " --compacted-before "
            + done);
    return CommandLine.ExitCode.OK;
  }

  /** Of the tables, {@code <root>/<table>}. */
  private List<String> folders() throws IOException, InterruptedException {
    List<String> names =
        Arrays.stream(LakeTable.values()).map(LakeTable::label).collect(Collectors.toList());
    for (String table : tables) {
      if (!names.contains(table)) {
        throw new ParameterException(
            spec.commandLine(),
            "There is no table '" + table + "': name some of " + String.join(", ", names) + ".");
      }
    }
    List<String> wanted = tables.isEmpty() ? names : tables;
    if (configuration == null && settings.isEmpty()) {
      String place = root == null ? Lake.rootIn(Project.data()).toString() : root;
      return wanted.stream().map(table -> location(place) + "/" + table).toList();
    }
    if (root != null) {
      throw new ParameterException(
          spec.commandLine(), "Say where the lake is with --root or with the job's settings.");
    }
    return LayoutOfJob.of(JobSettings.arguments(configuration, settings)).tables().stream()
        .filter(table -> wanted.contains(table.name()))
        .flatMap(table -> table.roots().stream())
        .map(LakeLayout.Root::location)
        .toList();
  }

  private static String location(String place) {
    if (place.matches("[a-z0-9]+:.*")) {
      return place.replaceFirst("^s3a:", "s3:").replaceFirst("/+$", "");
    }
    Path folder = Path.of(place).toAbsolutePath().normalize();
    if (!folder.toFile().isDirectory()) {
      throw new Failure("There is no lake in " + folder + ". Name another: --root LAKE.");
    }
    return folder.toUri().toString().replaceFirst("/+$", "");
  }

  /** The command that tells readers: where engines can't get at the lake, that is the query. */
  private String readers() {
    List<String> command = new ArrayList<>();
    if (configuration != null || !settings.isEmpty()) {
      command.add("./windfarm ddl");
      if (configuration != null) {
        command.add("--conf " + configuration);
      }
      command.addAll(settings);
    } else if (root != null && root.startsWith("s3")) {
      command.add("./windfarm ddl --lake.root " + root);
    } else {
      command.add("./windfarm query" + (root == null ? "" : " --root " + root));
    }
    return String.join(" ", command);
  }
}

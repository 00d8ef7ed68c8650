package io.windfarm.local;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a lake is and what part of it is read: the options of all commands that ask one. */
public final class LakeOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @ArgGroup private Place place = new Place();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Reads partitions from that day or hour on (UTC), such as 2026-11-20 or 2026-11-20T07: no look is taken at the others, and of a lake in S3 they are not fetched.")
  private String since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Reads partitions up to that day or hour (UTC), and with it.")
  private String until;

  /** Where the lake is: one of the two, or the default. */
  static final class Place {
    @Option(
        names = "--dir",
        paramLabel = "DIR",
        description = "Data directory of the stack or the demo; default: windfarm-data.")
    private Path directory;

    @Option(
        names = "--root",
        paramLabel = "LAKE",
        description =
            "A lake elsewhere: the directory with a folder a table, or s3://bucket/prefix (S3 is that of the environment, as for the AWS CLI). Once for each root.")
    private List<String> roots = List.of();
  }

  /**
   * Opens the lake; what is in S3 is fetched first.
   *
   * @param tables to know, by their names; none for all of them
   * @throws Failure if it is not there, or S3 refuses
   * @throws CommandLine.ParameterException if a time is written wrongly
   */
  public OpenLake open(Set<String> tables) throws IOException, SQLException {
    return open(tables, Optional.empty());
  }

  /**
   * The same, of which some partitions are read from compacted files.
   *
   * @param compacted which; empty for none
   */
  OpenLake open(Set<String> tables, Optional<CompactedBefore> compacted)
      throws IOException, SQLException {
    PartitionRange range = range();
    LakePlace lakes =
        place.roots.isEmpty()
            ? LakePlace.of(Lake.rootIn(place.directory == null ? Project.data() : place.directory))
            : LakePlace.of(place.roots, tables, range, compacted, spec.commandLine().getErr());
    try {
      return new OpenLake(
          Lake.open(lakes.roots(), range, compacted, LakeTable.named(tables)), lakes);
    } catch (IOException | SQLException | RuntimeException e) {
      lakes.close();
      throw e;
    }
  }

  /** Whether the reader has set an end to what is read. */
  public boolean endsEarlier() {
    return until != null;
  }

  private PartitionRange range() {
    try {
      return PartitionRange.of(since, until);
    } catch (DateTimeException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}

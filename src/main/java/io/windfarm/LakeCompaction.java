package io.windfarm;

import io.windfarm.lake.Compaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.plugin.PluginUtils;

/**
 * Compacts tables of a lake, as {@code ./windfarm compact} says it. Arguments: the file that is to
 * hold the time before which all is compacted, two ISO-8601 instants that partitions lie between,
 * and the tables' folders. File systems are those that Flink knows, by its configuration directory.
 */
public final class LakeCompaction {
  private static final double MEGABYTE = 1e6;

  private LakeCompaction() {}

  public static void main(String[] args) {
    try {
      Configuration flink = GlobalConfiguration.loadConfiguration();
      FileSystem.initialize(flink, PluginUtils.createPluginManagerFromRootFolder(flink));
      Instant before =
          compact(
              Instant.parse(args[1]),
              Instant.parse(args[2]),
              Arrays.asList(args).subList(3, args.length));
      Files.write(Paths.get(args[0]), List.of(before.toString()));
      // The S3 file system's threads would wait a minute for more work.
      System.exit(0);
    } catch (IOException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /** Compacts tables; returns the time before which all of it is. */
  static Instant compact(Instant since, Instant before, List<String> folders) throws IOException {
    List<Compaction> tables = new ArrayList<>();
    Instant boundary = before;
    for (String folder : folders) {
      Compaction table = Compaction.of(new Path(folder), since, before);
      boundary = table.boundary(boundary);
      tables.add(table);
    }
    for (Compaction table : tables) {
      describe(table.folder(), table.run(boundary));
    }
    return boundary;
  }

  private static void describe(Path folder, Compaction.Outcome outcome) {
    if (outcome.manifests() > 0) {
      System.out.printf(
          Locale.ROOT,
          "%s: %d manifests that an earlier run had not come to.%n",
          folder,
          outcome.manifests());
    }
    if (outcome.files() > 0) {
      System.out.printf(
          Locale.ROOT,
          "%s: %,d files, %.1f MB, with %,d rows are now %,d files, %.1f MB.%n",
          folder,
          outcome.sources(),
          outcome.sourceBytes() / MEGABYTE,
          outcome.rows(),
          outcome.files(),
          outcome.bytes() / MEGABYTE);
    }
  }
}

package io.windfarm.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The configuration directory of a cluster, made of the shipped files as their comments tell a user
 * to: {@code flink-conf/config.yaml}, and others below it.
 */
final class FlinkConf {
  static final String HIGH_AVAILABILITY = "ha.yaml";
  static final String ROCKSDB = "rocksdb.yaml";

  /** For Flink's own scripts alone: what starts a cluster here knows it by itself. */
  static final String JVM = "jvm.yaml";

  /** For clusters of users: the local ones show their metrics by a reporter of their own. */
  static final String PROMETHEUS = "prometheus.yaml";

  private static final String NAME = "config.yaml";

  private FlinkConf() {}

  /**
   * The directory to give to Flink.
   *
   * @param below names of the files to put below config.yaml; without any it is the shipped
   *     directory itself
   * @param scratch where a directory is made otherwise
   */
  static Path directory(List<String> below, Path scratch) throws IOException {
    Path shipped = Project.flinkConf();
    if (below.isEmpty()) {
      return shipped;
    }
    StringBuilder text = new StringBuilder(Files.readString(shipped.resolve(NAME)));
    for (String file : below) {
      text.append('\n').append(Files.readString(shipped.resolve(file)));
    }
    Path directory = Files.createDirectories(scratch.resolve("conf"));
    Files.writeString(directory.resolve(NAME), text);
    return directory;
  }
}

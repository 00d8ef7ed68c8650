package io.windfarm.local;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things lie in the project directory, which the {@code windfarm} script names. */
public final class Project {
  /** System property with the project directory. */
  static final String HOME = "windfarm.home";

  private static final String VERSION = "0.1.0";

  private Project() {}

  public static Path home() {
    String home = System.getProperty(HOME);
    if (home == null) {
      throw new Failure("Start this through the script: ./windfarm help");
    }
    return Path.of(home).toAbsolutePath().normalize();
  }

  /** The default of every {@code --dir}: {@code WINDFARM_DATA}, or a folder of the project. */
  public static Path data() {
    String given = System.getenv("WINDFARM_DATA");
    return given == null || given.isEmpty()
        ? home().resolve("windfarm-data")
        : Path.of(given).toAbsolutePath().normalize();
  }

  public static Path jobJar() {
    return built("target/windfarm-" + VERSION + ".jar");
  }

  /** The job's jar for Managed Service for Apache Flink, which the profile msf makes. */
  static Path managedServiceJar() {
    return built("target/windfarm-" + VERSION + "-msf.jar", " -Pmsf");
  }

  public static Path producersJar() {
    return built("producers/target/windfarm-producers-" + VERSION + ".jar");
  }

  public static Path producersLib() {
    return built("producers/target/lib");
  }

  public static Path s3Jar() {
    return built("local/s3/target/windfarm-local-s3-" + VERSION + ".jar");
  }

  public static Path s3Lib() {
    return built("local/s3/target/lib");
  }

  public static Path kafkaJar() {
    return built("local/kafka/target/windfarm-local-kafka-" + VERSION + ".jar");
  }

  public static Path kafkaLib() {
    return built("local/kafka/target/lib");
  }

  public static Path flinkLib() {
    return built("local/flink/target/lib");
  }

  public static Path flinkPlugins() {
    return built("local/flink/target/plugins");
  }

  /** The configuration of standalone clusters, ours included. */
  public static Path flinkConf() {
    return home().resolve("flink-conf");
  }

  /** The SQL for query engines: a folder a dialect. */
  public static Path sql() {
    return home().resolve("sql");
  }

  /** CloudFormation's templates. */
  static Path infra() {
    return home().resolve("infra");
  }

  /** The jar or class folder that a class was loaded from. */
  public static Path codeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path built(String path) {
    return built(path, "");
  }

  private static Path built(String path, String profile) {
    Path file = home().resolve(path);
    if (!Files.exists(file)) {
      throw new Failure(
          file + " is missing. Build the project: mvn -f build/pom.xml package" + profile);
    }
    return file;
  }
}

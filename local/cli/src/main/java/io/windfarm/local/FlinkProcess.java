package io.windfarm.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the JVM of a JobManager or TaskManager is started: with Flink's libraries and plugins, the
 * options that Flink's own scripts pass, and a log file.
 *
 * @param configuration the directory with config.yaml
 * @param logs the folder for logs
 * @param more jars, and folders of classes, behind Flink's own libraries
 * @param plugins a folder with a folder for each plugin
 */
record FlinkProcess(Path configuration, Path logs, List<Path> more, Path plugins) {
  /** What Flink's own scripts pass on Java 17 ({@code env.java.opts.all} of its default config). */
  private static final List<String> OPENED_PACKAGES =
      List.of(
          "java.base/java.lang",
          "java.base/java.net",
          "java.base/java.io",
          "java.base/java.nio",
          "java.base/sun.nio.ch",
          "java.base/java.lang.reflect",
          "java.base/java.text",
          "java.base/java.time",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/java.util.concurrent.locks");

  private static final List<String> EXPORTED_PACKAGES =
      List.of(
          "java.base/sun.net.util",
          "java.rmi/sun.rmi.registry",
          "java.security.jgss/sun.security.krb5");

  /**
   * Emulators of Kinesis speak JSON only; the connector's shaded SDK has a name of its own for it.
   */
  private static final List<String> AWS_OPTIONS =
      List.of(
          "-Dorg.apache.flink.kinesis.shaded.com.amazonaws.sdk.disableCbor=true",
          "-Daws.cborEnabled=false");

  /** The S3 file system has the old AWS SDK in it, which says so at length. */
  private static final String NO_ANNOUNCEMENT = "-Daws.java.v1.disableDeprecationAnnouncement=true";

  /**
   * Starts one.
   *
   * @param logName of its files in the folder for logs: NAME.log is Flink's, NAME.out the JVM's
   * @param settings added to the configuration
   */
  ChildProcess start(
      String name,
      String logName,
      String mainClass,
      FlinkMemory memory,
      List<String> tuning,
      Map<String, String> settings)
      throws IOException {
    List<String> jvm = new ArrayList<>(memory.jvmOptions());
    jvm.addAll(tuning);
    jvm.addAll(sharedOptions());
    jvm.addAll(AWS_OPTIONS);
    jvm.addAll(logging(log(logName)));
    List<String> arguments = new ArrayList<>(List.of("--configDir", configuration.toString()));
    settings.forEach((key, value) -> arguments.addAll(List.of("-D", key + "=" + value)));
    arguments.addAll(memory.arguments());
    ChildProcess.Builder process = ChildProcess.java(name, mainClass).classpath(Project.flinkLib());
    more.forEach(process::classes);
    return process
        .jvmOptions(jvm)
        .arguments(arguments)
        .environment(environment())
        .log(logs.resolve(logName + ".out"))
        .start();
  }

  /** What Flink's own scripts take from {@code flink-conf/jvm.yaml} for every process. */
  static List<String> sharedOptions() {
    List<String> options = new ArrayList<>();
    EXPORTED_PACKAGES.forEach(
        exported -> options.add("--add-exports=" + exported + "=ALL-UNNAMED"));
    OPENED_PACKAGES.forEach(opened -> options.add("--add-opens=" + opened + "=ALL-UNNAMED"));
    options.add(NO_ANNOUNCEMENT);
    return options;
  }

  /** What they take from it for TaskManagers. */
  static List<String> taskManagerOptions() {
    return List.of("-XX:+UseParallelGC");
  }

  /** Flink's own log of the process with that name. */
  Path log(String logName) {
    return logs.resolve(logName + ".log");
  }

  /** What makes a JVM with Flink's libraries log to a file. */
  static List<String> logging(Path file) {
    return List.of(
        "-Dlog.file=" + file,
        "-Dlog4j.configurationFile=" + Project.flinkConf().resolve("log4j.properties").toUri());
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("FLINK_CONF_DIR", configuration.toString());
    environment.put("FLINK_LIB_DIR", Project.flinkLib().toString());
    environment.put("FLINK_PLUGINS_DIR", plugins.toString());
    // The client of an endpoint on this machine must not look for an instance role.
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    return environment;
  }
}

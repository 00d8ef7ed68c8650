package io.windfarm.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a Flink process needs on its command line to keep within its configured process size, as
 * Flink's own start scripts compute it.
 *
 * @param jvmOptions heap, direct memory and metaspace
 * @param arguments the same budget as {@code -D key=value}, so that the process does not guess
 *     again
 */
record FlinkMemory(List<String> jvmOptions, List<String> arguments) {
  private static final String RESULT = "BASH_JAVA_UTILS_EXEC_RESULT:";

  /** The role whose budget is asked for. */
  enum Role {
    JOB_MANAGER("GET_JM_RESOURCE_PARAMS"),
    TASK_MANAGER("GET_TM_RESOURCE_PARAMS");

    private final String command;

    Role(String command) {
      this.command = command;
    }
  }

  /** Begins to work it out; Flink does that in a JVM of its own. */
  static Calculation calculate(
      Role role, Path configuration, Map<String, String> overrides, Path log) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of(role.command, "--configDir", configuration.toString()));
    overrides.forEach((key, value) -> arguments.addAll(List.of("-D", key + "=" + value)));
    return new Calculation(
        ChildProcess.java(
                "Flink's memory calculation", "org.apache.flink.runtime.util.bash.BashJavaUtils")
            .classpath(Project.flinkLib())
            .jvmOptions(
                List.of(
                    "-Xmx128m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Dlog4j.configurationFile="
                        + Project.flinkConf().resolve("log4j-cli.properties").toUri()))
            .arguments(arguments)
            .log(log)
            .start());
  }

  /** A calculation under way. */
  record Calculation(ChildProcess process) implements AutoCloseable {
    /**
     * Waits for its end.
     *
     * @throws StartFailure if Flink refuses the settings
     */
    FlinkMemory result() throws IOException, InterruptedException {
      int exitCode = process.await();
      List<String> results =
          process
              .output()
              .lines()
              .filter(line -> line.startsWith(RESULT))
              .map(line -> line.substring(RESULT.length()).trim())
              .toList();
      if (exitCode != 0 || results.size() != 2) {
        throw new StartFailure(
            "Flink refused its memory settings (flink-conf/config.yaml).",
            process.log(),
            process.output());
      }
      return new FlinkMemory(words(results.get(0)), words(results.get(1)));
    }

    @Override
    public void close() {
      process.close();
    }
  }

  private static List<String> words(String line) {
    return line.isEmpty() ? List.of() : List.of(line.split(" +"));
  }
}

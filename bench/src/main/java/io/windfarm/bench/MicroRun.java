package io.windfarm.bench;

import io.windfarm.local.ChildProcess;
import io.windfarm.local.Failure;
import io.windfarm.local.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The inner loops under JMH, whose classes and the job's only that process has. */
final class MicroRun {
  private MicroRun() {}

  /**
   * What JMH prints of them.
   *
   * @param json also takes the results, as JMH writes them; empty for none
   */
  static String of(Optional<Path> json, Path logs) throws Exception {
    Path log = Files.createDirectories(logs).resolve("micro.log");
    Path code = Project.codeOf(MicroRun.class);
    try (ChildProcess jmh =
        ChildProcess.java("JMH", "io.windfarm.bench.micro.Micro")
            .classpath(Project.jobJar())
            .classes(code)
            .classpath(code.resolveSibling("lib"))
            .classpath(Project.flinkLib())
            .arguments(json.map(file -> List.of(file.toString())).orElse(List.of()))
            .log(log)
            .start()) {
      if (jmh.await() != 0) {
        throw new Failure("JMH ended with " + jmh.exitCode() + "; see " + log + '.');
      }
      return Files.readString(log);
    }
  }
}

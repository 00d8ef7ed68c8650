package io.windfarm.engines;

import io.windfarm.local.ChildProcess;
import io.windfarm.local.Project;
import io.windfarm.local.Windfarm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code ./windfarm COMMAND}, in a process of its own, as a user runs it. */
final class FrontDoor {
  private FrontDoor() {}

  /**
   * Runs a command; returns what it printed.
   *
   * @throws IllegalStateException with that, if it failed
   */
  static String run(Path log, List<String> arguments) throws IOException, InterruptedException {
    try (ChildProcess command =
        ChildProcess.java("windfarm " + arguments.get(0), Windfarm.class.getName())
            .classpath(Project.codeOf(Windfarm.class))
            .classpath(Project.home().resolve("local/cli/target/lib"))
            .jvmOptions(ChildProcess.LIGHT)
            .jvmOptions(List.of("-Dwindfarm.home=" + Project.home()))
            .arguments(arguments)
            .log(log)
            .start()) {
      if (command.await() != 0) {
        throw new IllegalStateException(command.output());
      }
      return command.output();
    }
  }
}

package io.windfarm.postgres;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program that is run to its end. */
final class Command {
  private Command() {}

  /** Its exit code; what it prints is of no interest. */
  static int exitCode(List<String> command) throws IOException, InterruptedException {
    return await(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD)
            .redirectInput(Redirect.from(new File("/dev/null"))));
  }

  /**
   * Runs it.
   *
   * @throws PostgresException with what it printed, if it ends with another code than 0
   */
  static void run(List<String> command) throws IOException, InterruptedException {
    // A file and not a pipe: a server that it starts would hold that open.
    Path output = Files.createTempFile("postgres", ".out");
    try {
      int code =
          await(
              new ProcessBuilder(command)
                  .redirectErrorStream(true)
                  .redirectOutput(output.toFile())
                  .redirectInput(Redirect.from(new File("/dev/null"))));
      if (code != 0) {
        throw new PostgresException(
            String.join(" ", command) + " ended with " + code + ":\n" + Files.readString(output));
      }
    } finally {
      Files.delete(output);
    }
  }

  private static int await(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      throw e;
    }
  }
}

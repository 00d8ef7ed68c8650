package io.windfarm.bench;

import io.windfarm.local.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The JDK's own jcmd: asks something of a JVM that runs. */
public final class Jcmd {
  private static final long PATIENCE_SECONDS = 60;

  private Jcmd() {}

  /**
   * Asks, and returns what it said.
   *
   * @throws Failure if the JVM refuses
   */
  public static String ask(long pid, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(String.valueOf(pid));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new Failure("Process " + pid + " refused " + arguments[0] + ": " + said.strip());
    }
    return said;
  }
}

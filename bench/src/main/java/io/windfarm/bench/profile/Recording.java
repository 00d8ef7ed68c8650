package io.windfarm.bench.profile;

import io.windfarm.local.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A flight recording of a JVM that runs, begun and ended from outside by the JDK's own jcmd. */
final class Recording {
  /** Operators in one chain call each other: the JDK's 64 frames would not reach the source. */
  private static final int STACK_DEPTH = 256;

  private static final long PATIENCE_SECONDS = 60;

  private final long pid;
  private final ThreadTimes before;

  private Recording(long pid) throws IOException {
    this.pid = pid;
    this.before = ThreadTimes.of(pid);
  }

  /**
   * Begins one.
   *
   * @throws Failure if the JVM refuses
   */
  static Recording begin(long pid) throws IOException, InterruptedException {
    jcmd(pid, "JFR.configure", "stackdepth=" + STACK_DEPTH);
    jcmd(pid, "JFR.start", "name=bench", "settings=profile");
    return new Recording(pid);
  }

  /** Ends it, writes it to a file, and returns what threads used meanwhile. */
  ThreadTimes end(Path file) throws IOException, InterruptedException {
    ThreadTimes used = ThreadTimes.of(pid).since(before);
    jcmd(pid, "JFR.stop", "name=bench", "filename=" + file.toAbsolutePath());
    return used;
  }

  private static void jcmd(long pid, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(String.valueOf(pid));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new Failure("No flight recording of process " + pid + ": " + said.strip());
    }
  }
}

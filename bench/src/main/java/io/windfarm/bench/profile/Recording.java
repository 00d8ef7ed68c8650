package io.windfarm.bench.profile;

import io.windfarm.bench.Jcmd;
import java.io.IOException;
import java.nio.file.Path;

/** A flight recording of a JVM that runs, begun and ended from outside by the JDK's own jcmd. */
final class Recording {
  /** Operators in one chain call each other: the JDK's 64 frames would not reach the source. */
  private static final int STACK_DEPTH = 256;

  private final long pid;
  private final ThreadTimes before;

  private Recording(long pid) throws IOException {
    this.pid = pid;
    this.before = ThreadTimes.of(pid);
  }

  /**
   * Begins one.
   *
   * @throws io.windfarm.local.Failure if the JVM refuses
   */
  static Recording begin(long pid) throws IOException, InterruptedException {
    Jcmd.ask(pid, "JFR.configure", "stackdepth=" + STACK_DEPTH);
    Jcmd.ask(pid, "JFR.start", "name=bench", "settings=profile");
    return new Recording(pid);
  }

  /** Ends it, writes it to a file, and returns what threads used meanwhile. */
  ThreadTimes end(Path file) throws IOException, InterruptedException {
    ThreadTimes used = ThreadTimes.of(pid).since(before);
    Jcmd.ask(pid, "JFR.stop", "name=bench", "filename=" + file.toAbsolutePath());
    return used;
  }
}

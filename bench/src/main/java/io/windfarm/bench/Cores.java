package io.windfarm.bench;

import io.windfarm.local.ChildProcess;
import io.windfarm.local.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Keeps this process, and those that it starts, to some of the machine's cores, with {@code
 * taskset}: JVMs that are started so count no others.
 */
final class Cores {
  private final String before;

  private Cores(String before) {
    this.before = before;
  }

  /**
   * From now on the first {@code count} alone, until {@link #release}.
   *
   * @throws Failure if the machine has not so many, or no taskset
   */
  static Cores first(int count) throws IOException, InterruptedException {
    int all = Runtime.getRuntime().availableProcessors();
    if (count > all) {
      throw new Failure(count + " cores are asked for, and there are " + all + ".");
    }
    pin("0-" + (count - 1));
    return new Cores("0-" + (all - 1));
  }

  /** Starts a process that stays on one core, counted from 0; this one is soon free again. */
  static ChildProcess start(ChildProcess.Builder process, int core)
      throws IOException, InterruptedException {
    synchronized (Cores.class) {
      Cores pinned = new Cores("0-" + (Runtime.getRuntime().availableProcessors() - 1));
      pin(String.valueOf(core));
      try {
        return process.start();
      } finally {
        pinned.release();
      }
    }
  }

  /** Lets all of them be used again. */
  void release() throws IOException, InterruptedException {
    pin(before);
  }

  private static void pin(String cores) throws IOException, InterruptedException {
    Process taskset =
        new ProcessBuilder(
                "taskset", "-a", "-c", "-p", cores, String.valueOf(ProcessHandle.current().pid()))
            .redirectErrorStream(true)
            .start();
    String said = new String(taskset.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (taskset.waitFor() != 0) {
      throw new Failure("taskset did not keep the bench to cores " + cores + ": " + said.strip());
    }
  }
}

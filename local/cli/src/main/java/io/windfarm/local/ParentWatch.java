package io.windfarm.local;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class and ends the JVM as soon as standard input does: {@code ParentWatch CLASS
 * [ARGUMENT…]}. The parent holds the other end of that pipe, and the system closes it however the
 * parent ends, so nothing outlives a parent that was killed with signal 9. Loads nothing but the
 * JDK, so it may stand on any classpath.
 */
public final class ParentWatch {
  /** What a shell reports for a process that ended by SIGTERM. */
  private static final int TERMINATED = 143;

  private ParentWatch() {}

  /** Fails as the class named by the first argument fails. */
  public static void main(String[] args) throws Throwable {
    Thread watch = new Thread(ParentWatch::awaitEndOfInput, "parent-watch");
    watch.setDaemon(true);
    watch.start();
    try {
      Class.forName(args[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void awaitEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // Nobody writes here; what matters is that the pipe is open.
      }
    } catch (IOException e) {
      // A broken pipe says the same as a closed one.
    }
    // Not exit(): there is nobody left to wait for an orderly end, and a hook could hang.
    Runtime.getRuntime().halt(TERMINATED);
  }
}

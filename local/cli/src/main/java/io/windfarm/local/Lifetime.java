package io.windfarm.local;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has to be ended before this process may end, last started first: at the end of a command, or
 * when Ctrl-C or SIGTERM ends it earlier.
 */
public final class Lifetime implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private boolean ending;

  /** A lifetime that also ends when the JVM is asked to. */
  public static Lifetime untilExit() {
    Lifetime lifetime = new Lifetime();
    Runtime.getRuntime().addShutdownHook(new Thread(lifetime::close, "ending"));
    return lifetime;
  }

  /** Adds something to end. If the end has begun, ends it at once and throws. */
  public <T extends AutoCloseable> T add(T thing) {
    synchronized (open) {
      if (!ending) {
        open.push(thing);
        return thing;
      }
    }
    close(thing);
    throw new Failure("Interrupted.");
  }

  /** True once {@link #close} began: failures of other threads are to be expected from then on. */
  public boolean isEnding() {
    synchronized (open) {
      return ending;
    }
  }

  /** Ends everything; a second call waits for the first. */
  @Override
  public synchronized void close() {
    synchronized (open) {
      ending = true;
    }
    while (!open.isEmpty()) {
      close(open.pop());
    }
  }

  private static void close(AutoCloseable thing) {
    try {
      thing.close();
    } catch (Exception e) {
      // The others must still be ended.
      System.err.println("While ending: " + e.getMessage());
    }
  }
}

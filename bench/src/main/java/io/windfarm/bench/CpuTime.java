package io.windfarm.bench;

import io.windfarm.local.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What processes have used of the processors so far, user and system together, as Linux counts it
 * in {@code /proc/PID/stat}: all their threads, the compiler's and the collector's included, the
 * ended ones as well; their children too, those that they have waited for included.
 */
public final class CpuTime {
  /** Linux shows ticks of a hundredth second to programs, whatever the kernel counts in. */
  private static final double TICKS_PER_SECOND = 100;

  /** Fields after the name, which stands in brackets and may hold anything: utime is the 12th. */
  private static final int USER = 11;

  private static final int FIELDS = 4;

  private CpuTime() {}

  /**
   * Seconds of all these processes, and of those that they have started.
   *
   * @throws Failure if one of them is gone: what it used is not known any more
   */
  public static double seconds(List<Long> pids) {
    double seconds = 0;
    for (long pid : pids) {
      seconds += ofTree(pid);
    }
    return seconds;
  }

  private static double ofTree(long pid) {
    try {
      double seconds = parse(Files.readString(Path.of("/proc", String.valueOf(pid), "stat")));
      try (Stream<ProcessHandle> children =
          ProcessHandle.of(pid).map(ProcessHandle::children).orElse(Stream.empty())) {
        for (ProcessHandle child : children.toList()) {
          seconds += ofChild(child.pid());
        }
      }
      return seconds;
    } catch (IOException e) {
      throw new Failure(
          "What process "
              + pid
              + " used can't be read: "
              + e
              + ". This needs Linux, and a process that lives.",
          e);
    }
  }

  /** A child that ends in between is counted by its parent from then on. */
  private static double ofChild(long pid) {
    try {
      return ofTree(pid);
    } catch (Failure e) {
      if (e.getCause() instanceof NoSuchFileException) {
        return 0;
      }
      throw e;
    }
  }

  /** The seconds that a line of {@code /proc/PID/stat} tells of. */
  static double parse(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int i = USER; i < USER + FIELDS; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return ticks / TICKS_PER_SECOND;
  }
}

package io.windfarm.bench;

import io.windfarm.local.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM allocates on its heap, by all threads, those that have ended too: by how much the heap
 * has grown from each collection to the next, as the collector's own log tells. Exact to a MB a
 * collection, and next to free, where asking the threads would miss those that have ended.
 */
final class Allocation {
  private static final Pattern PAUSE = Pattern.compile("Pause .* (\\d+)M->(\\d+)M\\(");

  /** Of the heap, or of each of its generations. */
  private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

  private static final long KILO = 1_024;
  private static final long MEGA = KILO * KILO;

  private final long pid;
  private final Path log;
  private final long usedAtFirst;

  private Allocation(long pid, Path log, long usedAtFirst) {
    this.pid = pid;
    this.log = log;
    this.usedAtFirst = usedAtFirst;
  }

  /**
   * Counts from now on.
   *
   * @param log a file that is not there yet
   */
  static Allocation of(long pid, Path log) throws IOException, InterruptedException {
    Files.createDirectories(log.getParent());
    Jcmd.ask(pid, "VM.log", "output=" + log.toAbsolutePath(), "what=gc=info", "decorators=uptime");
    return new Allocation(pid, log, usedNow(pid));
  }

  /** Counts from the start of a JVM that was given {@link #logging}. */
  static Allocation sinceStart(long pid, Path log) {
    return new Allocation(pid, log, 0);
  }

  /** What makes a JVM write that log from its start. */
  static String logging(Path log) {
    return "-Xlog:gc=info:file=" + log.toAbsolutePath() + ":uptime";
  }

  /** Bytes so far. */
  long bytes() throws IOException, InterruptedException {
    // Asked first: a collection in between would be counted twice.
    long now = usedNow(pid);
    return grown(usedAtFirst, Files.readAllLines(log), now);
  }

  /** By how much a heap grew in all, from so many bytes over pauses that freed some to so many. */
  static long grown(long first, List<String> pauses, long last) {
    long grown = 0;
    long used = first;
    for (String line : pauses) {
      Matcher pause = PAUSE.matcher(line);
      if (pause.find()) {
        grown += Long.parseLong(pause.group(1)) * MEGA - used;
        used = Long.parseLong(pause.group(2)) * MEGA;
      }
    }
    return grown + last - used;
  }

  private static long usedNow(long pid) throws IOException, InterruptedException {
    String said = Jcmd.ask(pid, "GC.heap_info");
    long used = used(said);
    if (used == 0) {
      throw new Failure("Process " + pid + " does not say what its heap holds: " + said.strip());
    }
    return used;
  }

  /** Bytes, by the JVM's words about its heap. */
  static long used(String said) {
    return USED.matcher(said)
        .results()
        .mapToLong(generation -> Long.parseLong(generation.group(1)) * KILO)
        .sum();
  }
}

package io.windfarm.bench.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * CPU-seconds of the threads of a JVM by what they are there for, from {@code /proc/PID}: what a
 * flight recording does not see is seen here.
 *
 * @param compiler turns byte code into machine code
 * @param collector frees memory
 * @param rocksDb writes out and merges what RocksDB was given
 * @param others run Java, and keep the JVM going; those that have ended included
 */
record ThreadTimes(double compiler, double collector, double rocksDb, double others) {
  private static final double TICKS_PER_SECOND = 100;

  /** Fields behind the name: user and system time. */
  private static final int USER = 11;

  private static final int SYSTEM = 12;

  private static final String COMPILER = "compiler";
  private static final String COLLECTOR = "collector";
  private static final String ROCKS_DB = "rocksdb";

  static ThreadTimes of(long pid) throws IOException {
    Map<String, Double> seconds = new HashMap<>();
    try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
      for (Path thread : threads.toList()) {
        try {
          String stat = Files.readString(thread.resolve("stat"));
          seconds.merge(kind(nameIn(stat)), secondsIn(stat), Double::sum);
        } catch (NoSuchFileException e) {
          // It has just ended.
        }
      }
    }
    double compiler = seconds.getOrDefault(COMPILER, 0.0);
    double collector = seconds.getOrDefault(COLLECTOR, 0.0);
    double rocksDb = seconds.getOrDefault(ROCKS_DB, 0.0);
    // A task's thread ends with its task; the process remembers what it used.
    double all = secondsIn(Files.readString(Path.of("/proc", String.valueOf(pid), "stat")));
    return new ThreadTimes(compiler, collector, rocksDb, all - compiler - collector - rocksDb);
  }

  /** What was used since {@code before}. */
  ThreadTimes since(ThreadTimes before) {
    return new ThreadTimes(
        compiler - before.compiler,
        collector - before.collector,
        rocksDb - before.rocksDb,
        others - before.others);
  }

  private static String nameIn(String stat) {
    return stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
  }

  private static double secondsIn(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) / TICKS_PER_SECOND;
  }

  /** As HotSpot and RocksDB name their threads; Linux keeps 15 letters of it. */
  static String kind(String thread) {
    if (thread.startsWith("C1 Compiler") || thread.startsWith("C2 Compiler")) {
      return COMPILER;
    }
    if (thread.startsWith("rocksdb:")) {
      return ROCKS_DB;
    }
    return thread.startsWith("G1 ") || thread.startsWith("GC Thread") || thread.equals("VM Thread")
        ? COLLECTOR
        : "others";
  }
}

package io.windfarm.bench;

import java.util.List;
import java.util.Locale;

/** Results as a Markdown table, which a terminal shows as well as a page. */
final class BenchTable {
  private BenchTable() {}

  /** The first contestant's distance to each of the others is in the last column. */
  static String of(List<Result> results) {
    StringBuilder table = new StringBuilder();
    append(
        table,
        "contestant",
        "events per CPU-second",
        "events a second",
        "bytes allocated an event",
        "memory, MB",
        "start, CPU-seconds",
        "start, seconds",
        results.get(0).contestant() + " reaches");
    append(table, "---", "---", "---", "---", "---", "---", "---", "---");
    Result first = results.get(0);
    row(table, first, "");
    for (Result result : results.subList(1, results.size())) {
      double reached = first.perCpuSecond() / result.perCpuSecond();
      row(table, result, String.format(Locale.ROOT, "%.0f %%", 100 * reached));
    }
    return table.toString();
  }

  /**
   * How much of the machine the endpoint took beside the job, and so which of them is the limit.
   */
  static String endpoint(String name, Result job, int all) {
    return String.format(
        Locale.ROOT,
        "Of %d cores the job used %.2f and %s %.2f beside it, which is not counted above: %s.",
        all,
        job.cores(),
        name,
        job.endpointCores(),
        limit(name, job, all));
  }

  /** Of a core, or of all: more is never seen in use. */
  private static final double BUSY = 0.85;

  /** Below, the end of a run is seen too late to say anything. */
  private static final double ENOUGH_SECONDS = 10;

  private static String limit(String name, Result result, int all) {
    if (Result.median(result.work(), Cost::wallSeconds) < ENOUGH_SECONDS) {
      return "too short a run to say which is the limit";
    }
    double job = result.cores();
    double endpoint = result.endpointCores();
    if (job + endpoint >= BUSY * all) {
      return "the cores, which they share, are the limit";
    }
    if (endpoint >= BUSY && endpoint > job) {
      return name + " is the limit";
    }
    return job >= BUSY
        ? "the job's own threads are the limit"
        : "the job waits for " + name + ", which is the limit";
  }

  private static void row(StringBuilder table, Result result, String reached) {
    append(
        table,
        result.contestant(),
        number(result.perCpuSecond()),
        number(result.perSecond()),
        number(result.allocatedPerEvent()),
        number(result.residentBytes() / 1e6),
        String.format(Locale.ROOT, "%.1f", result.startCpuSeconds()),
        String.format(Locale.ROOT, "%.1f", result.startSeconds()),
        reached);
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static void append(StringBuilder table, Object... cells) {
    table.append(
        String.format(
            Locale.ROOT, "| %-10s | %21s | %15s | %24s | %10s | %18s | %14s | %11s |%n", cells));
  }
}

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

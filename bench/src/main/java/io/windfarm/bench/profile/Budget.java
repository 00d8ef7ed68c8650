package io.windfarm.bench.profile;

import java.util.Locale;

/**
 * What an event costs at each stage: the time of the threads that run Java, shared out by samples,
 * and that of the JVM's own threads, and RocksDB's, as Linux counts it.
 *
 * @param events that were worked through
 * @param used by threads meanwhile
 */
record Budget(Profile profile, ThreadTimes used, long events) {
  private static final double MICROS = 1e6;

  /** As a Markdown table. */
  String table() {
    double samples =
        (double) Math.max(1, profile.samples().values().stream().mapToLong(n -> n).sum());
    double all = used.others() + used.compiler() + used.collector() + used.rocksDb();
    StringBuilder table = new StringBuilder();
    append(table, "stage", "CPU, µs an event", "of all", "bytes allocated an event");
    append(table, "---", "---:", "---:", "---:");
    for (Part part : Part.values()) {
      double seconds = used.others() * profile.samples().getOrDefault(part, 0L) / samples;
      row(table, part.title(), seconds, all, profile.allocated().getOrDefault(part, 0L));
    }
    row(table, "RocksDB's own threads", used.rocksDb(), all, 0);
    row(table, "garbage collector", used.collector(), all, 0);
    row(table, "JIT compiler", used.compiler(), all, 0);
    row(
        table,
        "all",
        all,
        all,
        profile.allocated().values().stream().mapToLong(bytes -> bytes).sum());
    return table.toString();
  }

  private void row(StringBuilder table, String name, double seconds, double all, long bytes) {
    append(
        table,
        name,
        String.format(Locale.ROOT, "%.2f", seconds * MICROS / events),
        String.format(Locale.ROOT, "%.1f %%", 100 * seconds / all),
        String.format(Locale.ROOT, "%,.0f", (double) bytes / events));
  }

  private static void append(StringBuilder table, Object... cells) {
    table.append(String.format("| %-21s | %16s | %7s | %24s |%n", cells));
  }
}

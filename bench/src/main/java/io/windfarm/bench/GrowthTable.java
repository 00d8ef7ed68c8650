package io.windfarm.bench;

import io.windfarm.local.CheckpointFigures;
import java.util.List;
import java.util.Locale;

/** Growth as a Markdown table, a row a point. */
final class GrowthTable {
  private GrowthTable() {}

  /** The two lines above the rows. */
  static String head() {
    return line(
            "curve",
            "at",
            "events per CPU-s",
            "events a s",
            "bytes alloc",
            "mem, MB",
            "state, bytes",
            "a key",
            "new, bytes",
            "checkpoints",
            "ms: median/p99/longest")
        + System.lineSeparator()
        + line(
            "---", "---", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:");
  }

  /** One row. */
  static String row(Measured measured) {
    Result result = measured.result();
    CheckpointFigures checkpoints = measured.checkpoints();
    return line(
        measured.point().curve(),
        measured.point().at(),
        BenchTable.number(result.perCpuSecond()),
        BenchTable.number(result.perSecond()),
        BenchTable.number(result.allocatedPerEvent()),
        BenchTable.number(result.residentBytes() / 1e6),
        BenchTable.number((double) checkpoints.mostStateBytes()),
        BenchTable.number(measured.stateBytesAKey()),
        BenchTable.number((double) checkpoints.medianNewBytes()),
        checkpoints.completed(),
        String.format(
            Locale.ROOT,
            "%,d / %,d / %,d",
            checkpoints.medianMillis(),
            checkpoints.p99Millis(),
            checkpoints.longestMillis()));
  }

  /** All of it. */
  static String of(List<Measured> measured) {
    StringBuilder table = new StringBuilder(head()).append(System.lineSeparator());
    measured.forEach(each -> table.append(row(each)).append(System.lineSeparator()));
    return table.toString();
  }

  private static String line(Object... cells) {
    return String.format(
        Locale.ROOT,
        "| %-8s | %-28s | %16s | %13s | %11s | %9s | %12s | %8s | %12s | %11s | %24s |",
        cells);
  }
}

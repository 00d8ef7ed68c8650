package io.windfarm.bench.latency;

import io.windfarm.local.AlertNotice;
import io.windfarm.local.Percentiles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long alerts took from the reading that raises them to the stream that tells of them, less
 * what every one has to wait: until nothing earlier can come any more.
 *
 * @param byRule only rules that raised one
 */
public record AlertDelays(Percentiles all, Map<String, Percentiles> byRule) {
  /**
   * Of all alerts that were raised from a moment on.
   *
   * @param bound how long event time is held back: {@code ingest.out-of-orderness}
   */
  public static AlertDelays of(List<AlertNotice> notices, Instant since, Duration bound) {
    Map<String, List<Duration>> delays = new TreeMap<>();
    List<Duration> all = new ArrayList<>();
    for (AlertNotice notice : notices) {
      if (notice.isRaised() && !notice.eventTime().isBefore(since)) {
        Duration beyond = notice.delay().minus(bound);
        all.add(beyond);
        delays.computeIfAbsent(notice.rule(), none -> new ArrayList<>()).add(beyond);
      }
    }
    Map<String, Percentiles> byRule = new TreeMap<>();
    delays.forEach((rule, of) -> byRule.put(rule, Percentiles.of(of)));
    return new AlertDelays(Percentiles.of(all), byRule);
  }

  /** As a Markdown table, in milliseconds. */
  public String table() {
    StringBuilder table = new StringBuilder();
    line(table, "rule", "alerts", "p50, ms", "p99, ms", "longest, ms");
    line(table, "---", "---:", "---:", "---:", "---:");
    byRule.forEach((rule, delays) -> row(table, rule, delays));
    row(table, "all", all);
    return table.toString();
  }

  private static void row(StringBuilder table, String rule, Percentiles delays) {
    line(
        table,
        rule,
        delays.sorted().size(),
        delays.at(50).toMillis(),
        delays.at(99).toMillis(),
        delays.at(100).toMillis());
  }

  private static void line(StringBuilder table, Object... cells) {
    table.append(String.format(Locale.ROOT, "| %-24s | %6s | %8s | %8s | %11s |%n", cells));
  }
}

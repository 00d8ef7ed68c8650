package io.windfarm.local;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Delays, sorted; nearest-rank percentiles. */
public record Percentiles(List<Duration> sorted) {
  public static Percentiles of(List<Duration> delays) {
    return new Percentiles(delays.stream().sorted().toList());
  }

  public boolean isEmpty() {
    return sorted.isEmpty();
  }

  /** The smallest delay that at least {@code percent} of all do not exceed. */
  public Duration at(int percent) {
    int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }

  /** Such as {@code p50 1.2 s, p99 3.4 s, max 3.9 s}. */
  @Override
  public String toString() {
    return isEmpty()
        ? "none"
        : "p50 " + seconds(at(50)) + ", p99 " + seconds(at(99)) + ", max " + seconds(at(100));
  }

  public static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}

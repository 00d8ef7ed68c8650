package io.windfarm.stats;

import static io.windfarm.stats.Minutes.MINUTE;

import io.windfarm.model.CleanedReading;
import io.windfarm.model.Quality;
import io.windfarm.model.Statistic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Statistics again, each window computed from its own readings, in two passes. */
final class NaiveStatistics {
  private static final long[][] LENGTH_SLIDE_PANE = {
    {MINUTE, MINUTE, MINUTE},
    {10 * MINUTE, MINUTE, MINUTE},
    {60 * MINUTE, 5 * MINUTE, 5 * MINUTE},
    {24 * 60 * MINUTE, 60 * MINUTE, 60 * MINUTE}
  };

  private NaiveStatistics() {}

  /** Those of one sensor; {@code closed} is where the turbine's last minute ends. */
  static List<Statistic> of(List<CleanedReading> series, long closed) {
    List<Statistic> all = new ArrayList<>();
    long first = series.get(0).reading.eventTime;
    long last = series.get(series.size() - 1).reading.eventTime;
    for (long[] kind : LENGTH_SLIDE_PANE) {
      long length = kind[0];
      for (long end = first - first % kind[1] + kind[1]; end <= last + length; end += kind[1]) {
        boolean completesLast = end % length == 0 && end > last && end - length <= last;
        if (end > closed && !completesLast) {
          continue;
        }
        List<CleanedReading> content = within(series, end - length, end);
        if (!content.isEmpty()) {
          all.add(statistic(content, length, end));
        }
      }
    }
    return all;
  }

  /** True if no pane of the window holds more than 256 values. */
  static boolean isExact(List<CleanedReading> series, Statistic window) {
    for (long[] kind : LENGTH_SLIDE_PANE) {
      if (kind[0] == window.windowMillis) {
        for (long pane = window.windowStart; pane < window.windowEnd; pane += kind[2]) {
          if (values(within(series, pane, pane + kind[2])).length > 256) {
            return false;
          }
        }
      }
    }
    return true;
  }

  static List<CleanedReading> within(List<CleanedReading> series, long start, long end) {
    return series.subList(indexOf(series, start), indexOf(series, end));
  }

  private static int indexOf(List<CleanedReading> series, long time) {
    int low = 0;
    int high = series.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (series.get(middle).reading.eventTime < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  static double[] values(List<CleanedReading> content) {
    return content.stream()
        .filter(cleaned -> cleaned.quality != Quality.BAD)
        .mapToDouble(cleaned -> cleaned.value)
        .toArray();
  }

  private static Statistic statistic(List<CleanedReading> content, long length, long end) {
    double[] values = values(content);
    int n = values.length;
    Statistic statistic = new Statistic();
    statistic.windowMillis = length;
    statistic.windowStart = end - length;
    statistic.windowEnd = end;
    statistic.count = n;
    statistic.badCount = content.size() - statistic.count;
    statistic.uncertainCount =
        content.stream()
            .filter(cleaned -> cleaned.quality == Quality.UNCERTAIN)
            .collect(Collectors.counting());
    long cadence = content.get(content.size() - 1).cadence;
    statistic.expectedCount = cadence == 0 ? 0 : Math.max(1, Math.round((double) length / cadence));
    statistic.first = n == 0 ? Double.NaN : values[0];
    statistic.last = n == 0 ? Double.NaN : values[n - 1];
    double mean = Arrays.stream(values).sum() / n;
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    statistic.mean = mean;
    statistic.stddev = n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1));
    double[] sorted = Arrays.stream(values).sorted().toArray();
    statistic.min = quantile(sorted, 0);
    statistic.max = quantile(sorted, 1);
    statistic.p50 = quantile(sorted, 0.5);
    statistic.p95 = quantile(sorted, 0.95);
    statistic.p99 = quantile(sorted, 0.99);
    return statistic;
  }

  private static double quantile(double[] sorted, double q) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double rank = q * (sorted.length - 1);
    double low = sorted[(int) Math.floor(rank)];
    double high = sorted[(int) Math.ceil(rank)];
    return low + (high - low) * (rank - Math.floor(rank));
  }
}

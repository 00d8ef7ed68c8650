package io.windfarm.clean;

import io.windfarm.config.Sensor;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.Quality;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Cleaning again, told by looking at a sensor's whole series at once, slowly and plainly. */
final class NaiveCleaning {
  private final List<Reading> received;
  private final Sensor sensor;
  private final OutlierPolicy policy;
  private final long maxLookahead;
  private final int fillLimit;
  private final List<Reading> valid;

  NaiveCleaning(
      List<Reading> received,
      Sensor sensor,
      OutlierPolicy policy,
      long maxLookahead,
      int fillLimit) {
    this.received = received;
    this.sensor = sensor;
    this.policy = policy;
    this.maxLookahead = maxLookahead;
    this.fillLimit = fillLimit;
    this.valid = received.stream().filter(this::isValid).collect(Collectors.toList());
  }

  List<CleanedReading> clean() {
    List<CleanedReading> rows = new ArrayList<>();
    CleanedReading anchor = null;
    for (int i = 0; i < received.size(); i++) {
      if (i > 0) {
        for (long time : ticks(i)) {
          CleanedReading row = new CleanedReading();
          row.reading = new Reading();
          row.reading.id = "imputed-" + sensor.name + "-" + time;
          row.reading.sensor = sensor.name;
          row.reading.eventTime = time;
          row.reading.rawValue = Double.NaN;
          row.synthetic = true;
          row.cadence = cadence(i - 1);
          row.quality = Quality.UNCERTAIN;
          row.reasons = Reason.IMPUTED.bit();
          row.value = fill(anchor, time, i, row.cadence);
          if (!Double.isNaN(row.value)) {
            rows.add(row);
          }
        }
      }
      CleanedReading row = verdict(i, anchor);
      rows.add(row);
      boolean spike = Reason.SPIKE.in(row.reasons);
      if (isValid(row.reading) && (!spike || policy == OutlierPolicy.IMPUTE)) {
        anchor = row;
      }
    }
    return rows;
  }

  private CleanedReading verdict(int i, CleanedReading anchor) {
    Reading reading = received.get(i);
    CleanedReading row = new CleanedReading();
    row.reading = reading;
    row.cadence = cadence(i);
    row.value = reading.value;
    row.quality = Quality.GOOD;
    if (Double.isNaN(reading.value)) {
      row.value = fill(anchor, reading.eventTime, i + 1, row.cadence);
      row.quality = Double.isNaN(row.value) ? Quality.BAD : Quality.UNCERTAIN;
      row.reasons = Reason.MISSING.bit() | (Double.isNaN(row.value) ? 0 : Reason.IMPUTED.bit());
      return row;
    }
    if (!isValid(reading)) {
      row.quality = Quality.BAD;
      row.reasons = Reason.OUT_OF_RANGE.bit();
      return row;
    }
    if (isStuck(i)) {
      row.quality = Quality.UNCERTAIN;
      row.reasons |= Reason.STUCK.bit();
    }
    double median = spikeMedian(valid.indexOf(reading), horizon(reading.eventTime));
    if (!Double.isNaN(median)) {
      row.reasons |= Reason.SPIKE.bit();
      row.quality = policy == OutlierPolicy.REMOVE ? Quality.BAD : Quality.UNCERTAIN;
      if (policy == OutlierPolicy.IMPUTE) {
        row.reasons |= Reason.IMPUTED.bit();
        row.value = median;
      }
    }
    return row;
  }

  private double spikeMedian(int at, long horizon) {
    double[] all = valid.stream().mapToDouble(reading -> reading.value).toArray();
    double[] window;
    if (at < 3) {
      return Double.NaN;
    } else if (at + 3 < all.length && valid.get(at + 3).eventTime <= horizon) {
      window = Arrays.copyOfRange(all, at - 3, at + 4);
    } else if (maxLookahead > 0 && at >= 6) {
      window = Arrays.copyOfRange(all, at - 6, at + 1);
    } else {
      return Double.NaN;
    }
    double median = median(window);
    double mad = median(Arrays.stream(window).map(v -> Math.abs(v - median)).toArray());
    double limit = 3 * 1.4826 * Math.max(mad, sensor.resolution);
    return Math.abs(all[at] - median) > limit ? median : Double.NaN;
  }

  private boolean isStuck(int i) {
    if (sensor.stuckAfter == 0) {
      return false;
    }
    int from = i;
    while (from > 0 && received.get(from - 1).value == received.get(i).value) {
      from--;
    }
    int to = i;
    while (to + 1 < received.size()
        && received.get(to + 1).value == received.get(i).value
        && received.get(to + 1).eventTime <= horizon(received.get(i).eventTime)) {
      to++;
    }
    return to - from + 1 >= sensor.stuckAfter;
  }

  private double fill(CleanedReading anchor, long time, int from, long cadence) {
    if (anchor == null || cadence == 0) {
      return Double.NaN;
    }
    for (Reading later : received.subList(from, received.size())) {
      double interval = later.eventTime - anchor.reading.eventTime;
      if (later.eventTime > horizon(time) || Math.round(interval / cadence) - 1 > fillLimit) {
        break;
      }
      if (!isValid(later)) {
        continue;
      }
      double median = spikeMedian(valid.indexOf(later), horizon(time));
      if (!Double.isNaN(median) && policy != OutlierPolicy.IMPUTE) {
        continue;
      }
      double end = Double.isNaN(median) ? later.value : median;
      return interval == 0
          ? anchor.value
          : anchor.value + (end - anchor.value) * ((time - anchor.reading.eventTime) / interval);
    }
    return Double.NaN;
  }

  private List<Long> ticks(int i) {
    long before = received.get(i - 1).eventTime;
    long interval = received.get(i).eventTime - before;
    long cadence = cadence(i - 1);
    List<Long> ticks = new ArrayList<>();
    if (cadence > 0 && (maxLookahead <= 0 || interval <= maxLookahead)) {
      long missing = Math.round((double) interval / cadence) - 1;
      for (int k = 1; missing <= fillLimit && k <= missing; k++) {
        ticks.add(before + Math.round(interval * k / (missing + 1.0)));
      }
    }
    return ticks;
  }

  private long cadence(int i) {
    if (sensor.cadence > 0) {
      return sensor.cadence;
    }
    TreeSet<Long> times = new TreeSet<>();
    received.subList(0, i + 1).forEach(reading -> times.add(reading.eventTime));
    List<Long> intervals = new ArrayList<>();
    for (Long time : times) {
      if (times.lower(time) != null) {
        intervals.add(time - times.lower(time));
      }
    }
    List<Long> recent =
        intervals.subList(Math.max(0, intervals.size() - 9), intervals.size()).stream()
            .sorted()
            .collect(Collectors.toList());
    return recent.size() < 3 ? 0 : recent.get((recent.size() - 1) / 2);
  }

  private boolean isValid(Reading reading) {
    return reading.value >= sensor.min && reading.value <= sensor.max;
  }

  private long horizon(long time) {
    return maxLookahead <= 0 ? Long.MAX_VALUE : time + maxLookahead;
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().toArray()[values.length / 2];
  }
}

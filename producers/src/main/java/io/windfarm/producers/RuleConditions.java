package io.windfarm.producers;

import java.util.List;
import java.util.OptionalLong;

/**
 * The instants at which the alert rules' conditions are first satisfied, over the clean readings of
 * one sensor in order of time. Limits are the catalog's defaults.
 */
final class RuleConditions {
  static final double PRESSURE_CRITICAL_BAR = 55;
  static final double PRESSURE_DROP_BAR = 10;
  static final long PRESSURE_DROP_MILLIS = 30_000;
  static final long PRESSURE_LOW_MILLIS = 60_000;
  static final double BATTERY_WARNING = 40;
  static final double BATTERY_CRITICAL = 45;
  static final double POWER_FACTOR_CRITICAL = 0.80;
  static final long FIVE_MINUTES_MILLIS = 300_000;

  /** Cadences without a reading that make a silence. */
  static final int SILENT_CADENCES = 10;

  /** A reading: epoch millis and value. */
  record Sample(long millis, double value) {}

  private RuleConditions() {}

  /** Three consecutive readings below critical within 60 s, or a drop of 10 bar within 30 s. */
  static OptionalLong pressureLoss(List<Sample> samples) {
    for (int i = 0; i < samples.size(); i++) {
      if (dropped(samples, i)
          || lowFor(samples, i, 3, PRESSURE_CRITICAL_BAR, PRESSURE_LOW_MILLIS)) {
        return OptionalLong.of(samples.get(i).millis());
      }
    }
    return OptionalLong.empty();
  }

  /** At least warning, then three rising readings or more, reaching critical within 5 minutes. */
  static OptionalLong thermalRunaway(List<Sample> samples) {
    int rising = 0;
    for (int i = 1; i < samples.size(); i++) {
      Sample now = samples.get(i);
      rising = now.value() > samples.get(i - 1).value() ? rising + 1 : 0;
      if (rising < 3 || now.value() < BATTERY_CRITICAL) {
        continue;
      }
      for (int first = i - rising; first <= i - 3; first++) {
        if (samples.get(first).value() >= BATTERY_WARNING
            && now.millis() - samples.get(first).millis() <= FIVE_MINUTES_MILLIS) {
          return OptionalLong.of(now.millis());
        }
      }
    }
    return OptionalLong.empty();
  }

  /** Below critical for five consecutive readings within 5 minutes. */
  static OptionalLong powerFactorCollapse(List<Sample> samples) {
    for (int i = 0; i < samples.size(); i++) {
      if (lowFor(samples, i, 5, POWER_FACTOR_CRITICAL, FIVE_MINUTES_MILLIS)) {
        return OptionalLong.of(samples.get(i).millis());
      }
    }
    return OptionalLong.empty();
  }

  private static boolean dropped(List<Sample> samples, int last) {
    Sample now = samples.get(last);
    for (int i = last - 1; i >= 0; i--) {
      Sample before = samples.get(i);
      if (now.millis() - before.millis() > PRESSURE_DROP_MILLIS) {
        return false;
      }
      if (before.value() - now.value() >= PRESSURE_DROP_BAR) {
        return true;
      }
    }
    return false;
  }

  private static boolean lowFor(
      List<Sample> samples, int last, int count, double limit, long withinMillis) {
    int first = last - count + 1;
    if (first < 0 || samples.get(last).millis() - samples.get(first).millis() > withinMillis) {
      return false;
    }
    return samples.subList(first, last + 1).stream().allMatch(sample -> sample.value() < limit);
  }
}

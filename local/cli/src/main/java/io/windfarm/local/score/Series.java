package io.windfarm.local.score;

import java.util.Arrays;
import java.util.Random;

/**
 * What one sensor of one turbine measures, a reading a second, and what becomes of each reading on
 * its way. Values are healthy until a story changes them. Noise is even within its bounds, so that
 * a story knows what it can't exceed.
 */
final class Series {
  /** How long every story is. */
  static final int SECONDS = 540;

  /** What becomes of a reading. */
  enum Fate {
    /** It arrives in time. */
    SENT,
    /** It is never sent. */
    ABSENT,
    /** It arrives so late that its turn is over. */
    LATE,
    /** It is dated a century ahead. */
    GARBLED_CLOCK
  }

  private static final int MOST_JITTER_MILLIS = 40;

  private final String sensor;
  private final Random random;
  final double[] values = new double[SECONDS];
  final boolean[] spikes = new boolean[SECONDS];
  final Fate[] fates = new Fate[SECONDS];
  final long[] delays = new long[SECONDS];

  /** How far from its second each reading is measured, millis: no clock is exact. */
  final long[] jitters = new long[SECONDS];

  /** Of each reading, further ones that arrive so many millis after it; 0 for none. */
  final long[] copies = new long[SECONDS];

  Series(String sensor, Healthy healthy, Random random) {
    this.sensor = sensor;
    this.random = random;
    Arrays.fill(fates, Fate.SENT);
    double phase = random.nextDouble() * 2 * Math.PI;
    for (int second = 0; second < SECONDS; second++) {
      values[second] =
          healthy.mean()
              + healthy.swing() * Math.sin(phase + 2 * Math.PI * second / 300)
              + noise(healthy.noise());
      jitters[second] = random.nextInt(2 * MOST_JITTER_MILLIS + 1) - (long) MOST_JITTER_MILLIS;
      delays[second] = 50L + random.nextInt(350);
    }
  }

  /**
   * How a sensor that is well behaves.
   *
   * @param swing of a slow rise and fall around the mean
   * @param noise the most that a reading is off
   */
  record Healthy(double mean, double swing, double noise) {}

  String sensor() {
    return sensor;
  }

  /** Around {@code level} in {@code [from, to)}. */
  Series hold(int from, int to, double level, double noise) {
    return ramp(from, to, level, level, noise);
  }

  /** From one level to another in {@code [from, to)}. */
  Series ramp(int from, int to, double first, double last, double noise) {
    for (int second = from; second < Math.min(to, SECONDS); second++) {
      double share = (double) (second - from + 1) / (to - from);
      values[second] = first + (last - first) * share + noise(noise);
    }
    return this;
  }

  /** One reading that the sensor means. */
  Series at(int second, double value) {
    values[second] = value;
    return this;
  }

  /** One reading that nothing stands behind. */
  Series spike(int second, double value) {
    spikes[second] = true;
    return at(second, value);
  }

  /** The turbine has no value to send in {@code [from, to)}, and says so. */
  Series missing(int from, int to) {
    Arrays.fill(values, from, to, Double.NaN);
    return this;
  }

  Series absent(int from, int to) {
    Arrays.fill(fates, from, Math.min(to, SECONDS), Fate.ABSENT);
    return this;
  }

  private double noise(double most) {
    return most * (2 * random.nextDouble() - 1);
  }
}

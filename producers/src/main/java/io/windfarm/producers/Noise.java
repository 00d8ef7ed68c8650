package io.windfarm.producers;

/**
 * Repeatable randomness: a number is a pure function of a key and a position, so a signal has the
 * same value whichever order, process or machine asks for it.
 *
 * <p>The mixing function is the finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
 */
final class Noise {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private Noise() {}

  /** A key for one purpose, derived from a parent key and a number that names the purpose. */
  static long key(long parent, long purpose) {
    return mix(mix(parent + GOLDEN_GAMMA) ^ (purpose * GOLDEN_GAMMA + GOLDEN_GAMMA));
  }

  /** Uniform in [0, 1). */
  static double unit(long key, long position) {
    return (key(key, position) >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [-1, 1). */
  static double signed(long key, long position) {
    return 2 * unit(key, position) - 1;
  }

  /** Uniform over the whole numbers 0 to {@code bound - 1}. */
  static int below(int bound, long key, long position) {
    return (int) (unit(key, position) * bound);
  }

  /** A smooth curve in [-1, 1) that turns about once per unit of {@code x}. */
  static double smooth(long key, double x) {
    long left = (long) Math.floor(x);
    double part = x - left;
    double weight = part * part * (3 - 2 * part);
    return signed(key, left) * (1 - weight) + signed(key, left + 1) * weight;
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

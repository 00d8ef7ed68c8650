package io.windfarm.stats;

import java.util.Arrays;

/**
 * What a turbine delivers at which wind, by the method of bins (IEC 61400-12-1): ten-minute means
 * of power, gathered by ten-minute means of wind speed in bins of 0.5 m/s around the multiples of
 * 0.5. State: a Flink POJO.
 */
public class PowerCurve {
  private static final double BIN = 0.5;

  /** Beyond it all wind is one: state must not grow with what a broken sensor says. */
  private static final double STRONGEST = 100;

  /** Ten-minute means that a bin needs before it is believed. */
  private static final int LEAST = 10;

  private static final Moments[] NONE = {};

  /** By bin, from calm; as many as the strongest wind so far needs. */
  public Moments[] bins = NONE;

  public PowerCurve() {}

  /** The power so far at such wind, or null while too little is known of it. */
  Moments at(double windSpeed) {
    int bin = binOf(windSpeed);
    return bin < bins.length && bins[bin].count >= LEAST ? bins[bin] : null;
  }

  void learn(double windSpeed, double power) {
    int bin = binOf(windSpeed);
    if (bin >= bins.length) {
      int known = bins.length;
      bins = Arrays.copyOf(bins, bin + 1);
      for (int i = known; i < bins.length; i++) {
        bins[i] = new Moments();
      }
    }
    bins[bin].add(power);
  }

  private static int binOf(double windSpeed) {
    return (int) Math.round(Math.max(0, Math.min(STRONGEST, windSpeed)) / BIN);
  }
}

package io.windfarm.producers;

/**
 * The battery warms steadily to 53 °C, stays for ten readings and cools down. The slope follows the
 * cadence, so that each reading on the way up is above the one before and the way from 40 to 45 °C
 * takes less than the rule's five minutes. It is steeper for a battery that is cold, so that the
 * time of day decides little about how long it all takes.
 */
record ThermalRunaway(long startMillis, double from, long cadenceMillis, long noiseKey)
    implements Course {
  private static final double PEAK = 53;
  private static final long HOLD_READINGS = 10;
  private static final int MOST_READINGS_UP = 26;

  @Override
  public long endMillis() {
    return holdEndMillis() + (long) Math.ceil((PEAK - from) / (2 * perMilli()));
  }

  @Override
  public double value(long millis, double normal) {
    double noise = 0.05 * Noise.signed(noiseKey, millis);
    if (millis < peakMillis()) {
      return from + (millis - startMillis) * perMilli() + noise;
    }
    if (millis < holdEndMillis()) {
      return PEAK + noise;
    }
    return Math.max(normal, PEAK - (millis - holdEndMillis()) * 2 * perMilli() + noise);
  }

  private long peakMillis() {
    return startMillis + (long) Math.ceil((PEAK - from) / perMilli());
  }

  private long holdEndMillis() {
    return peakMillis() + HOLD_READINGS * cadenceMillis;
  }

  private double perMilli() {
    double perReading = Math.min(1.5, Math.max(0.4, cadenceMillis / 1_000.0));
    return Math.max(perReading, (PEAK - from) / MOST_READINGS_UP) / cadenceMillis;
  }
}

package io.windfarm.producers;

/** Pressure falls to about 33 bar within ten seconds, stays, and is pumped up again. */
record PressureLoss(long startMillis, double from, long cadenceMillis, long noiseKey)
    implements Course {
  private static final double FLOOR_BAR = 33;
  private static final long FALL_MILLIS = 10_000;
  private static final long SHORTEST_HOLD_MILLIS = 15_000;

  /** More than the three readings that the rule asks for, at any cadence. */
  private static final long HOLD_READINGS = 6;

  @Override
  public long endMillis() {
    return recoveryMillis() + Math.max(8_000, 2 * cadenceMillis);
  }

  @Override
  public double value(long millis, double normal) {
    double noise = 0.3 * Noise.signed(noiseKey, millis);
    if (millis < startMillis + FALL_MILLIS) {
      double part = (double) (millis - startMillis) / FALL_MILLIS;
      return from + part * (FLOOR_BAR - from) + noise;
    }
    if (millis < recoveryMillis()) {
      return FLOOR_BAR + noise;
    }
    double part = (double) (millis - recoveryMillis()) / (endMillis() - recoveryMillis());
    return FLOOR_BAR + part * (normal - FLOOR_BAR) + noise;
  }

  private long recoveryMillis() {
    return startMillis
        + FALL_MILLIS
        + Math.max(SHORTEST_HOLD_MILLIS, HOLD_READINGS * cadenceMillis);
  }
}

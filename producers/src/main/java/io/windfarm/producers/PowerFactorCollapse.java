package io.windfarm.producers;

/** The power factor drops to about 0.62 and stays there for at least twelve readings. */
record PowerFactorCollapse(long startMillis, long cadenceMillis, long noiseKey) implements Course {
  private static final double FLOOR = 0.62;
  private static final long SHORTEST_MILLIS = 12_000;
  private static final long HOLD_READINGS = 13;

  @Override
  public long endMillis() {
    return startMillis + Math.max(SHORTEST_MILLIS, HOLD_READINGS * cadenceMillis);
  }

  @Override
  public double value(long millis, double normal) {
    return FLOOR + 0.02 * Noise.signed(noiseKey, millis);
  }
}

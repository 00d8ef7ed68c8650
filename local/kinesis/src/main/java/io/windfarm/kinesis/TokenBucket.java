package io.windfarm.kinesis;

/**
 * A rate with one second's worth of burst. Debt is possible: a single large read is served and
 * later ones wait until it is paid off, as the service does. Callers lock.
 */
final class TokenBucket {
  private final double perSecond;
  private double tokens;
  private long lastMillis;

  TokenBucket(double perSecond, long nowMillis) {
    this.perSecond = perSecond;
    this.tokens = perSecond;
    this.lastMillis = nowMillis;
  }

  boolean has(double amount, long nowMillis) {
    if (nowMillis > lastMillis) {
      tokens = Math.min(perSecond, tokens + perSecond * (nowMillis - lastMillis) / 1000);
    }
    lastMillis = nowMillis;
    return tokens >= amount;
  }

  void take(double amount) {
    tokens -= amount;
  }
}

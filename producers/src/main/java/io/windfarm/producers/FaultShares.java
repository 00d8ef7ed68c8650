package io.windfarm.producers;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** For each fault, the share of readings that it touches. */
final class FaultShares {
  /** Beyond this there are too few healthy readings left for the shares to be kept. */
  private static final double MOST_TOGETHER = 0.5;

  /** Spikes keep ten readings apart, so a larger share does not fit. */
  private static final double MOST_SPIKES = 0.05;

  private final Map<FaultKind, Double> shares;

  FaultShares(Map<FaultKind, Double> shares) {
    this.shares = new EnumMap<>(FaultKind.class);
    this.shares.putAll(shares);
  }

  static FaultShares none() {
    return new FaultShares(Map.of());
  }

  /**
   * Reads {@code NAME=SHARE} texts; a share is a fraction or a percentage.
   *
   * @throws UsageException for unknown names and shares that can't be had
   */
  static FaultShares parse(Collection<String> texts) {
    Map<FaultKind, Double> shares = new EnumMap<>(FaultKind.class);
    for (String text : texts) {
      int equals = text.indexOf('=');
      FaultKind kind = FaultKind.named(equals < 0 ? text : text.substring(0, equals));
      if (equals < 0) {
        throw new UsageException(
            "--fault " + text + " lacks its share: write " + text + "=0.01 or " + text + "=1%");
      }
      if (shares.put(kind, share(text, text.substring(equals + 1))) != null) {
        throw new UsageException("--fault " + kind.label() + " is given twice");
      }
    }
    if (shares.getOrDefault(FaultKind.SPIKE, 0.0) > MOST_SPIKES) {
      throw new UsageException("--fault spike can be at most 0.05: spikes are single readings");
    }
    if (shares.values().stream().mapToDouble(Double::doubleValue).sum() > MOST_TOGETHER) {
      throw new UsageException("the shares of all --fault together can be at most 0.5");
    }
    return new FaultShares(shares);
  }

  double of(FaultKind kind) {
    return shares.getOrDefault(kind, 0.0);
  }

  boolean isEmpty() {
    return shares.values().stream().allMatch(share -> share == 0);
  }

  private static double share(String text, String number) {
    try {
      double share =
          number.endsWith("%")
              ? Double.parseDouble(number.substring(0, number.length() - 1)) / 100
              : Double.parseDouble(number);
      if (share >= 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      throw new UsageException(
          "--fault " + text + ": '" + number + "' is no share; write 0.01 or 1%");
    }
    throw new UsageException("--fault " + text + ": a share lies between 0 and 1");
  }
}

package io.windfarm.producers;

import java.util.List;
import java.util.Optional;

/**
 * Which fault, if any, each consecutive event of one series has. Decides for itself alone, from its
 * own key, so that a series has the same faults in a fleet of any size.
 *
 * <p>Keeps the rules that make a fault no emergency: spikes stay more than {@value #SPIKE_DISTANCE}
 * readings apart, and at most {@value #LONGEST_ABSENCE} consecutive readings are unusable (a sensor
 * is silent from ten).
 */
final class FaultSequence {
  private static final List<FaultKind> KINDS = List.of(FaultKind.values());

  private static final int SPIKE_DISTANCE = 10;
  private static final int LONGEST_ABSENCE = 8;

  /** Longer than the longest run, so that a series may start in the middle of one. */
  private static final int WARM_UP = 200;

  private final long key;
  private final double[] chances;

  private long draws;
  private FaultKind running;
  private int position;
  private int length;
  private int sinceSpike = SPIKE_DISTANCE;
  private int absence;

  FaultSequence(FaultShares shares, long key) {
    this.key = key;
    this.chances = chances(shares);
    if (!shares.isEmpty()) {
      for (int i = 0; i < WARM_UP; i++) {
        next(false);
      }
    }
  }

  /**
   * The next event's fault.
   *
   * @param shielded an emergency is near: no fault, and one that is running ends
   */
  Optional<FaultKind> next(boolean shielded) {
    if (shielded) {
      running = null;
      absence = 0;
      sinceSpike++;
      return Optional.empty();
    }
    if (running != null && ++position >= length) {
      running = null;
    }
    if (running == null) {
      running = draw();
      position = 0;
    }
    sinceSpike = running == FaultKind.SPIKE ? 0 : sinceSpike + 1;
    absence = running != null && running.absent() ? absence + 1 : 0;
    return Optional.ofNullable(running);
  }

  /** How many events of the current occurrence came before this one. */
  int position() {
    return position;
  }

  /** Events in the current occurrence, unless an emergency cuts it short. */
  int length() {
    return length;
  }

  private FaultKind draw() {
    double chance = Noise.unit(key, draws++);
    for (int i = 0; i < chances.length; i++) {
      chance -= chances[i];
      if (chance < 0) {
        FaultKind kind = KINDS.get(i);
        length =
            kind.shortest() + Noise.below(kind.longest() - kind.shortest() + 1, key, -1 - draws++);
        return fits(kind) ? kind : null;
      }
    }
    return null;
  }

  private boolean fits(FaultKind kind) {
    if (kind == FaultKind.SPIKE && sinceSpike < SPIKE_DISTANCE) {
      return false;
    }
    if (kind.absent()) {
      length = Math.min(length, LONGEST_ABSENCE - absence);
      return length >= kind.shortest();
    }
    return true;
  }

  /**
   * Chances of a fault's start, from the shares of readings touched. A fault of mean length L that
   * starts with chance q takes q·L of the 1 + Σ q (L - 1) readings that one draw stands for.
   */
  private static double[] chances(FaultShares shares) {
    double inside = 0;
    for (FaultKind kind : KINDS) {
      inside += shares.of(kind) * (kind.meanLength() - 1) / kind.meanLength();
    }
    double readingsPerDraw = 1 / (1 - inside);
    double[] chances = new double[KINDS.size()];
    for (int i = 0; i < chances.length; i++) {
      FaultKind kind = KINDS.get(i);
      double share = shares.of(kind);
      if (kind == FaultKind.SPIKE) {
        // A spike rules out others for a while; the remaining draws make up for it.
        share = share / (1 - SPIKE_DISTANCE * share);
      }
      chances[i] = share * readingsPerDraw / kind.meanLength();
    }
    return chances;
  }
}

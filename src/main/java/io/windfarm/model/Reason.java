package io.windfarm.model;

import java.util.ArrayList;
import java.util.List;

/** Why a reading is not plainly GOOD, or what was done to it. A set travels as bits of an int. */
public enum Reason {
  MISSING(1),
  OUT_OF_RANGE(1 << 1),
  SPIKE(1 << 2),
  STUCK(1 << 3),
  LATE(1 << 4),
  IMPUTED(1 << 5),
  CLOCK_SKEW(1 << 6),
  UNIT_CONVERTED(1 << 7);

  private final int bit;

  Reason(int bit) {
    this.bit = bit;
  }

  /** This reason as one bit. Bits are part of stored state: none is ever changed or used again. */
  public int bit() {
    return bit;
  }

  /** True if {@code reasons} contains this one. */
  public boolean in(int reasons) {
    return (reasons & bit) != 0;
  }

  /** The reasons in {@code bits}, in declaration order. */
  public static List<Reason> of(int bits) {
    List<Reason> reasons = new ArrayList<>();
    for (Reason reason : values()) {
      if (reason.in(bits)) {
        reasons.add(reason);
      }
    }
    return reasons;
  }
}

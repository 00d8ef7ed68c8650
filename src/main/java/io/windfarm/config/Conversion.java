package io.windfarm.config;

import java.io.Serializable;

/**
 * Converts a number to the catalog's unit: {@code (value + add) * times / divideBy}. Both a factor
 * and a divisor, because 7431 / 100 is 74.31 and 7431 * 0.01 is not quite.
 */
public final class Conversion implements Serializable {
  private static final long serialVersionUID = 1L;

  static final Conversion NONE = new Conversion(0, 1, 1);

  private final double add;
  private final double times;
  private final double divideBy;

  Conversion(double add, double times, double divideBy) {
    this.add = add;
    this.times = times;
    this.divideBy = divideBy;
  }

  /** True if the number is in the catalog's unit already. */
  public boolean isNone() {
    return this == NONE || (add == 0 && times == 1 && divideBy == 1);
  }

  public double convert(double value) {
    return isNone() ? value : (value + add) * times / divideBy;
  }
}

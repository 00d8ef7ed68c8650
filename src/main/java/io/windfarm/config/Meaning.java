package io.windfarm.config;

import java.io.Serializable;

/** What a key means in one shape of event. */
public final class Meaning implements Serializable {
  private static final long serialVersionUID = 1L;

  public final Role role;

  /** Place among the keys of the same role: where two are present, the lower one is read. */
  public final int rank;

  /** Canonical name if {@link #role} is SENSOR, else empty. */
  public final String sensor;

  /** The unit that this shape's senders mean if they name none; empty for the catalog's. */
  public final String unit;

  private Meaning(Role role, int rank, String sensor, String unit) {
    this.role = role;
    this.rank = rank;
    this.sensor = sensor;
    this.unit = unit;
  }

  static Meaning ofRole(Role role, int rank) {
    return new Meaning(role, rank, "", "");
  }

  static Meaning ofSensor(String sensor, String unit) {
    return new Meaning(Role.SENSOR, 0, sensor, unit);
  }

  public boolean isSensor() {
    return role == Role.SENSOR;
  }
}

package io.windfarm.config;

import java.io.Serializable;

/** Finds a sensor's entry in the catalog, as it holds for one farm. */
@FunctionalInterface
public interface Sensors extends Serializable {
  /**
   * The entry for {@code sensor}, a canonical name from the catalog, with what {@code farmId}
   * overrides; an unknown farm overrides nothing. A sensor that is no longer in the catalog, while
   * state of an earlier run still holds readings of it, has no limits.
   */
  Sensor get(String sensor, String farmId);
}

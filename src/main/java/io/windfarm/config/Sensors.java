package io.windfarm.config;

import java.io.Serializable;

/** Finds a sensor's entry in the catalog, as it holds for one farm. */
@FunctionalInterface
public interface Sensors extends Serializable {
  /**
   * The entry for {@code sensor}, a canonical name from the catalog, with what {@code farmId}
   * overrides; an unknown farm overrides nothing.
   */
  Sensor get(String sensor, String farmId);
}

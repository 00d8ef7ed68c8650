package io.windfarm.stats;

import io.windfarm.model.BySensor;

/**
 * The minutes of a turbine that readings enter now: state, written by {@link OpenPanesSerializer}.
 */
public class OpenPanes extends BySensor<OpenPane> {
  public OpenPanes() {
    super(new OpenPane[0]);
  }
}

package io.windfarm.alert;

import io.windfarm.model.BySensor;

/** What edge detection remembers of a turbine: state, written by {@link SensorTracesSerializer}. */
public class SensorTraces extends BySensor<SensorTrace> {
  /** When silence is looked for next; {@code Long.MAX_VALUE} if there is no timer for it. */
  public long nextCheck = Long.MAX_VALUE;

  public SensorTraces() {
    super(new SensorTrace[0]);
  }
}

package io.windfarm.clean;

import io.windfarm.model.BySensor;

/** What cleaning remembers of a turbine: state, a Flink POJO. */
public class SensorTracks extends BySensor<SensorTrack> {
  /** No timer: the end of time is one. */
  static final long NONE = Long.MIN_VALUE;

  /** When the turbine's one timer fires, or {@link #NONE}. */
  public long timer = NONE;

  public SensorTracks() {
    super(new SensorTrack[0]);
  }
}

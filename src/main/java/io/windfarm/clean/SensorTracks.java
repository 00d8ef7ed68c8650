package io.windfarm.clean;

import io.windfarm.model.BySensor;

/** What cleaning remembers of a turbine: state, written by {@link SensorTracksSerializer}. */
public class SensorTracks extends BySensor<Track> {
  /** No timer: the end of time is one. */
  static final long NONE = Long.MIN_VALUE;

  /** When the turbine's one timer fires, or {@link #NONE}. */
  long timer = NONE;

  public SensorTracks() {
    super(new Track[0]);
  }
}

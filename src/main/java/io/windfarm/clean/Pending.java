package io.windfarm.clean;

import io.windfarm.model.Reading;

/**
 * A reading whose verdict was open when version 0.1.0 kept it: an entry of {@link
 * SensorTrack#pending}.
 */
public class Pending {
  /** What the reading is before it is judged. */
  public enum Kind {
    /** A measurement: takes part in windows and runs. */
    VALID,
    /** No value. */
    MISSING,
    /** No measurement: outside the hard range, or infinite. */
    OUT_OF_RANGE
  }

  public Reading reading;
  public Kind kind;

  /** True for a tick at which no reading came; it leaves only if it can be filled. */
  public boolean synthetic;

  /** The sensor's cadence as known at this reading, millis; 0 if not known. */
  public long cadence;

  /** Length of the run of equal values up to and including this one; 0 if it belongs to none. */
  public int run;

  public Pending() {}
}

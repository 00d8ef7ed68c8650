package io.windfarm.clean;

import io.windfarm.model.Reading;

/**
 * A {@link Track} as version 0.1.0 kept it: state, a Flink POJO, whose fields stay as they are in
 * its savepoints.
 */
public class SensorTrack {
  /** Readings without a verdict, in event-time order, in the first {@link #size} places. */
  public Pending[] pending = {};

  public int size;

  /** The last valid values that have their verdict, as sent, oldest first. */
  public double[] judged = new double[0];

  /** The last intervals between distinct event times, millis. */
  public long[] intervals = new long[0];

  /** Millis, 0 if not known. */
  public long cadence;

  /** The last reading received, null before the first. */
  public Reading last;

  /** Length of the run of equal values that {@link #last} ends. */
  public int run;

  /** The last good value that left, cleaned, NaN before the first; gaps are filled from it. */
  public double anchorValue = Double.NaN;

  public long anchorTime;

  public SensorTrack() {}

  /** The same, as it is kept now. */
  Track toTrack() {
    Track track = new Track();
    for (int i = 0; i < size; i++) {
      Pending entry = pending[i];
      track.append(entry.reading, entry.cadence, entry.synthetic ? Track.GAP : entry.run);
    }
    track.judged = judged;
    track.intervals = intervals;
    track.cadence = cadence;
    track.last = last;
    track.lastTime = last.eventTime;
    track.lastValue = last.value;
    track.run = run;
    track.anchorValue = anchorValue;
    track.anchorTime = anchorTime;
    return track;
  }
}

package io.windfarm.clean;

import io.windfarm.config.Sensor;
import io.windfarm.model.Reading;
import java.util.Arrays;

/**
 * What cleaning remembers of one sensor of one turbine: state, a Flink POJO. Small when nothing is
 * pending: the last reading, a handful of values and of intervals.
 */
public class SensorTrack {
  private static final int FIRST_CAPACITY = 8;

  /** Readings without a verdict, in event-time order, in the first {@link #size} places. */
  public Pending[] pending = new Pending[FIRST_CAPACITY];

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

  /** The catalog's entry for readings of {@link #knownFarm}, once it was looked up. */
  transient Sensor known;

  transient String knownFarm;

  public SensorTrack() {}

  void append(Pending entry) {
    if (size == pending.length) {
      pending = Arrays.copyOf(pending, 2 * size);
    }
    pending[size++] = entry;
  }

  /** Takes out the oldest pending reading; a valid one joins the {@code memory} judged values. */
  void removeHead(int memory) {
    Pending head = pending[0];
    if (head.kind == Pending.Kind.VALID) {
      remember(head.reading.value, memory);
    }
    System.arraycopy(pending, 1, pending, 0, size - 1);
    pending[--size] = null;
    if (size == 0 && pending.length > FIRST_CAPACITY) {
      pending = new Pending[FIRST_CAPACITY];
    }
  }

  private void remember(double value, int memory) {
    if (judged.length < memory) {
      judged = Arrays.copyOf(judged, judged.length + 1);
    } else {
      System.arraycopy(judged, 1, judged, 0, memory - 1);
    }
    judged[judged.length - 1] = value;
  }
}

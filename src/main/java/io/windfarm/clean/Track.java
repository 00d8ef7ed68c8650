package io.windfarm.clean;

import io.windfarm.config.Sensor;
import io.windfarm.model.Reading;
import java.util.Arrays;

/**
 * What cleaning remembers of one sensor of one turbine. State, written by {@link
 * SensorTracksSerializer}.
 *
 * <p>Readings without a verdict wait in event-time order, the oldest at place 0. What judging asks
 * of those behind the oldest is kept beside them in arrays: to follow each reading into memory
 * costs more than all rules.
 */
public final class Track {
  /** As many as usually wait: three that follow the one that is judged. A power of two. */
  private static final int FIRST_CAPACITY = 4;

  /** In the place of a run: a tick at which no reading came; it leaves only if it can be filled. */
  static final int GAP = -1;

  private static final double[] NO_VALUES = {};
  private static final long[] NO_INTERVALS = {};

  // A ring: place i is at (head + i) modulo the capacity.
  private Reading[] readings;
  private long[] times;
  private double[] values;
  private long[] cadences;

  /** 1 and more are valid values; a missing or excluded one belongs to no run, 0. */
  private int[] runs;

  private int head;
  private int size;

  /** The last valid values that have their verdict, as sent, oldest first. */
  double[] judged = NO_VALUES;

  /** The last intervals between distinct event times, millis. */
  long[] intervals = NO_INTERVALS;

  /** Millis, 0 if not known. */
  long cadence;

  /**
   * The last reading received, null before the first. Of one that no longer waits a restore brings
   * back whose it is, and no more: gaps are filled with it.
   */
  Reading last;

  /** Of {@link #last}. */
  long lastTime;

  double lastValue = Double.NaN;

  /** Length of the run of equal values that {@link #last} ends. */
  int run;

  /** The last good value that left, cleaned, NaN before the first; gaps are filled from it. */
  double anchorValue = Double.NaN;

  long anchorTime;

  /** The catalog's entry for readings of {@link #knownFarm}, once it was looked up. */
  Sensor known;

  String knownFarm;

  public Track() {
    readings = new Reading[FIRST_CAPACITY];
    times = new long[FIRST_CAPACITY];
    values = new double[FIRST_CAPACITY];
    cadences = new long[FIRST_CAPACITY];
    runs = new int[FIRST_CAPACITY];
  }

  private Track(Track from) {
    readings = from.readings.clone();
    times = from.times.clone();
    values = from.values.clone();
    cadences = from.cadences.clone();
    runs = from.runs.clone();
    head = from.head;
    size = from.size;
    judged = from.judged.clone();
    intervals = from.intervals.clone();
    cadence = from.cadence;
    last = from.last;
    lastTime = from.lastTime;
    lastValue = from.lastValue;
    run = from.run;
    anchorValue = from.anchorValue;
    anchorTime = from.anchorTime;
    known = from.known;
    knownFarm = from.knownFarm;
  }

  /** One that goes its own way. Readings are shared: once here, nothing changes one. */
  Track copy() {
    return new Track(this);
  }

  /** How many readings wait. */
  int size() {
    return size;
  }

  private int at(int place) {
    return (head + place) & (times.length - 1);
  }

  Reading reading(int place) {
    return readings[at(place)];
  }

  long time(int place) {
    return times[at(place)];
  }

  /** As sent, in the catalog's unit; NaN if missing. */
  double value(int place) {
    return values[at(place)];
  }

  /** The sensor's cadence as known at this reading, millis; 0 if not known. */
  long cadence(int place) {
    return cadences[at(place)];
  }

  /** Length of the run of equal values that ends with this one; 0 or {@link #GAP} if in none. */
  int run(int place) {
    return runs[at(place)];
  }

  /** A measurement: takes part in windows and runs. */
  boolean isValid(int place) {
    return runs[at(place)] > 0;
  }

  /** No value. */
  boolean isMissing(int place) {
    return Double.isNaN(values[at(place)]);
  }

  /** A tick at which no reading came. */
  boolean isGap(int place) {
    return runs[at(place)] == GAP;
  }

  /** Takes in the reading received last, which ends a run of {@link #run}. */
  void receive(Reading reading) {
    last = reading;
    lastTime = reading.eventTime;
    lastValue = reading.value;
    append(reading, cadence, run);
  }

  /** Takes in a tick between the last reading and the next. */
  void receiveGap(Reading tick) {
    append(tick, cadence, GAP);
  }

  void append(Reading reading, long cadenceThen, int runThen) {
    if (size == times.length) {
      resize(2 * size);
    }
    int at = at(size++);
    readings[at] = reading;
    times[at] = reading.eventTime;
    values[at] = reading.value;
    cadences[at] = cadenceThen;
    runs[at] = runThen;
  }

  /** Takes out the oldest pending reading; a valid one joins the {@code memory} judged values. */
  void removeHead(int memory) {
    if (isValid(0)) {
      remember(values[head], memory);
    }
    readings[head] = null;
    head = at(1);
    if (--size == 0 && times.length > FIRST_CAPACITY) {
      resize(FIRST_CAPACITY);
    }
  }

  private void resize(int capacity) {
    Reading[] oldReadings = readings;
    long[] oldTimes = times;
    double[] oldValues = values;
    long[] oldCadences = cadences;
    int[] oldRuns = runs;
    readings = new Reading[capacity];
    times = new long[capacity];
    values = new double[capacity];
    cadences = new long[capacity];
    runs = new int[capacity];
    for (int i = 0; i < size; i++) {
      int from = (head + i) & (oldTimes.length - 1);
      readings[i] = oldReadings[from];
      times[i] = oldTimes[from];
      values[i] = oldValues[from];
      cadences[i] = oldCadences[from];
      runs[i] = oldRuns[from];
    }
    head = 0;
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

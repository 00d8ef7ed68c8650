package io.windfarm.stats;

import java.util.Arrays;
import java.util.List;

/**
 * What is kept of the readings of one sensor in {@code [start, start + length)}: counts, moments by
 * Welford's method (merged by Chan's), and the values themselves up to {@link #EXACT} of them,
 * beyond that a sketch. State, written by {@link PaneFormat}; in what version 0.1.0 kept a Flink
 * POJO, so that fields keep their names and types.
 */
public class Pane {
  /** Values a pane keeps as they are, so that quantiles are exact; 2 kB of doubles. */
  static final int EXACT = 256;

  private static final double[] NO_VALUES = {};
  private static final int FIRST_CAPACITY = 8;

  /** Epoch millis. */
  public long start;

  /** Values that entered, and of those the uncertain ones. */
  public long count;

  public long uncertain;

  /** Readings that did not enter. */
  public long bad;

  /** NaN without values, as are all that follow. */
  public double min = Double.NaN;

  public double max = Double.NaN;
  public double first = Double.NaN;
  public double last = Double.NaN;

  public double mean;

  /** Sum of squared distances from the mean. */
  public double squares;

  /** Cadence at the last reading, millis, 0 if not known. */
  public long cadence;

  /**
   * The values that are not in {@link #sketch}, in the first {@link #held} places, in any order.
   */
  public double[] values = NO_VALUES;

  public int held;
  public byte[] sketch = Quantiles.NO_SKETCH;

  /** Places to begin with. */
  private transient int capacity;

  public Pane() {}

  Pane(long start) {
    this.start = start;
  }

  /**
   * One that will probably hold as many values as the one before it.
   *
   * @param before closed
   */
  static Pane after(Pane before, long start) {
    Pane pane = new Pane(start);
    pane.capacity = before.held;
    return pane;
  }

  /** One that goes its own way. A sketch is replaced and never changed. */
  Pane copy() {
    Pane copy = new Pane(start);
    copy.count = count;
    copy.uncertain = uncertain;
    copy.bad = bad;
    copy.min = min;
    copy.max = max;
    copy.first = first;
    copy.last = last;
    copy.mean = mean;
    copy.squares = squares;
    copy.cadence = cadence;
    copy.values = values.length == 0 ? NO_VALUES : values.clone();
    copy.held = held;
    copy.sketch = sketch;
    copy.capacity = capacity;
    return copy;
  }

  boolean isEmpty() {
    return count == 0 && bad == 0;
  }

  /** Counts a reading that does not enter. */
  void addBad(long cadence) {
    bad++;
    this.cadence = cadence;
  }

  /** Adds the value of the next reading; values come in event-time order. */
  void add(double value, boolean isUncertain, long cadence) {
    count++;
    if (isUncertain) {
      uncertain++;
    }
    if (count == 1) {
      min = value;
      max = value;
      first = value;
    } else {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    last = value;
    double distance = value - mean;
    mean += distance / count;
    squares += distance * (value - mean);
    this.cadence = cadence;
    hold(value);
  }

  private void hold(double value) {
    if (held == EXACT) {
      sketch = Quantiles.add(sketch, values, held);
      held = 0;
    }
    if (held == values.length) {
      int more = held == 0 ? capacity : 2 * held;
      values = Arrays.copyOf(values, Math.min(EXACT, Math.max(FIRST_CAPACITY, more)));
    }
    values[held++] = value;
  }

  /** Lets go of spare places, and of the values too if there are more than {@link #EXACT}. */
  void close() {
    if (sketch.length > 0 || held > EXACT) {
      sketch = Quantiles.add(sketch, values, held);
      held = 0;
      values = NO_VALUES;
    } else if (held < values.length) {
      values = Arrays.copyOf(values, held);
    }
  }

  /** Puts the values in ascending order: those of many panes are then soon in order. */
  void sort() {
    Arrays.sort(values, 0, held);
  }

  /** The union of panes, which come in time order; holds all their values, however many. */
  static Pane union(long start, List<Pane> panes) {
    Pane union = moments(start, panes);
    int held = 0;
    for (Pane pane : panes) {
      held += pane.held;
    }
    union.values = new double[held];
    for (Pane pane : panes) {
      System.arraycopy(pane.values, 0, union.values, union.held, pane.held);
      union.held += pane.held;
    }
    union.sketch = Quantiles.merge(panes);
    return union;
  }

  /** The union of panes, which come in time order, but for the values themselves. */
  static Pane moments(long start, List<Pane> panes) {
    Pane union = new Pane(start);
    for (Pane pane : panes) {
      union.mergeMoments(pane);
    }
    return union;
  }

  private void mergeMoments(Pane later) {
    bad += later.bad;
    cadence = later.cadence;
    if (later.count == 0) {
      return;
    }
    if (count == 0) {
      min = later.min;
      max = later.max;
      first = later.first;
    } else {
      min = Math.min(min, later.min);
      max = Math.max(max, later.max);
    }
    last = later.last;
    long sum = count + later.count;
    double distance = later.mean - mean;
    double share = (double) later.count / sum;
    squares += later.squares + distance * distance * count * share;
    mean += distance * share;
    count = sum;
    uncertain += later.uncertain;
  }
}

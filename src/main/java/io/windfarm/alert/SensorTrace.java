package io.windfarm.alert;

import io.windfarm.config.Sensor;
import io.windfarm.model.Cadence;
import io.windfarm.model.Reading;
import java.util.Arrays;

/**
 * What edge detection remembers of one sensor of one turbine: the last three values, how long they
 * have been rising, the recent maxima, and how often it reports. State, written by {@link
 * SensorTracesSerializer}. What version 0.1.0 kept is a Flink POJO of this class: fields keep their
 * names and types.
 */
public class SensorTrace {
  /** Readings further apart say nothing about how fast a value changes. */
  static final long FALL_WINDOW = 30_000;

  /** Places that peaks grow by. */
  private static final int MORE_PEAKS = 4;

  /** Event time of the latest reading, missing values included. */
  public long lastTime = Long.MIN_VALUE;

  /** The latest values in range, latest first; NaN where there are none. */
  public double[] latest = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};

  /** Event times of {@link #latest}. */
  public long[] latestTimes = new long[4];

  public long lastValueTime = Long.MIN_VALUE;

  /** Values since the last pause longer than {@link #FALL_WINDOW}. */
  public int together;

  /** The second for which a rise was last reported: one a second bounds open patterns. */
  public long riseReported = Long.MIN_VALUE;

  /** When the latest edge of a hot battery was let through: see {@link DetectEdges}. */
  public long hotReported = Long.MIN_VALUE;

  /**
   * Medians of three within {@link #FALL_WINDOW}, each greater than all later ones, and behind them
   * {@link #sparePeaks} places.
   */
  public double[] peaks = {};

  /** Event times of {@link #peaks}. */
  public long[] peakTimes = {};

  private transient int sparePeaks;

  /** The latest intervals between distinct event times, millis. */
  public long[] intervals = {};

  /** Bits of the {@link io.windfarm.model.Condition}s that held at the latest reading. */
  public int holding;

  /** Since when the level condition of this sensor holds (a fall dates from its maximum). */
  public long holdingSince;

  /** The cadence for which silence is being watched; 0 if it is not. */
  public long watchedCadence;

  /** Whose trace it is, as the latest reading said: needed when there is no reading to ask. */
  public String farmId;

  public String region;
  public String countryCode;

  /**
   * Notes that the sensor reported, with a value or without.
   *
   * @return whether {@link #cadence} may be another now
   */
  boolean heard(Reading reading) {
    long time = reading.eventTime;
    boolean paceChanged = false;
    if (lastTime != Long.MIN_VALUE && time > lastTime) {
      paceChanged = !Cadence.isTheOldest(time - lastTime, intervals);
      intervals = Cadence.append(intervals, time - lastTime);
    }
    lastTime = time;
    if (!isOf(reading)) {
      farmId = reading.farmId;
      region = reading.region;
      countryCode = reading.countryCode;
    }
    return paceChanged;
  }

  /** True if it has these very strings, as it nearly always has: then none needs to be stored. */
  @SuppressWarnings("ReferenceEquality") // equal ones that are others are stored again
  private boolean isOf(Reading reading) {
    return farmId == reading.farmId
        && region == reading.region
        && countryCode == reading.countryCode;
  }

  SensorTrace copy() {
    SensorTrace copy = new SensorTrace();
    copy.lastTime = lastTime;
    copy.latest = latest.clone();
    copy.latestTimes = latestTimes.clone();
    copy.lastValueTime = lastValueTime;
    copy.together = together;
    copy.riseReported = riseReported;
    copy.hotReported = hotReported;
    copy.peakTimes = peakTimes.clone();
    copy.peaks = peaks.clone();
    copy.sparePeaks = sparePeaks;
    copy.intervals = intervals.clone();
    copy.holding = holding;
    copy.holdingSince = holdingSince;
    copy.watchedCadence = watchedCadence;
    copy.farmId = farmId;
    copy.region = region;
    copy.countryCode = countryCode;
    return copy;
  }

  /** The configured cadence or the median interval, in millis; 0 while too few are known. */
  long cadence(Sensor sensor) {
    return sensor.cadence > 0 ? sensor.cadence : Cadence.of(intervals);
  }

  /** Takes a value in range; values come in event-time order. */
  void add(long time, double value) {
    if (lastValueTime != Long.MIN_VALUE && time - lastValueTime > FALL_WINDOW) {
      together = 0;
      sparePeaks = peaks.length;
    }
    together++;
    System.arraycopy(latest, 0, latest, 1, latest.length - 1);
    System.arraycopy(latestTimes, 0, latestTimes, 1, latestTimes.length - 1);
    latest[0] = value;
    latestTimes[0] = time;
    lastValueTime = time;
    if (together >= 3) {
      addPeak(time, median());
    }
  }

  /** The latest value; NaN if there is none. */
  double last() {
    return latest[0];
  }

  /** Median of the last three values, immune to a single spike; NaN with fewer than three. */
  double median() {
    double a = latest[0];
    double b = latest[1];
    double c = latest[2];
    return Double.isNaN(c) ? Double.NaN : Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  /** True if the median of the last three is critical, and they are near enough in time. */
  boolean isHot(Sensor sensor) {
    if (!(median() >= sensor.criticalAbove)) {
      return false;
    }
    long span = latestTimes[0] - latestTimes[2];
    return span <= FALL_WINDOW || span <= 4 * cadence(sensor);
  }

  /** True if the last three values each exceed the one before, beginning at {@code floor}. */
  boolean risesFrom(double floor) {
    return latest[3] >= floor
        && latest[2] > latest[3]
        && latest[1] > latest[2]
        && latest[0] > latest[1];
  }

  /** Event time of the value that {@link #risesFrom} begins at. */
  long riseSince() {
    return latestTimes[3];
  }

  /** How far the median of three lies below its maximum of the last 30 s; 0 if not known. */
  double fall() {
    int count = peakCount();
    return count == 0 ? 0 : peaks[0] - peaks[count - 1];
  }

  /** Event time of the maximum that {@link #fall()} is measured from. */
  long fallSince() {
    return peakCount() == 0 ? lastValueTime : peakTimes[0];
  }

  /** How many of {@link #peaks} there are. */
  int peakCount() {
    return peaks.length - sparePeaks;
  }

  private void addPeak(long time, double median) {
    int from = 0;
    int to = peakCount();
    while (from < to && peakTimes[from] < time - FALL_WINDOW) {
      from++;
    }
    while (to > from && peaks[to - 1] <= median) {
      to--;
    }
    int kept = to - from;
    System.arraycopy(peaks, from, peaks, 0, kept);
    System.arraycopy(peakTimes, from, peakTimes, 0, kept);
    if (kept == peaks.length) {
      peaks = Arrays.copyOf(peaks, kept + MORE_PEAKS);
      peakTimes = Arrays.copyOf(peakTimes, kept + MORE_PEAKS);
    }
    peaks[kept] = median;
    peakTimes[kept] = time;
    sparePeaks = peaks.length - kept - 1;
  }
}

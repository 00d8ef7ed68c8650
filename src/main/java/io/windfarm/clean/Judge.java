package io.windfarm.clean;

import io.windfarm.config.Sensor;
import io.windfarm.config.Sensors;
import io.windfarm.model.Cadence;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.Quality;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;

/**
 * Judges the readings of one sensor, oldest first. Every rule looks at event times alone: a reading
 * at t is judged by what came before it and by what has a time up to t + look-ahead, however and
 * whenever that arrived.
 *
 * <ul>
 *   <li>Spike: the window of seven valid values, as sent, with the reading in its middle. If the
 *       third later one is beyond the look-ahead, the reading and the six before it. With fewer
 *       than three before, or fewer than six where six are needed, it is not judged: GOOD. At the
 *       end of a series with unlimited look-ahead the last three are not judged either.
 *   <li>Stuck: a run of n equal values that contains the reading, counted up to the look-ahead. A
 *       missing or out-of-range reading ends a run, a gap does not.
 *   <li>Missing: on the line between the last good value before and the first good one after, if
 *       there are at most {@code fillLimit} readings missing between those two and the second is
 *       within the look-ahead. The second counts as its own spike verdict stands at t + look-ahead.
 *       A spike is no end of a line unless it was imputed.
 *   <li>Gap: a tick at which no reading came, if no more than {@code fillLimit} ticks in a row, is
 *       filled as a missing reading is. One that can't be filled leaves no trace.
 * </ul>
 *
 * Not thread safe, keeps nothing of a sensor between calls.
 */
final class Judge {
  private static final int WINDOW = 7;
  private static final double DEVIATIONS = 3;

  /** Whether a reading's window is known. */
  private enum Look {
    /** Not yet. */
    WAIT,
    /** There is none: too close to an edge of the series. */
    EDGE,
    /** It is, and in {@link Judge#window}. */
    FULL
  }

  private final Sensors sensors;
  private final OutlierPolicy policy;
  private final long maxLookahead;
  private final int fillLimit;
  private final Hampel hampel = new Hampel(WINDOW, DEVIATIONS);
  private final double[] window = new double[WINDOW];

  /**
   * @param maxLookahead millis, 0 or less for no limit
   * @param fillLimit readings in a row that are filled in
   */
  Judge(Sensors sensors, OutlierPolicy policy, long maxLookahead, int fillLimit) {
    this.sensors = sensors;
    this.policy = policy;
    this.maxLookahead = maxLookahead;
    this.fillLimit = fillLimit;
  }

  /** Takes in the next reading of the sensor; its event time is not before the last one's. */
  void receive(Track track, Reading reading) {
    Sensor sensor = sensor(track, reading);
    if (track.last != null) {
      receiveInterval(track, reading, sensor);
    } else {
      track.cadence = Math.max(0, sensor.cadence);
    }
    boolean valid = !reading.isMissing() && !HardRange.excludes(sensor, reading.value);
    double previous = track.run == 0 ? Double.NaN : track.lastValue;
    track.run = StuckRun.extend(track.run, previous, valid ? reading.value : Double.NaN);
    track.receive(reading);
  }

  private void receiveInterval(Track track, Reading reading, Sensor sensor) {
    long before = track.lastTime;
    long interval = reading.eventTime - before;
    long missing = Interpolation.missing(interval, track.cadence);
    if (missing <= fillLimit && (isUnlimited() || interval <= maxLookahead)) {
      for (long k = 1; k <= missing; k++) {
        long time = Interpolation.tick(before, reading.eventTime, k, missing);
        track.receiveGap(tick(track.last, time, reading.arrivalTime));
      }
    }
    if (sensor.cadence > 0) {
      track.cadence = sensor.cadence;
    } else if (interval > 0) {
      boolean same = Cadence.isTheOldest(interval, track.intervals);
      track.intervals = Cadence.append(track.intervals, interval);
      track.cadence = same ? track.cadence : Cadence.of(track.intervals);
    }
  }

  /**
   * The verdict on the oldest pending reading, which thereby leaves {@code track}; null if none is
   * pending or it is too early to say.
   *
   * @param known no further reading of this sensor has an event time before this one; {@code
   *     Long.MAX_VALUE} at the end of input
   */
  CleanedReading next(Track track, long known) {
    while (track.size() > 0) {
      long reached = Math.max(known, track.lastTime);
      CleanedReading verdict = verdict(track, reached);
      if (verdict == null) {
        return null;
      }
      track.removeHead(WINDOW - 1);
      if (!verdict.synthetic || verdict.quality != Quality.BAD) {
        return verdict;
      }
    }
    return null;
  }

  /**
   * When the oldest pending reading is decided at the latest: once no reading before this time can
   * come. Something must be pending.
   */
  long deadline(Track track) {
    long horizon = horizon(track);
    return horizon == Long.MAX_VALUE ? horizon : horizon + 1;
  }

  /** On the oldest pending reading, as all that follow. */
  private CleanedReading verdict(Track track, long known) {
    if (track.isValid(0)) {
      return validVerdict(track, known);
    }
    if (track.isMissing(0)) {
      return missingVerdict(track, known);
    }
    return cleaned(track, track.value(0), Quality.BAD, Reason.OUT_OF_RANGE.bit());
  }

  private CleanedReading validVerdict(Track track, long known) {
    Look look = lookAround(track, 0, horizon(track), known);
    if (look == Look.WAIT) {
      return null; // before the reading itself is looked at, which is far away in memory
    }
    Sensor sensor = sensor(track, track.reading(0));
    Look run = lookForRun(track, sensor.stuckAfter, known);
    if (run == Look.WAIT) {
      return null;
    }
    double value = track.value(0);
    Quality quality = Quality.GOOD;
    int reasons = 0;
    if (run == Look.FULL) {
      quality = Quality.UNCERTAIN;
      reasons |= Reason.STUCK.bit();
    }
    double median = look == Look.FULL ? median(value, sensor) : Double.NaN;
    boolean spike = !Double.isNaN(median);
    if (spike) {
      quality = policy == OutlierPolicy.REMOVE ? Quality.BAD : Quality.UNCERTAIN;
      reasons |= Reason.SPIKE.bit();
      if (policy == OutlierPolicy.IMPUTE) {
        value = median;
        reasons |= Reason.IMPUTED.bit();
      }
    }
    if (!spike || policy == OutlierPolicy.IMPUTE) {
      track.anchorValue = value;
      track.anchorTime = track.time(0);
    }
    return cleaned(track, value, quality, reasons);
  }

  private CleanedReading missingVerdict(Track track, long known) {
    if (Double.isNaN(track.anchorValue) || track.cadence(0) == 0) {
      return unfilled(track);
    }
    long horizon = horizon(track);
    for (int i = 1; i < track.size(); i++) {
      long time = track.time(i);
      if (time > horizon || isTooFar(track, time)) {
        return unfilled(track);
      }
      if (!track.isValid(i)) {
        continue;
      }
      Look look = lookAround(track, i, horizon, known);
      if (look == Look.WAIT) {
        return null;
      }
      double value = track.value(i);
      double median =
          look == Look.FULL ? median(value, sensor(track, track.reading(i))) : Double.NaN;
      if (Double.isNaN(median)) {
        return filled(track, time, value);
      }
      if (policy == OutlierPolicy.IMPUTE) {
        return filled(track, time, median);
      }
    }
    return isPast(horizon, known) || isTooFar(track, known) ? unfilled(track) : null;
  }

  private boolean isTooFar(Track track, long time) {
    return Interpolation.missing(time - track.anchorTime, track.cadence(0)) > fillLimit;
  }

  private static CleanedReading filled(Track track, long later, double laterValue) {
    double value =
        Interpolation.at(track.time(0), track.anchorTime, track.anchorValue, later, laterValue);
    int missing = track.isGap(0) ? 0 : Reason.MISSING.bit();
    return cleaned(track, value, Quality.UNCERTAIN, missing | Reason.IMPUTED.bit());
  }

  private static CleanedReading unfilled(Track track) {
    return cleaned(track, Double.NaN, Quality.BAD, Reason.MISSING.bit());
  }

  /** FULL if the oldest belongs to a run that is long enough, EDGE if it does not. */
  private Look lookForRun(Track track, int stuckAfter, long known) {
    if (stuckAfter <= 0) {
      return Look.EDGE;
    }
    long horizon = horizon(track);
    int before = track.run(0);
    int after = 0;
    for (int i = 1; i < track.size() && !StuckRun.isStuck(before, after, stuckAfter); i++) {
      if (track.isGap(i)) {
        continue;
      }
      if (track.run(i) != before + after + 1 || track.time(i) > horizon) {
        return Look.EDGE;
      }
      after++;
    }
    if (StuckRun.isStuck(before, after, stuckAfter)) {
      return Look.FULL;
    }
    return isPast(horizon, known) ? Look.EDGE : Look.WAIT;
  }

  /** Brings the values that pending reading {@code at} is compared with into {@link #window}. */
  private Look lookAround(Track track, int at, long horizon, long known) {
    int half = hampel.half();
    if (!lookBack(track, at, half)) {
      return Look.EDGE;
    }
    window[half] = track.value(at);
    int filled = half + 1;
    for (int i = at + 1; i < track.size() && filled < WINDOW; i++) {
      if (!track.isValid(i)) {
        continue;
      }
      if (track.time(i) > horizon) {
        break;
      }
      window[filled++] = track.value(i);
    }
    if (filled == WINDOW) {
      return Look.FULL;
    }
    if (!isPast(horizon, known)) {
      return Look.WAIT;
    }
    if (isUnlimited() || !lookBack(track, at, WINDOW - 1)) {
      return Look.EDGE;
    }
    window[WINDOW - 1] = track.value(at);
    return Look.FULL;
  }

  /** Puts the {@code count} valid values before {@code at} first in the window, if there are. */
  private boolean lookBack(Track track, int at, int count) {
    int found = 0;
    for (int i = at - 1; i >= 0 && found < count; i--) {
      if (track.isValid(i)) {
        window[found++] = track.value(i);
      }
    }
    for (int i = track.judged.length - 1; i >= 0 && found < count; i--) {
      window[found++] = track.judged[i];
    }
    return found == count;
  }

  private double median(double value, Sensor sensor) {
    return hampel.replacement(value, window, sensor.resolution);
  }

  /** What the catalog says of the track's sensor at the reading's farm. */
  private Sensor sensor(Track track, Reading reading) {
    if (track.known == null || !track.knownFarm.equals(reading.farmId)) {
      track.known = sensors.get(reading.sensor, reading.farmId);
      track.knownFarm = reading.farmId;
    }
    return track.known;
  }

  private boolean isUnlimited() {
    return maxLookahead <= 0;
  }

  private long horizon(Track track) {
    return isUnlimited() ? Long.MAX_VALUE : track.time(0) + maxLookahead;
  }

  private static boolean isPast(long horizon, long known) {
    return known > horizon || known == Long.MAX_VALUE;
  }

  private static Reading tick(Reading earlier, long time, long arrivalTime) {
    Reading tick = new Reading();
    tick.id = "imputed-" + earlier.sensor + "-" + time;
    tick.turbineId = earlier.turbineId;
    tick.farmId = earlier.farmId;
    tick.region = earlier.region;
    tick.countryCode = earlier.countryCode;
    tick.sensor = earlier.sensor;
    tick.value = Double.NaN;
    tick.rawValue = Double.NaN;
    tick.unit = earlier.unit;
    tick.eventTime = time;
    tick.arrivalTime = arrivalTime;
    tick.source = earlier.source;
    tick.stream = earlier.stream;
    tick.shard = "";
    tick.sequence = "";
    tick.turbineFrom = earlier.turbineFrom;
    return tick;
  }

  private static CleanedReading cleaned(Track track, double value, Quality quality, int reasons) {
    CleanedReading cleaned = new CleanedReading();
    cleaned.reading = track.reading(0);
    cleaned.value = value;
    cleaned.reasons = cleaned.reading.reasons | reasons;
    cleaned.quality = quality;
    cleaned.cadence = track.cadence(0);
    cleaned.synthetic = track.isGap(0);
    return cleaned;
  }
}

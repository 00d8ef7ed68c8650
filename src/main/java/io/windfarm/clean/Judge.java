package io.windfarm.clean;

import io.windfarm.clean.Pending.Kind;
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
  void receive(SensorTrack track, Reading reading) {
    Sensor sensor = sensor(track, reading);
    if (track.last != null) {
      receiveInterval(track, reading, sensor);
    } else {
      track.cadence = Math.max(0, sensor.cadence);
    }
    Kind kind =
        reading.isMissing()
            ? Kind.MISSING
            : HardRange.excludes(sensor, reading.value) ? Kind.OUT_OF_RANGE : Kind.VALID;
    double previous = track.run == 0 ? Double.NaN : track.last.value;
    track.run =
        StuckRun.extend(track.run, previous, kind == Kind.VALID ? reading.value : Double.NaN);
    track.append(new Pending(reading, kind, false, track.cadence, track.run));
    track.last = reading;
  }

  private void receiveInterval(SensorTrack track, Reading reading, Sensor sensor) {
    long before = track.last.eventTime;
    long interval = reading.eventTime - before;
    long missing = Interpolation.missing(interval, track.cadence);
    if (missing <= fillLimit && (isUnlimited() || interval <= maxLookahead)) {
      for (long k = 1; k <= missing; k++) {
        long time = Interpolation.tick(before, reading.eventTime, k, missing);
        Reading tick = tick(track.last, time, reading.arrivalTime);
        track.append(new Pending(tick, Kind.MISSING, true, track.cadence, 0));
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
  CleanedReading next(SensorTrack track, long known) {
    while (track.size > 0) {
      long reached = Math.max(known, track.last.eventTime);
      Pending head = track.pending[0];
      CleanedReading verdict = verdict(track, head, reached);
      if (verdict == null) {
        return null;
      }
      track.removeHead(WINDOW - 1);
      if (!head.synthetic || verdict.quality != Quality.BAD) {
        return verdict;
      }
    }
    return null;
  }

  /**
   * When the oldest pending reading is decided at the latest: once no reading before this time can
   * come. Something must be pending.
   */
  long deadline(SensorTrack track) {
    long horizon = horizon(track.pending[0]);
    return horizon == Long.MAX_VALUE ? horizon : horizon + 1;
  }

  private CleanedReading verdict(SensorTrack track, Pending head, long known) {
    switch (head.kind) {
      case OUT_OF_RANGE:
        return cleaned(head, head.reading.value, Quality.BAD, Reason.OUT_OF_RANGE.bit());
      case MISSING:
        return missingVerdict(track, head, known);
      case VALID:
        return validVerdict(track, head, known);
    }
    throw new IllegalStateException("Unknown kind of reading: " + head.kind);
  }

  private CleanedReading validVerdict(SensorTrack track, Pending head, long known) {
    Sensor sensor = sensor(track, head.reading);
    Look run = lookForRun(track, head, sensor.stuckAfter, known);
    if (run == Look.WAIT) {
      return null;
    }
    Look look = lookAround(track, 0, horizon(head), known);
    if (look == Look.WAIT) {
      return null;
    }
    double value = head.reading.value;
    Quality quality = Quality.GOOD;
    int reasons = 0;
    if (run == Look.FULL) {
      quality = Quality.UNCERTAIN;
      reasons |= Reason.STUCK.bit();
    }
    double median = look == Look.FULL ? median(head, sensor) : Double.NaN;
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
      track.anchorTime = head.reading.eventTime;
    }
    return cleaned(head, value, quality, reasons);
  }

  private CleanedReading missingVerdict(SensorTrack track, Pending head, long known) {
    if (Double.isNaN(track.anchorValue) || head.cadence == 0) {
      return unfilled(head);
    }
    long horizon = horizon(head);
    for (int i = 1; i < track.size; i++) {
      Pending later = track.pending[i];
      if (later.reading.eventTime > horizon || isTooFar(track, head, later.reading.eventTime)) {
        return unfilled(head);
      }
      if (later.kind != Kind.VALID) {
        continue;
      }
      Look look = lookAround(track, i, horizon, known);
      if (look == Look.WAIT) {
        return null;
      }
      double median = look == Look.FULL ? median(later, sensor(track, later.reading)) : Double.NaN;
      if (Double.isNaN(median)) {
        return filled(track, head, later, later.reading.value);
      }
      if (policy == OutlierPolicy.IMPUTE) {
        return filled(track, head, later, median);
      }
    }
    return isPast(horizon, known) || isTooFar(track, head, known) ? unfilled(head) : null;
  }

  private boolean isTooFar(SensorTrack track, Pending head, long time) {
    return Interpolation.missing(time - track.anchorTime, head.cadence) > fillLimit;
  }

  private static CleanedReading filled(
      SensorTrack track, Pending head, Pending later, double laterValue) {
    double value =
        Interpolation.at(
            head.reading.eventTime,
            track.anchorTime,
            track.anchorValue,
            later.reading.eventTime,
            laterValue);
    int missing = head.synthetic ? 0 : Reason.MISSING.bit();
    return cleaned(head, value, Quality.UNCERTAIN, missing | Reason.IMPUTED.bit());
  }

  private static CleanedReading unfilled(Pending head) {
    return cleaned(head, Double.NaN, Quality.BAD, Reason.MISSING.bit());
  }

  /** FULL if {@code head} belongs to a run that is long enough, EDGE if it does not. */
  private Look lookForRun(SensorTrack track, Pending head, int stuckAfter, long known) {
    if (stuckAfter <= 0) {
      return Look.EDGE;
    }
    long horizon = horizon(head);
    int after = 0;
    for (int i = 1; i < track.size && !StuckRun.isStuck(head.run, after, stuckAfter); i++) {
      Pending later = track.pending[i];
      if (later.synthetic) {
        continue;
      }
      if (later.run != head.run + after + 1 || later.reading.eventTime > horizon) {
        return Look.EDGE;
      }
      after++;
    }
    if (StuckRun.isStuck(head.run, after, stuckAfter)) {
      return Look.FULL;
    }
    return isPast(horizon, known) ? Look.EDGE : Look.WAIT;
  }

  /** Brings the values that pending reading {@code at} is compared with into {@link #window}. */
  private Look lookAround(SensorTrack track, int at, long horizon, long known) {
    int half = hampel.half();
    if (!lookBack(track, at, half)) {
      return Look.EDGE;
    }
    window[half] = track.pending[at].reading.value;
    int filled = half + 1;
    for (int i = at + 1; i < track.size && filled < WINDOW; i++) {
      Pending later = track.pending[i];
      if (later.kind != Kind.VALID) {
        continue;
      }
      if (later.reading.eventTime > horizon) {
        break;
      }
      window[filled++] = later.reading.value;
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
    window[WINDOW - 1] = track.pending[at].reading.value;
    return Look.FULL;
  }

  /** Puts the {@code count} valid values before {@code at} first in the window, if there are. */
  private boolean lookBack(SensorTrack track, int at, int count) {
    int found = 0;
    for (int i = at - 1; i >= 0 && found < count; i--) {
      if (track.pending[i].kind == Kind.VALID) {
        window[found++] = track.pending[i].reading.value;
      }
    }
    for (int i = track.judged.length - 1; i >= 0 && found < count; i--) {
      window[found++] = track.judged[i];
    }
    return found == count;
  }

  private double median(Pending entry, Sensor sensor) {
    return hampel.replacement(entry.reading.value, window, sensor.resolution);
  }

  /** What the catalog says of the track's sensor at the reading's farm. */
  private Sensor sensor(SensorTrack track, Reading reading) {
    if (track.known == null || !track.knownFarm.equals(reading.farmId)) {
      track.known = sensors.get(reading.sensor, reading.farmId);
      track.knownFarm = reading.farmId;
    }
    return track.known;
  }

  private boolean isUnlimited() {
    return maxLookahead <= 0;
  }

  private long horizon(Pending entry) {
    return isUnlimited() ? Long.MAX_VALUE : entry.reading.eventTime + maxLookahead;
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

  private static CleanedReading cleaned(Pending entry, double value, Quality quality, int reasons) {
    CleanedReading cleaned = new CleanedReading();
    cleaned.reading = entry.reading;
    cleaned.value = value;
    cleaned.reasons = entry.reading.reasons | reasons;
    cleaned.quality = quality;
    cleaned.cadence = entry.cadence;
    cleaned.synthetic = entry.synthetic;
    return cleaned;
  }
}

package io.windfarm.stats;

import io.windfarm.model.CleanedReading;
import io.windfarm.model.Quality;
import io.windfarm.model.Reading;

/**
 * The minute of one sensor that readings enter now, and what its latest reading said of itself.
 * State, written by {@link OpenPanesSerializer} with every turn and therefore small. What version
 * 0.1.0 kept is a Flink POJO of this class: fields keep their names and types.
 */
public class OpenPane {
  /** Empty if no reading came since the last one was closed. */
  public Pane pane = new Pane();

  public String farmId;
  public String region;
  public String countryCode;
  public String unit;

  /** Event time of the latest reading, epoch millis. */
  public long latest = Long.MIN_VALUE;

  /**
   * When a timer must have fired for this sensor; may be too early, never too late. The least of
   * all sensors is the one timer of the turbine.
   */
  public long due = Long.MAX_VALUE;

  public OpenPane() {}

  void add(CleanedReading cleaned) {
    Reading reading = cleaned.reading;
    if (cleaned.quality == Quality.BAD) {
      pane.addBad(cleaned.cadence);
    } else {
      pane.add(cleaned.value, cleaned.quality == Quality.UNCERTAIN, cleaned.cadence);
    }
    if (!isOf(reading)) {
      farmId = reading.farmId;
      region = reading.region;
      countryCode = reading.countryCode;
      unit = reading.unit;
    }
    latest = Math.max(latest, reading.eventTime);
  }

  /** True if it has these very strings, as it nearly always has: then none needs to be stored. */
  @SuppressWarnings("ReferenceEquality") // equal ones that are others are stored again
  private boolean isOf(Reading reading) {
    return farmId == reading.farmId
        && region == reading.region
        && countryCode == reading.countryCode
        && unit == reading.unit;
  }

  OpenPane copy() {
    OpenPane copy = new OpenPane();
    copy.pane = pane.copy();
    copy.farmId = farmId;
    copy.region = region;
    copy.countryCode = countryCode;
    copy.unit = unit;
    copy.latest = latest;
    copy.due = due;
    return copy;
  }

  /** When the next window of this sensor ends; {@code Long.MAX_VALUE} if nothing is left. */
  long next(ClosedPanes closed) {
    return pane.isEmpty() ? closed.next() : pane.start + ClosedPanes.MINUTE;
  }

  /** Closes the minute if it has ended by {@code time}, and completes the windows that have. */
  void advance(long time, ClosedPanes closed, ClosedPanes.Windows windows) {
    if (!pane.isEmpty() && pane.start + ClosedPanes.MINUTE <= time) {
      closed.add(pane);
      pane = new Pane();
    }
    closed.advance(time, windows);
  }
}

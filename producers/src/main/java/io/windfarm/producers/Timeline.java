package io.windfarm.producers;

/**
 * When readings are due, in event time.
 *
 * @param startMillis first instant, epoch millis
 * @param cadenceNanos from one reading of a series to its next
 */
record Timeline(long startMillis, long cadenceNanos) {

  /** Epoch millis of the series' reading number {@code index}, from 0. */
  long dateMillis(Series series, long index) {
    return Math.floorDiv(dateNanos(series, index), 1_000_000);
  }

  /** The first reading of the series that is dated {@code millis} or later, from 0. */
  long firstIndexFrom(Series series, long millis) {
    long nanos = (millis - startMillis) * 1_000_000 - series.phaseNanos();
    long index = Math.max(0, Math.floorDiv(nanos, cadenceNanos));
    while (dateMillis(series, index) < millis) {
      index++;
    }
    return index;
  }

  /**
   * A number for the reading that no earlier or later run of the same cadence uses again: the count
   * of cadences since 1970.
   */
  long counter(Series series, long index) {
    return dateNanos(series, index) / cadenceNanos;
  }

  /** The cadence in milliseconds, rounded up. */
  long cadenceMillis() {
    return (cadenceNanos + 999_999) / 1_000_000;
  }

  private long dateNanos(Series series, long index) {
    return startMillis * 1_000_000 + series.phaseNanos() + index * cadenceNanos;
  }
}

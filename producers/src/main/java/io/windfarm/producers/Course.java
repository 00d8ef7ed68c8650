package io.windfarm.producers;

/** How one sensor goes through an emergency. Times are epoch millis. */
interface Course {
  /** When the first abnormal reading may come. */
  long startMillis();

  /** When readings are normal again. */
  long endMillis();

  /** The reading at a time from start to end, in place of the {@code normal} one. */
  double value(long millis, double normal);
}

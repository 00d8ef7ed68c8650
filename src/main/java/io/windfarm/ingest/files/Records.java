package io.windfarm.ingest.files;

import io.windfarm.model.Arrival;
import java.io.Closeable;
import java.io.IOException;
import javax.annotation.Nullable;

/** The records of one file from some place on, in the file's order. */
interface Records extends Closeable {
  /** The next record, until this is called again; null where the file ends for now. */
  @Nullable
  Arrival next() throws IOException;

  /**
   * Moves on to the next record without making it, for its time alone: false where the file ends
   * for now.
   */
  default boolean look() throws IOException {
    return next() != null;
  }

  /**
   * Event time of the record that {@link #next} returned last, or {@link #look} moved on to, epoch
   * millis; {@link io.windfarm.ingest.EventTimes#NONE} if it says none that can be read.
   */
  long eventTime();

  /** Where the record begins that was returned or moved on to last. */
  Place last();

  /** Where to go on after it. */
  Place place();

  /** The position of {@link #place}. */
  long position();
}

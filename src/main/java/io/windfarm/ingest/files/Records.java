package io.windfarm.ingest.files;

import io.windfarm.model.Arrival;
import java.io.Closeable;
import java.io.IOException;
import javax.annotation.Nullable;

/** The records of one file from some place on, in the file's order. */
interface Records extends Closeable {
  /** The next record, or null where the file ends for now. */
  @Nullable
  Arrival next() throws IOException;

  /**
   * Event time of the record that {@link #next} returned last, epoch millis; {@link
   * io.windfarm.ingest.EventTimes#NONE} if it says none that can be read.
   */
  long eventTime();

  /** Where to go on after the record that was returned last. */
  Place place();
}

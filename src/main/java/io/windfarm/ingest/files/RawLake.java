package io.windfarm.ingest.files;

import io.windfarm.ingest.EventTimes;
import io.windfarm.lake.RawFile;
import io.windfarm.model.Arrival;
import java.io.IOException;
import javax.annotation.Nullable;

/**
 * Files of a lake's own table {@code raw}: records as they were received, with the source, shard
 * and sequence that they came with, to be worked on again by other rules.
 */
final class RawLake implements Layout {
  private final EventTimes times;

  RawLake(EventTimes times) {
    this.times = times;
  }

  @Override
  public Records open(FilePart file, Place from, boolean unfinishedCounts) throws IOException {
    RawFile rows = RawFile.open(file.path, file.length, from.position);
    return new Records() {
      private long eventTime;

      @Nullable
      @Override
      public Arrival next() throws IOException {
        Arrival arrival = rows.next();
        if (arrival != null) {
          eventTime = times.earliest(arrival);
        }
        return arrival;
      }

      @Override
      public boolean look() throws IOException {
        Arrival arrival = rows.next();
        if (arrival != null) {
          eventTime = times.look(arrival);
        }
        return arrival != null;
      }

      @Override
      public long eventTime() {
        return eventTime;
      }

      @Override
      public Place last() {
        return new Place(rows.rows() - 1, rows.rows() - 1);
      }

      @Override
      public Place place() {
        return new Place(rows.rows(), rows.rows());
      }

      @Override
      public long position() {
        return rows.rows();
      }

      @Override
      public void close() throws IOException {
        rows.close();
      }
    };
  }
}

package io.windfarm.ingest.files;

import io.windfarm.ingest.EventTimes;
import io.windfarm.model.Arrival;
import java.io.IOException;
import javax.annotation.Nullable;

/** A record a line, as it stands; lines of nothing but white space are none. */
final class JsonLines implements Layout {
  private final EventTimes times;

  JsonLines(EventTimes times) {
    this.times = times;
  }

  @Override
  public Records open(FilePart file, Place from, boolean unfinishedCounts) throws IOException {
    Lines lines = Lines.open(file.path, from, unfinishedCounts);
    Origin origin = new Origin(file);
    return new Records() {
      /** Each record in turn, as it lies in what was read of the file. */
      private final Arrival record = origin.arrival(null, 0);

      private long eventTime;

      @Nullable
      @Override
      public Arrival next() throws IOException {
        while (lines.next()) {
          if (!lines.isBlank()) {
            lines.giveTo(record);
            record.number(lines.number());
            eventTime = times.earliest(record);
            return record;
          }
        }
        return null;
      }

      @Override
      public boolean look() throws IOException {
        while (lines.next()) {
          if (!lines.isBlank()) {
            lines.giveTo(record);
            eventTime = times.look(record);
            return true;
          }
        }
        return false;
      }

      @Override
      public long eventTime() {
        return eventTime;
      }

      @Override
      public Place last() {
        return lines.last();
      }

      @Override
      public Place place() {
        return lines.place();
      }

      @Override
      public long position() {
        return lines.position();
      }

      @Override
      public void close() throws IOException {
        lines.close();
      }
    };
  }
}

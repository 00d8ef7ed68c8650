package io.windfarm.ingest.files;

import io.windfarm.ingest.EventTimes;
import io.windfarm.model.Arrival;
import java.io.IOException;
import java.util.Arrays;
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
      /** What says of all records of the file where they come from. */
      private final Arrival any = origin.arrival(new byte[0], 0);

      private long eventTime;

      @Nullable
      @Override
      public Arrival next() throws IOException {
        while (lines.next()) {
          if (!lines.isBlank()) {
            Arrival arrival =
                origin.arrival(Arrays.copyOf(lines.bytes(), lines.length()), lines.number());
            eventTime = times.earliest(arrival);
            return arrival;
          }
        }
        return null;
      }

      @Override
      public boolean look() throws IOException {
        while (lines.next()) {
          if (!lines.isBlank()) {
            eventTime = times.earliest(any, lines.bytes(), lines.length());
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

package io.windfarm.ingest.files;

import io.windfarm.config.CsvFormat;
import io.windfarm.ingest.EventTimes;
import io.windfarm.model.Arrival;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.annotation.Nullable;

/**
 * CSV with a header: an event a row, made by {@link CsvEvents}. What separates the columns (comma,
 * semicolon, tab or bar) is what the header has most of. Lines of nothing but white space, and
 * further lines that are the header again, are no records. A row that does not fit its header is a
 * record that will be rejected, with the bytes of its line.
 */
final class Csv implements Layout {
  private static final String SEPARATORS = ",;\t|";

  private final EventTimes times;
  private final List<CsvFormat> formats;

  /**
   * @param formats the first that recognises a header says what its columns mean; without one they
   *     mean what their names do
   */
  Csv(EventTimes times, List<CsvFormat> formats) {
    this.times = times;
    this.formats = formats;
  }

  @Override
  public Records open(FilePart file, Place from, boolean unfinishedCounts) throws IOException {
    byte[] header = header(file, unfinishedCounts);
    if (header == null) {
      return new Rows(file, Lines.open(file.path, Place.START, false), new byte[0], List.of());
    }
    List<String> keys = keys(names(header));
    if (times.column(keys) < 0) {
      throw new IOException(
          file.path
              + ": no column of its header holds a time: "
              + String.join(", ", names(header))
              + ". The first line must name the columns; what they mean can be said under 'csv' in"
              + " a sensors.catalog of your own.");
    }
    return new Rows(file, Lines.open(file.path, from, unfinishedCounts), header, keys);
  }

  /** The first line that is not blank, without a byte order mark; null if there is none yet. */
  @Nullable
  private static byte[] header(FilePart file, boolean unfinishedCounts) throws IOException {
    try (Lines lines = Lines.open(file.path, Place.START, unfinishedCounts)) {
      while (lines.next()) {
        if (!lines.isBlank()) {
          return withoutMark(lines.copy());
        }
      }
      return null;
    }
  }

  private static byte[] withoutMark(byte[] line) {
    boolean marked =
        line.length >= 3
            && line[0] == (byte) 0xef
            && line[1] == (byte) 0xbb
            && line[2] == (byte) 0xbf;
    return marked ? Arrays.copyOfRange(line, 3, line.length) : line;
  }

  private static char separator(byte[] header) {
    char most = SEPARATORS.charAt(0);
    int mostFound = 0;
    for (int i = 0; i < SEPARATORS.length(); i++) {
      char separator = SEPARATORS.charAt(i);
      int found = 0;
      for (byte b : header) {
        found += b == separator ? 1 : 0;
      }
      if (found > mostFound) {
        most = separator;
        mostFound = found;
      }
    }
    return most;
  }

  private static List<String> names(byte[] header) throws IOException {
    CsvRow row = new CsvRow(separator(header));
    if (!row.read(header, 0, header.length)) {
      throw new IOException("The header of a CSV file has a quote that is not closed.");
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      String name =
          new String(header, row.from(i), row.to(i) - row.from(i), StandardCharsets.UTF_8);
      names.add(name.isEmpty() ? "column " + (i + 1) : name);
    }
    return names;
  }

  private List<String> keys(List<String> names) {
    for (CsvFormat format : formats) {
      if (format.recognises(names)) {
        return format.keys(names);
      }
    }
    return names;
  }

  private final class Rows implements Records {
    private final Origin origin;
    private final Lines lines;
    private final byte[] header;
    private final CsvRow row;
    private final CsvEvents events;
    private final int columns;
    private final int timeColumn;
    private long eventTime;

    Rows(FilePart file, Lines lines, byte[] header, List<String> keys) {
      this.origin = new Origin(file);
      this.lines = lines;
      this.header = header;
      this.row = new CsvRow(separator(header));
      this.events = new CsvEvents(keys);
      this.columns = keys.size();
      this.timeColumn = times.column(keys);
    }

    @Nullable
    @Override
    public Arrival next() throws IOException {
      while (columns > 0 && lines.next()) {
        if (!lines.isBlank() && !isHeader()) {
          return arrival();
        }
      }
      return null;
    }

    private boolean isHeader() {
      int length = lines.to() - lines.from();
      int from = lines.to() - header.length;
      return (length == header.length || length == header.length + 3)
          && Arrays.equals(header, 0, header.length, lines.bytes(), from, lines.to());
    }

    private Arrival arrival() {
      eventTime = EventTimes.NONE;
      byte[] line = lines.bytes();
      long number = lines.number();
      String fault = fault(row.read(line, lines.from(), lines.to()));
      if (fault != null) {
        Arrival unfit = origin.arrival(lines.copy(), number);
        unfit.fault = fault;
        return unfit;
      }
      eventTime = time(line);
      return origin.arrival(events.of(line, row), number);
    }

    @Nullable
    private String fault(boolean closed) {
      if (!closed) {
        return "a quote that is not closed in its line";
      }
      boolean fits = row.size() >= columns;
      for (int extra = columns; fits && extra < row.size(); extra++) {
        fits = row.isEmpty(extra);
      }
      return fits ? null : row.size() + " cells under a header of " + columns;
    }

    private long time(byte[] line) {
      return times.parse(line, row.from(timeColumn), row.to(timeColumn), origin.arrivalTime());
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
  }
}

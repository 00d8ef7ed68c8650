package io.windfarm.bench;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.annotation.Nullable;

/** The lines of a file of events with their dates, which are text that sorts by time. */
final class DatedLines implements Closeable {
  private final BufferedReader from;
  @Nullable private String line;
  private String date = "";

  DatedLines(Path file) throws IOException {
    // Malformed ones need not be UTF-8.
    from = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
    next();
  }

  /** The line that is read; null at the end. */
  @Nullable
  String line() {
    return line;
  }

  /** Goes on to the next line. One without a date has that of the line before. */
  void next() throws IOException {
    line = from.readLine();
    int at = DatedText.dateIn(line);
    if (at >= 0) {
      date = line.substring(at, at + DatedText.DATE);
    }
  }

  /** True if its line is due before the other's. */
  boolean isBefore(DatedLines other) {
    return line != null && (other.line == null || date.compareTo(other.date) <= 0);
  }

  @Override
  public void close() throws IOException {
    from.close();
  }
}

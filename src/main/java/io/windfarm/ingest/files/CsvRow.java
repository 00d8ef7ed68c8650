package io.windfarm.ingest.files;

import java.util.Arrays;

/**
 * Cuts a line of CSV into cells, as RFC 4180 has them, but that a row ends with its line: cells may
 * be quoted, and a quote within such a cell is written twice. White space around a cell is not part
 * of it.
 */
final class CsvRow {
  private static final byte QUOTE = '"';

  private final byte separator;
  private int[] from = new int[16];
  private int[] to = new int[16];
  private boolean[] quoted = new boolean[16];
  private int size;

  CsvRow(char separator) {
    this.separator = (byte) separator;
  }

  /** Takes in the line {@code bytes[begin, end)}: false if one of its quotes is not closed. */
  boolean read(byte[] bytes, int begin, int end) {
    size = 0;
    int at = begin;
    while (true) {
      int start = at;
      while (start < end && isBlank(bytes[start])) {
        start++;
      }
      boolean isQuoted = start < end && bytes[start] == QUOTE;
      if (isQuoted) {
        at = endOfQuotes(bytes, start + 1, end);
        if (at < 0) {
          return false;
        }
      } else {
        at = start;
      }
      while (at < end && bytes[at] != separator) {
        at++;
      }
      add(bytes, start, at, isQuoted);
      if (at == end) {
        return true;
      }
      at++;
    }
  }

  /** Behind the quote that closes, or -1 if there is none. */
  private static int endOfQuotes(byte[] line, int from, int length) {
    for (int at = from; at < length; at++) {
      if (line[at] == QUOTE) {
        if (at + 1 < length && line[at + 1] == QUOTE) {
          at++;
        } else {
          return at + 1;
        }
      }
    }
    return -1;
  }

  private void add(byte[] line, int start, int end, boolean isQuoted) {
    if (size == from.length) {
      from = Arrays.copyOf(from, 2 * size);
      to = Arrays.copyOf(to, 2 * size);
      quoted = Arrays.copyOf(quoted, 2 * size);
    }
    int last = end;
    while (last > start && isBlank(line[last - 1])) {
      last--;
    }
    boolean whole = isQuoted && last - start >= 2 && line[last - 1] == QUOTE;
    from[size] = whole ? start + 1 : start;
    to[size] = whole ? last - 1 : last;
    quoted[size] = whole;
    size++;
  }

  private boolean isBlank(byte b) {
    return (b == ' ' || b == '\t') && b != separator;
  }

  int size() {
    return size;
  }

  /** Where a cell begins in the bytes that the line is in. */
  int from(int cell) {
    return from[cell];
  }

  /** Where it ends, exclusive. */
  int to(int cell) {
    return to[cell];
  }

  /** True if quotes within it are written twice. */
  boolean isQuoted(int cell) {
    return quoted[cell];
  }

  boolean isEmpty(int cell) {
    return from[cell] == to[cell];
  }
}

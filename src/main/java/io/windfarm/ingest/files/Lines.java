package io.windfarm.ingest.files;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;

/**
 * The lines of a text file from some place on, byte for byte, without their ends ({@code \n} or
 * {@code \r\n}). A file whose name ends in {@code .gz} is unpacked; its places are those of its
 * text.
 */
public final class Lines implements Closeable {
  private static final int BUFFER_BYTES = 32 << 10;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LINE_ENDS = '\n' * ONES;

  private final InputStream in;
  private final boolean unfinishedCounts;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int filled;
  private long position;
  private long lines;

  /** Where this line begins. */
  private long lineFrom;

  private byte[] line = new byte[256];
  private int length;

  private Lines(InputStream in, Place from, boolean unfinishedCounts) {
    this.in = in;
    this.position = from.position;
    this.lines = from.lines;
    this.unfinishedCounts = unfinishedCounts;
  }

  /** All lines of a text, the one that may stand after its last line end included. */
  public static Lines of(InputStream text) {
    return new Lines(text, Place.START, true);
  }

  /**
   * @param unfinishedCounts whether bytes after the last line end are a line
   */
  static Lines open(String file, Place from, boolean unfinishedCounts) throws IOException {
    Path path = new Path(file);
    FSDataInputStream bytes = path.getFileSystem().open(path);
    try {
      if (!file.endsWith(".gz")) {
        bytes.seek(from.position);
        return new Lines(bytes, from, unfinishedCounts);
      }
      InputStream text = new GZIPInputStream(bytes, BUFFER_BYTES);
      skip(text, from.position);
      return new Lines(text, from, unfinishedCounts);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  private static void skip(InputStream text, long count) throws IOException {
    long left = count;
    while (left > 0) {
      long skipped = text.skip(left);
      if (skipped <= 0) {
        throw new EOFException("ends before byte " + count);
      }
      left -= skipped;
    }
  }

  /**
   * Moves to the next line: false at the end of the file, as it is now.
   *
   * @throws IOException also where a packed file is cut off
   */
  public boolean next() throws IOException {
    length = 0;
    lineFrom = position;
    while (true) {
      if (at == filled && !fill()) {
        return atEnd();
      }
      int end = lineEnd();
      append(at, end);
      if (end < filled) {
        position += length + 1L;
        lines++;
        at = end + 1;
        if (length > 0 && line[length - 1] == '\r') {
          length--;
        }
        return true;
      }
      at = end;
    }
  }

  /** Where the next line end is in what is buffered, or where that ends. */
  private int lineEnd() {
    int end = at;
    while (end + Long.BYTES <= filled) {
      // A byte becomes 0 where the line ends; the lowest whose high bit is then set is the first.
      long differing = (long) LONGS.get(buffer, end) ^ LINE_ENDS;
      long found = (differing - ONES) & ~differing & HIGH_BITS;
      if (found != 0) {
        return end + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
      end += Long.BYTES;
    }
    while (end < filled && buffer[end] != '\n') {
      end++;
    }
    return end;
  }

  private boolean fill() throws IOException {
    at = 0;
    filled = 0;
    int read = in.read(buffer);
    filled = Math.max(0, read);
    return read > 0;
  }

  private boolean atEnd() {
    if (length == 0 || !unfinishedCounts) {
      return false;
    }
    position += length;
    lines++;
    return true;
  }

  private void append(int from, int to) {
    int more = to - from;
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.max(length + more, 2 * line.length));
    }
    System.arraycopy(buffer, from, line, length, more);
    length += more;
  }

  /** The line's bytes, in the first {@link #length()} places; gone with the next line. */
  public byte[] bytes() {
    return line;
  }

  public int length() {
    return length;
  }

  /** True for a line of nothing but white space. */
  public boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  /** The number of this line, from 1. */
  public long number() {
    return lines;
  }

  /** Where this line begins. */
  Place last() {
    return new Place(lineFrom, lines - 1);
  }

  /** Where the next line begins; its {@link Place#lines} is this one's number, from 1. */
  Place place() {
    return new Place(position, lines);
  }

  /** The position of {@link #place}. */
  long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

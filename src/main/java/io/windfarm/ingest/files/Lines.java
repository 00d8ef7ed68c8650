package io.windfarm.ingest.files;

import io.windfarm.model.Arrival;
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
  private byte[] buffer = new byte[BUFFER_BYTES];

  /** Where in the buffer the next line begins. */
  private int at;

  private int filled;
  private long position;
  private long lines;

  /** Where this line begins. */
  private long lineFrom;

  /** Where in the buffer it begins. */
  private int from;

  /** Where in the buffer it ends, exclusive. */
  private int to;

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
    from = at;
    lineFrom = position;
    int looked = at;
    while (true) {
      int end = lineEnd(looked);
      if (end < filled) {
        endLine(end, end + 1);
        if (to > from && buffer[to - 1] == '\r') {
          to--;
        }
        return true;
      }
      looked = end - from;
      if (!fill()) {
        return atEnd();
      }
    }
  }

  /** Where the first line end is in what is buffered from a place on, or where that ends. */
  private int lineEnd(int place) {
    int end = place;
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

  /** Reads more of the file, behind what there is of this line, which moves to the front. */
  private boolean fill() throws IOException {
    System.arraycopy(buffer, from, buffer, 0, filled - from);
    filled -= from;
    at = 0;
    from = 0;
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, read);
    return read > 0;
  }

  private boolean atEnd() {
    if (filled == 0 || !unfinishedCounts) {
      return false;
    }
    endLine(filled, filled);
    return true;
  }

  private void endLine(int end, int next) {
    to = end;
    at = next;
    position += next - from;
    lines++;
  }

  /** A copy of the line's bytes. */
  public byte[] copy() {
    return Arrays.copyOfRange(buffer, from, to);
  }

  /** Makes the line the bytes of {@code record}, where they lie: until the next line. */
  void giveTo(Arrival record) {
    record.payload = buffer;
    record.before = from;
    record.behind = buffer.length - to;
  }

  /** The line's are from {@link #from} up to {@link #to}, until the next line. */
  byte[] bytes() {
    return buffer;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** True for a line of nothing but white space. */
  public boolean isBlank() {
    for (int i = from; i < to; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
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

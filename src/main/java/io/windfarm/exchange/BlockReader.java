package io.windfarm.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.windfarm.pool.Pool;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;

/** Takes apart what a {@link BlockWriter} wrote. Not thread-safe. */
public final class BlockReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int at;

  BlockReader() {
    this(new byte[512], 0);
  }

  /** Reads what was fetched before. */
  public BlockReader(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Fetches the next element. */
  void readFrom(DataInputView in) throws IOException {
    int size = in.readInt();
    if (size > bytes.length) {
      bytes = new byte[Math.max(size, 2 * bytes.length)];
    }
    in.readFully(bytes, 0, size);
    at = 0;
  }

  /** A pool for {@link #repeated}. */
  public static Pool<String> texts(int slots) {
    return new Pool<>(
        slots,
        BlockWriter.LONGEST_REPEATED,
        (bytes, from, to) -> new BlockReader(bytes, from).text());
  }

  /** A text, the same string as the last time if {@code texts} still has it. */
  public String repeated(Pool<String> texts) {
    int length = small();
    if (length == 0) {
      return text();
    }
    String known = texts.get(bytes, at, at + length);
    at += length;
    return known;
  }

  /**
   * What {@code pool} has for the next {@code length} bytes, which begin with a hash of the others.
   */
  <T> T repeatedHashed(Pool<T> pool, int length) {
    T known = pool.getHashed(bytes, at, at + length);
    at += length;
    return known;
  }

  /** The next {@code length} bytes. */
  public byte[] bytes(int length) {
    byte[] next = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return next;
  }

  /** One byte. */
  public int small() {
    return bytes[at++];
  }

  /** Eight bytes, as a double. */
  public double number() {
    return Double.longBitsToDouble(whole());
  }

  /** Eight bytes. */
  public long whole() {
    long number = (long) LONGS.get(bytes, at);
    at += Long.BYTES;
    return number;
  }

  /** What {@link BlockWriter#addVarint} wrote. */
  public long varint() {
    byte next = bytes[at++];
    long number = next & 0x7f;
    for (int shift = 7; next < 0; shift += 7) {
      next = bytes[at++];
      number |= (long) (next & 0x7f) << shift;
    }
    return number;
  }

  /** What {@link BlockWriter#add(String)} wrote. */
  public String text() {
    long header = varint();
    if (header == 0) {
      return null;
    }
    boolean wide = (header & 1) == 0;
    int length = (int) ((wide ? header - 2 : header - 1) >>> 1);
    if (length == 0) {
      return "";
    }
    if (wide) {
      return wide(length);
    }
    String text = new String(bytes, at, length, ISO_8859_1);
    at += length;
    return text;
  }

  /** Char by char, as decoders make others of unpaired surrogates. */
  private String wide(int length) {
    char[] chars = new char[length];
    for (int i = 0; i < length; i++) {
      chars[i] = (char) ((bytes[at] & 0xff) | bytes[at + 1] << 8);
      at += 2;
    }
    return new String(chars);
  }
}

package io.windfarm.exchange;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Collects the fields of one element in an array, so that the output is asked once an element and
 * not once a character. Not thread-safe.
 */
public final class BlockWriter {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int MAX_VARINT = 10;

  /** Bytes, of a text that is kept by readers. */
  static final int LONGEST_REPEATED = Byte.MAX_VALUE;

  private byte[] bytes = new byte[512];
  private int size;

  void clear() {
    size = 0;
  }

  /** Writes what was collected, with its length in front. */
  void writeTo(DataOutputView out) throws IOException {
    out.writeInt(size);
    out.write(bytes, 0, size);
  }

  /** Bytes collected so far. */
  public int size() {
    return size;
  }

  /** What was collected, in the first {@link #size} places. */
  public byte[] bytes() {
    return bytes;
  }

  /** Adds bytes as they are, without their number. */
  public void add(byte[] block) {
    room(block.length);
    System.arraycopy(block, 0, bytes, size, block.length);
    size += block.length;
  }

  /** Adds one byte: -128 to 127. */
  public void add(int small) {
    room(1);
    bytes[size++] = (byte) small;
  }

  /** Adds eight bytes: every bit of it. */
  public void add(double number) {
    add(Double.doubleToRawLongBits(number));
  }

  /** Adds eight bytes. */
  public void add(long number) {
    room(Long.BYTES);
    LONGS.set(bytes, size, number);
    size += Long.BYTES;
  }

  /** Seven bits a byte, the lowest first: short for what is small and not below 0. */
  public void addVarint(long number) {
    room(MAX_VARINT);
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** A byte a character where that is enough, else two; null is none. */
  public void add(String text) {
    if (text == null) {
      addVarint(0);
    } else if (isLatin1(text)) {
      addNarrow(text);
    } else {
      addWide(text);
    }
  }

  /** The same of a text that is there in ASCII, in the first {@code length} bytes. */
  public void addAscii(byte[] text, int length) {
    addVarint(((long) length << 1) + 1);
    room(length);
    System.arraycopy(text, 0, bytes, size, length);
    size += length;
  }

  /** A text that the reader has in a pool, if it is not too long. */
  public void addRepeated(String text) {
    int header = size;
    add(0);
    add(text);
    int length = size - header - 1;
    if (length <= LONGEST_REPEATED) {
      bytes[header] = (byte) length;
    }
  }

  private static boolean isLatin1(String text) {
    int seen = 0;
    for (int i = 0; i < text.length(); i++) {
      seen |= text.charAt(i);
    }
    return seen <= 0xff;
  }

  @SuppressWarnings("deprecation") // for dropping high bytes, which are 0: it copies all at once
  private void addNarrow(String text) {
    int length = text.length();
    addVarint(((long) length << 1) + 1);
    room(length);
    text.getBytes(0, length, bytes, size);
    size += length;
  }

  private void addWide(String text) {
    int length = text.length();
    addVarint(((long) length << 1) + 2);
    room(2 * length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      bytes[size++] = (byte) c;
      bytes[size++] = (byte) (c >>> 8);
    }
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}

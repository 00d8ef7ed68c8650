package io.windfarm.lake.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/** Bytes that grow, numbers among them as Parquet's plain encoding has them. */
final class LittleEndianBytes {
  private static final int FIRST_CAPACITY = 256;
  private static final char LAST_ASCII = 0x7F;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[FIRST_CAPACITY];
  private int size;

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /** Forgets all, and the memory too that was needed for more than {@code usual} bytes. */
  void clear(int usual) {
    size = 0;
    if (bytes.length > usual) {
      bytes = new byte[FIRST_CAPACITY];
    }
  }

  /** Forgets what was put after the first {@code length} bytes. */
  void truncate(int length) {
    size = length;
  }

  void putByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  void putInt(int value) {
    reserve(Integer.BYTES);
    INTS.set(bytes, size, value);
    size += Integer.BYTES;
  }

  void putLong(long value) {
    reserve(Long.BYTES);
    LONGS.set(bytes, size, value);
    size += Long.BYTES;
  }

  /** Seven bits a byte, the lowest first. */
  void putVarInt(int value) {
    int left = value;
    while ((left & ~0x7F) != 0) {
      putByte((left & 0x7F) | 0x80);
      left >>>= 7;
    }
    putByte(left);
  }

  /** A text in UTF-8, its length in bytes before it; unpaired surrogates become {@code ?}. */
  void putText(String text) {
    int length = text.length();
    reserve(Integer.BYTES + length);
    int start = size + Integer.BYTES;
    for (int i = 0; i < length; i++) {
      char character = text.charAt(i);
      if (character > LAST_ASCII) {
        putBinary(text.getBytes(UTF_8));
        return;
      }
      bytes[start + i] = (byte) character;
    }
    INTS.set(bytes, size, length);
    size = start + length;
  }

  /** The decimal digits of a number, not below 0, as a text. */
  void putDigits(int number) {
    int length = 1;
    for (int left = number / 10; left > 0; left /= 10) {
      length++;
    }
    putInt(length);
    reserve(length);
    size += length;
    int left = number;
    for (int at = size - 1; at >= size - length; at--) {
      bytes[at] = (byte) ('0' + left % 10);
      left /= 10;
    }
  }

  /** Bytes, their number before them. */
  void putBinary(byte[] source) {
    putInt(source.length);
    put(source);
  }

  void put(byte[] source) {
    put(source, 0, source.length);
  }

  void put(byte[] source, int from, int length) {
    reserve(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  void put(LittleEndianBytes source) {
    put(source.bytes, 0, source.size);
  }

  void put(LittleEndianBytes source, int from, int to) {
    put(source.bytes, from, to - from);
  }

  /** Writes over four bytes that are there. */
  void setInt(int at, int value) {
    INTS.set(bytes, at, value);
  }

  /** Four bytes that are there. */
  int getInt(int at) {
    return (int) INTS.get(bytes, at);
  }

  /** A copy of the bytes from {@code from} to before {@code to}. */
  byte[] copy(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /** Compares two stretches as unsigned bytes, which is the format's order of texts and bytes. */
  int compare(int from, int to, int otherFrom, int otherTo) {
    return Arrays.compareUnsigned(bytes, from, to, bytes, otherFrom, otherTo);
  }

  /** A view of the first {@code length} bytes: gone with the next change. */
  BytesInput asInput(int length) {
    return BytesInput.from(ByteBuffer.wrap(bytes, 0, length));
  }

  /** Makes room for so many bytes more. */
  void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}

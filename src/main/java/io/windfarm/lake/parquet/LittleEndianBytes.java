package io.windfarm.lake.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/** Bytes that grow, numbers among them as Parquet's plain encoding has them. */
final class LittleEndianBytes {
  private static final int FIRST_CAPACITY = 256;

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

  /** A view of the first {@code length} bytes: gone with the next change. */
  BytesInput asInput(int length) {
    return BytesInput.from(ByteBuffer.wrap(bytes, 0, length));
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}

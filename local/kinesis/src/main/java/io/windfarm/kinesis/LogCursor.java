package io.windfarm.kinesis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Walks the records of a segment. On disk a record is: its body's length, the CRC-32C of the body,
 * and the body: index, arrival, length of the key, key, data.
 */
final class LogCursor {
  static final int HEADER = 8;
  static final int BODY_FIXED = 8 + 8 + 2;

  private static final int LARGEST_BODY = 16 << 20;
  private static final int BLOCK = 256 * 1024;

  private final LogStore store;
  private final long end;
  private ByteBuffer block = ByteBuffer.allocate(0);
  private long blockOffset;
  private long offset;
  private long next;
  private int bodyLength;
  private int body;

  LogCursor(LogStore store, long from) {
    this.store = store;
    this.end = store.size();
    this.next = from;
  }

  /** Lays a record out at the buffer's position. */
  static void write(ByteBuffer target, long index, long arrivalMillis, Payload payload) {
    int length = BODY_FIXED + payload.size();
    int start = target.position();
    target.putInt(length).putInt(0);
    target.putLong(index).putLong(arrivalMillis).putShort((short) payload.key().length);
    target.put(payload.key()).put(payload.data());
    CRC32C crc = new CRC32C();
    crc.update(target.array(), target.arrayOffset() + start + HEADER, length);
    target.putInt(start + 4, (int) crc.getValue());
  }

  static int bytes(Payload payload) {
    return HEADER + BODY_FIXED + payload.size();
  }

  /** Steps to the next record; false at the end, or where the bytes cannot be a record's start. */
  boolean next() throws IOException {
    if (end - next < HEADER + BODY_FIXED) {
      return false;
    }
    int header = need(next, HEADER);
    int length = block.getInt(header);
    if (length < BODY_FIXED || length > LARGEST_BODY || end - next - HEADER < length) {
      return false;
    }
    offset = next;
    body = need(next, HEADER + length) + HEADER;
    bodyLength = length;
    next = offset + HEADER + length;
    return true;
  }

  /** Whether the record is what was written, all of it. */
  boolean intact() {
    CRC32C crc = new CRC32C();
    crc.update(block.array(), body, bodyLength);
    return (int) crc.getValue() == block.getInt(body - 4)
        && Short.toUnsignedInt(block.getShort(body + 16)) <= bodyLength - BODY_FIXED;
  }

  long index() {
    return block.getLong(body);
  }

  long arrivalMillis() {
    return block.getLong(body + 8);
  }

  /** Offset of the current record. */
  long offset() {
    return offset;
  }

  /** Offset behind the last record stepped to. */
  long end() {
    return next;
  }

  StoredRecord record() throws IOException {
    if (!intact()) {
      throw new IOException("the log is damaged at byte " + offset + ": its checksum is wrong");
    }
    int keyLength = Short.toUnsignedInt(block.getShort(body + 16));
    byte[] key = new byte[keyLength];
    block.get(body + BODY_FIXED, key);
    byte[] data = new byte[bodyLength - BODY_FIXED - keyLength];
    block.get(body + BODY_FIXED + keyLength, data);
    return new StoredRecord(index(), arrivalMillis(), key, data);
  }

  /** Makes that many bytes from the position available and says where in the block they start. */
  private int need(long position, int length) throws IOException {
    if (position < blockOffset || position + length > blockOffset + block.limit()) {
      int size = (int) Math.min(Math.max(length, BLOCK), end - position);
      ByteBuffer target = block.capacity() >= size ? block.clear() : ByteBuffer.allocate(size);
      target.limit(size);
      store.read(position, target);
      if (target.hasRemaining()) {
        throw new IOException("the log is shorter than it was: was a file of it changed?");
      }
      block = target.flip();
      blockOffset = position;
    }
    return (int) (position - blockOffset);
  }
}

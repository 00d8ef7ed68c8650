package io.windfarm.kinesis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A segment on the heap, for an endpoint without a directory. All of them together take no more
 * than half the heap; beyond it appends are refused rather than the process lost.
 */
final class HeapStore implements LogStore {
  private static final int CHUNK = 64 * 1024;

  private final AtomicLong held;
  private final long most;
  private final List<byte[]> chunks = new ArrayList<>();
  private long size;

  /**
   * @param held bytes that all stores of the endpoint hold together
   * @param most what {@code held} may come to
   */
  HeapStore(AtomicLong held, long most) {
    this.held = held;
    this.most = most;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void append(ByteBuffer bytes) throws IOException {
    long needed = (size + bytes.remaining() + CHUNK - 1) / CHUNK - chunks.size();
    if (held.addAndGet(needed * CHUNK) > most) {
      held.addAndGet(-needed * CHUNK);
      throw new IOException(
          "the records held in memory fill half the heap: give the endpoint a directory, a shorter"
              + " retention or a larger -Xmx");
    }
    for (long i = 0; i < needed; i++) {
      chunks.add(new byte[CHUNK]);
    }
    while (bytes.hasRemaining()) {
      int offset = (int) (size % CHUNK);
      int count = Math.min(CHUNK - offset, bytes.remaining());
      bytes.get(chunks.get((int) (size / CHUNK)), offset, count);
      size += count;
    }
  }

  @Override
  public void read(long position, ByteBuffer target) {
    long at = position;
    while (target.hasRemaining() && at < size) {
      int offset = (int) (at % CHUNK);
      int count = (int) Math.min(Math.min(CHUNK - offset, target.remaining()), size - at);
      target.put(chunks.get((int) (at / CHUNK)), offset, count);
      at += count;
    }
  }

  @Override
  public void truncate(long newSize) {
    size = newSize;
  }

  @Override
  public void seal() {
    // Nothing is held for appending alone.
  }

  @Override
  public void close() {
    // The garbage collector does it.
  }

  @Override
  public void delete() {
    held.addAndGet(-(long) chunks.size() * CHUNK);
    chunks.clear();
    size = 0;
  }
}

package io.windfarm.kinesis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A stretch of a shard's log, dropped as a whole once all its records are past retention. Callers
 * hold the log's lock.
 */
final class Segment {
  private final long firstIndex;
  private final LogStore store;
  private long firstArrival;
  // Built at the first read for segments found on disk, so that a start does not read them all.
  private SparseIndex sparse;

  Segment(long firstIndex, LogStore store, boolean fresh) throws IOException {
    this.firstIndex = firstIndex;
    this.store = store;
    if (fresh) {
      this.sparse = new SparseIndex();
      this.firstArrival = Long.MAX_VALUE;
    } else {
      LogCursor cursor = cursor(0);
      this.firstArrival = cursor.next() ? cursor.arrivalMillis() : Long.MAX_VALUE;
    }
  }

  long firstIndex() {
    return firstIndex;
  }

  /** Arrival of its first record in milliseconds; the largest long while it has none. */
  long firstArrival() {
    return firstArrival;
  }

  long size() {
    return store.size();
  }

  LogStore store() {
    return store;
  }

  void append(long index, long arrivalMillis, List<Payload> payloads) throws IOException {
    int bytes = 0;
    for (Payload payload : payloads) {
      bytes += LogCursor.bytes(payload);
    }
    long offset = store.size();
    ByteBuffer block = ByteBuffer.allocate(bytes);
    for (int i = 0; i < payloads.size(); i++) {
      LogCursor.write(block, index + i, arrivalMillis, payloads.get(i));
    }
    store.append(block.flip());
    sparse().note(index, arrivalMillis, offset);
    firstArrival = Math.min(firstArrival, arrivalMillis);
  }

  /** A cursor whose next records include all from that index, perhaps some before it. */
  LogCursor from(long index) throws IOException {
    return cursor(sparse().offsetBefore(index));
  }

  /** A cursor whose next records include all that arrived then or later, perhaps some earlier. */
  LogCursor fromTime(long arrivalMillis) throws IOException {
    return cursor(sparse().offsetBeforeTime(arrivalMillis));
  }

  LogCursor cursor(long offset) {
    return new LogCursor(store, offset);
  }

  private synchronized SparseIndex sparse() throws IOException {
    if (sparse == null) {
      SparseIndex built = new SparseIndex();
      LogCursor cursor = cursor(0);
      while (cursor.next()) {
        built.note(cursor.index(), cursor.arrivalMillis(), cursor.offset());
      }
      sparse = built;
    }
    return sparse;
  }
}

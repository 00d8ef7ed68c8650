package io.windfarm.kinesis;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The records of one shard, in segments. What {@link #append} has returned from is there after the
 * process was killed; a record that was being written then is cut off at the next start. Safe for
 * use by many threads.
 */
final class ShardLog {
  private static final System.Logger LOG = System.getLogger(ShardLog.class.getName());

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Condition appended = lock.writeLock().newCondition();
  private final Storage storage;
  private final List<Segment> segments = new ArrayList<>();
  private long nextIndex = 1;
  private long lastArrival;

  ShardLog(Storage storage) throws IOException {
    this.storage = storage;
    List<Long> existing = storage.existing();
    for (int i = 0; i < existing.size(); i++) {
      boolean last = i == existing.size() - 1;
      LogStore store = storage.open(existing.get(i), !last);
      if (last) {
        recover(existing.get(i), store);
      }
      segments.add(new Segment(existing.get(i), store, false));
    }
  }

  private void recover(long firstIndex, LogStore store) throws IOException {
    nextIndex = firstIndex;
    LogCursor cursor = new LogCursor(store, 0);
    long whole = 0;
    while (cursor.next() && cursor.intact()) {
      nextIndex = cursor.index() + 1;
      lastArrival = cursor.arrivalMillis();
      whole = cursor.end();
    }
    if (whole < store.size()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Cut {0} bytes of an unfinished write off the end of the log",
          store.size() - whole);
      store.truncate(whole);
    }
  }

  /** Where appended records went: the first one's index, and the arrival they all have. */
  record Appended(long firstIndex, long arrivalMillis) {}

  /** Adds the records in order, all or none. */
  Appended append(List<Payload> payloads, long nowMillis) throws IOException {
    lock.writeLock().lock();
    try {
      if (segments.isEmpty() || last().size() >= storage.segmentBytes()) {
        if (!segments.isEmpty()) {
          last().store().seal();
        }
        segments.add(new Segment(nextIndex, storage.open(nextIndex, false), true));
      }
      // Arrival must not go back, or a search by time would miss records.
      long arrival = Math.max(nowMillis, lastArrival);
      last().append(nextIndex, arrival, payloads);
      Appended where = new Appended(nextIndex, arrival);
      nextIndex += payloads.size();
      lastArrival = arrival;
      appended.signalAll();
      return where;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * What a read gave.
   *
   * @param nextIndex where the next read goes on; records before it are read or past retention
   * @param atEnd whether there was nothing behind it at the time
   */
  record Batch(List<StoredRecord> records, long nextIndex, boolean atEnd) {
    /** Bytes of keys and data. */
    long bytes() {
      return records.stream().mapToLong(r -> r.key().length + r.data().length).sum();
    }

    /** How far its last record is behind the newest one, in milliseconds. */
    long millisBehind(long nowMillis) {
      if (atEnd || records.isEmpty()) {
        return 0;
      }
      return Math.max(0, nowMillis - records.get(records.size() - 1).arrivalMillis());
    }
  }

  /**
   * Records from that index on.
   *
   * @param horizonMillis records that arrived before are passed over
   * @param most at most that many records
   * @param mostBytes at most that many bytes of keys and data, but always one record if there is
   *     one
   */
  Batch read(long from, long horizonMillis, int most, long mostBytes) throws IOException {
    lock.readLock().lock();
    try {
      List<StoredRecord> records = new ArrayList<>();
      long index = from;
      long bytes = 0;
      for (int i = segmentOf(index); i >= 0 && i < segments.size(); i++) {
        LogCursor cursor = segments.get(i).from(index);
        while (cursor.next()) {
          if (cursor.index() < index) {
            continue;
          }
          if (records.isEmpty() && cursor.arrivalMillis() < horizonMillis) {
            // Past retention: go on where it begins, which may be in a later segment.
            index = seek(horizonMillis);
            i = segmentOf(index) - 1;
            break;
          }
          StoredRecord record = cursor.record();
          bytes += record.key().length + record.data().length;
          if (records.size() == most || (!records.isEmpty() && bytes > mostBytes)) {
            return new Batch(records, index, false);
          }
          records.add(record);
          index = record.index() + 1;
        }
      }
      return new Batch(records, index, true);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Index of the first record that arrived then or later; the next one's if there is none. */
  long indexAt(long arrivalMillis) throws IOException {
    lock.readLock().lock();
    try {
      return seek(arrivalMillis);
    } finally {
      lock.readLock().unlock();
    }
  }

  private long seek(long arrivalMillis) throws IOException {
    if (segments.isEmpty() || lastArrival < arrivalMillis) {
      return nextIndex;
    }
    int at = segments.size() - 1;
    while (at > 0 && segments.get(at).firstArrival() >= arrivalMillis) {
      at--;
    }
    for (; at < segments.size(); at++) {
      Segment segment = segments.get(at);
      if (segment.firstArrival() >= arrivalMillis) {
        return segment.firstIndex();
      }
      LogCursor cursor = segment.fromTime(arrivalMillis);
      while (cursor.next()) {
        if (cursor.arrivalMillis() >= arrivalMillis) {
          return cursor.index();
        }
      }
    }
    return nextIndex;
  }

  /** Index that the next record will get. */
  long nextIndex() {
    lock.readLock().lock();
    try {
      return nextIndex;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Waits until there is a record of that index, but no longer than told. */
  void awaitRecord(long index, Duration atMost) throws InterruptedException {
    lock.writeLock().lock();
    try {
      long nanos = atMost.toNanos();
      while (nextIndex <= index && nanos > 0) {
        nanos = appended.awaitNanos(nanos);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Frees the segments of which every record arrived before. */
  void trim(long horizonMillis) throws IOException {
    lock.writeLock().lock();
    try {
      while (segments.size() > 1 && segments.get(1).firstArrival() < horizonMillis) {
        segments.remove(0).store().delete();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  void close() throws IOException {
    lock.writeLock().lock();
    try {
      for (Segment segment : segments) {
        segment.store().close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  void delete() throws IOException {
    lock.writeLock().lock();
    try {
      for (Segment segment : segments) {
        segment.store().delete();
      }
      segments.clear();
      storage.delete();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private Segment last() {
    return segments.get(segments.size() - 1);
  }

  private int segmentOf(long index) {
    int at = segments.size() - 1;
    while (at > 0 && segments.get(at).firstIndex() > index) {
      at--;
    }
    return at;
  }
}

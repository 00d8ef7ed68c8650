package io.windfarm.producers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Writes to the spool what the lanes want in it, and takes out what has been acknowledged, many
 * records at a time. Where the spool has no room it waits for some, and so does whoever measures.
 */
final class Spooler {
  /** Records that may wait to be written before measuring has to: seconds of the whole fleet. */
  private static final int MOST_PENDING = 20_000;

  private static final long MOST_PENDING_BYTES = 64L << 20;

  /** Keeps a full spool from refusing a large write where a small one would fit. */
  private static final int MOST_AT_ONCE = 2_000;

  private static final long LOOK_NANOS = 100_000_000;
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));

  private final Spool spool;
  private final Bulletin bulletin;
  private final SplittableRandom random = new SplittableRandom();
  private final Thread thread = new Thread(this::run, "spool");

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Long, Waiting> toAdd = new LinkedHashMap<>();
  private final Map<Long, Waiting> toRemove = new LinkedHashMap<>();
  private Map<Long, Waiting> beingAdded = Map.of();
  private long pendingBytes;
  private long writtenUpTo;
  private int mostAtOnce = MOST_AT_ONCE;
  private int failures;
  private SpoolException refusal;
  private Long deadlineNanos;
  private boolean closing;
  private boolean done;
  private SpoolException failure;

  Spooler(Spool spool, Bulletin bulletin) {
    this.spool = spool;
    this.bulletin = bulletin;
    this.writtenUpTo = spool.lastSequence();
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /**
   * Waits while too much has not been written yet.
   *
   * @throws NotAcknowledgedException where the spool is beyond use, or full for too long when the
   *     run is to end
   */
  void awaitRoom() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (failure == null && isCrowded()) {
        if (done || isTooLate()) {
          throw noRoom();
        }
        // Whoever signals does not know when it is too late.
        changed.awaitNanos(LOOK_NANOS);
      }
      throwFailure();
    } finally {
      lock.unlock();
    }
  }

  /** This is to be in the spool, after everything that was said so before. */
  void add(Waiting waiting) {
    lock.lock();
    try {
      toAdd.put(waiting.sequence(), waiting);
      pendingBytes += waiting.record().size();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** This has been acknowledged, and need not be in the spool. */
  void remove(Waiting waiting) {
    lock.lock();
    try {
      if (!beingAdded.containsKey(waiting.sequence()) && toAdd.remove(waiting.sequence()) != null) {
        pendingBytes -= waiting.record().size();
      } else {
        toRemove.put(waiting.sequence(), waiting);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Records that were added before all others are in the spool up to this sequence number. */
  long writtenUpTo() {
    lock.lock();
    try {
      return writtenUpTo;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The records of some turbines, above that sequence number, that are still to be written; none
   * where some are written: they have to be read first.
   */
  Spool.Found unwritten(long after, int most, Predicate<String> turbines) {
    lock.lock();
    try {
      List<Waiting> found = new ArrayList<>();
      long last = after;
      Iterator<Waiting> next =
          after < writtenUpTo ? Collections.emptyIterator() : toAdd.values().iterator();
      while (next.hasNext() && found.size() < most) {
        Waiting waiting = next.next();
        if (waiting.sequence() > after && turbines.test(waiting.record().key())) {
          found.add(waiting);
          last = waiting.sequence();
        }
      }
      return new Spool.Found(found, last);
    } finally {
      lock.unlock();
    }
  }

  /** Gives a full spool only so long from now on. */
  void hurry(Duration patience) {
    lock.lock();
    try {
      if (deadlineNanos == null) {
        deadlineNanos = System.nanoTime() + patience.toNanos();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Writes what there is, and ends.
   *
   * @throws NotAcknowledgedException where something is neither acknowledged nor in the spool
   */
  void finish(Duration patience) throws InterruptedException {
    hurry(patience);
    lock.lockInterruptibly();
    try {
      closing = true;
      changed.signalAll();
      while (!done) {
        changed.await();
      }
      throwFailure();
      if (!toAdd.isEmpty()) {
        throw noRoom();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (awaitWork()) {
        write();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SpoolException e) {
      end(e);
    } catch (RuntimeException e) {
      end(SpoolException.lasting("the spool failed (" + e + "): run it again", e));
    } finally {
      end(null);
    }
  }

  private void end(SpoolException reason) {
    lock.lock();
    try {
      failure = failure == null ? reason : failure;
      done = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Answers whether there is any. */
  private boolean awaitWork() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long notBefore = System.nanoTime() + BACKOFF.waitNanos(failures, random);
      while (true) {
        boolean work = !toAdd.isEmpty() || !toRemove.isEmpty();
        if (closing && (!work || isTooLate())) {
          return false;
        }
        long wait = failures == 0 ? 0 : notBefore - System.nanoTime();
        if (!work) {
          changed.await();
        } else if (wait > 0) {
          changed.awaitNanos(wait);
        } else {
          return true;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void write() {
    Map<Long, Waiting> adding = new LinkedHashMap<>();
    List<Waiting> removing;
    lock.lock();
    try {
      Iterator<Waiting> next = toAdd.values().iterator();
      while (next.hasNext() && adding.size() < mostAtOnce) {
        Waiting waiting = next.next();
        if (toRemove.remove(waiting.sequence()) == null) {
          adding.put(waiting.sequence(), waiting);
        } else {
          // Acknowledged while a write of it was failing.
          next.remove();
          pendingBytes -= waiting.record().size();
        }
      }
      beingAdded = adding;
      removing = new ArrayList<>(toRemove.values());
    } finally {
      lock.unlock();
    }
    try {
      spool.write(adding.values(), removing);
      settle(adding.values(), removing, null);
    } catch (SpoolException e) {
      if (!e.isPassing()) {
        throw e;
      }
      settle(List.of(), removedAlone(removing), e);
    }
  }

  /** Removing makes room, and needs hardly any. Answers what was removed. */
  private List<Waiting> removedAlone(List<Waiting> removing) {
    try {
      spool.write(List.of(), removing);
      return removing;
    } catch (SpoolException e) {
      return List.of();
    }
  }

  private void settle(
      Collection<Waiting> added, Collection<Waiting> removed, SpoolException refused) {
    lock.lock();
    try {
      beingAdded = Map.of();
      for (Waiting waiting : added) {
        toAdd.remove(waiting.sequence());
        pendingBytes -= waiting.record().size();
        writtenUpTo = Math.max(writtenUpTo, waiting.sequence());
      }
      for (Waiting waiting : removed) {
        toRemove.remove(waiting.sequence());
      }
      if (refused != null) {
        failures++;
        mostAtOnce = Math.max(1, mostAtOnce / 2);
        bulletin.spoolRefuses(refused.getMessage());
      } else {
        failures = 0;
        mostAtOnce = Math.min(MOST_AT_ONCE, mostAtOnce * 2);
        bulletin.spoolTakes();
      }
      refusal = refused;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isCrowded() {
    return toAdd.size() >= MOST_PENDING || pendingBytes >= MOST_PENDING_BYTES;
  }

  /** Nothing can be written, and the run is to end. */
  private boolean isTooLate() {
    return refusal != null && deadlineNanos != null && deadlineNanos - System.nanoTime() <= 0;
  }

  private NotAcknowledgedException noRoom() {
    return new NotAcknowledgedException(
        refusal == null ? "the spool was closed: run it again" : refusal.getMessage(), refusal);
  }

  private void throwFailure() {
    if (failure != null) {
      throw new NotAcknowledgedException(failure.getMessage(), failure);
    }
  }
}

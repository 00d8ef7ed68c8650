package io.windfarm.producers;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sends the records of some of the turbines, one call at a time. A call takes at most one record of
 * a turbine (the service says nothing about the order in which it takes a call's entries), so the
 * lane waits a moment for other turbines only as long as none has a second record waiting.
 */
final class SendingLane implements Runnable {
  /** The service's limits for a call. */
  static final int MOST_ENTRIES = 500;

  static final int MOST_BYTES = 5 << 20;

  /** Ten calls' worth, or a few seconds of the reference fleet: enough to ride out a retry. */
  private static final int MOST_WAITING = 5_000;

  private static final int MOST_WAITING_BYTES = 4 * MOST_BYTES;
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5));
  private static final Duration HURRIED_PATIENCE = Duration.ofSeconds(10);

  private final PutCalls calls;
  private final long lingerNanos;
  private final SplittableRandom random = new SplittableRandom();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition roomMade = lock.newCondition();
  private final Condition changed = lock.newCondition();
  private final Map<String, TurbineQueue> queues = new HashMap<>();
  private final Deque<TurbineQueue> ready = new ArrayDeque<>();
  private final PriorityQueue<TurbineQueue> backingOff =
      new PriorityQueue<>((a, b) -> Long.signum(a.retryAtNanos() - b.retryAtNanos()));

  private Duration patience;
  private int waiting;
  private long waitingBytes;
  private long readySinceNanos;
  private boolean closing;
  private boolean done;
  private NotAcknowledgedException failure;

  private long troubleSinceNanos;
  private boolean inTrouble;
  private int failedCalls;

  private long acknowledgedRecords;
  private long acknowledgedReadings;
  private long callCount;
  private long retries;
  private long throttled;

  SendingLane(PutCalls calls, Duration linger, Duration patience) {
    this.calls = calls;
    this.lingerNanos = linger.toNanos();
    this.patience = patience;
  }

  /** Queues a record, waiting while the lane is full. */
  void accept(Outgoing record) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (failure == null
          && waiting > 0
          && (waiting >= MOST_WAITING || waitingBytes + record.size() > MOST_WAITING_BYTES)) {
        roomMade.await();
      }
      throwFailure();
      TurbineQueue queue = queues.computeIfAbsent(record.key(), key -> new TurbineQueue());
      queue.add(record);
      waiting++;
      waitingBytes += record.size();
      if (queue.size() == 1) {
        makeReady(queue);
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** No more will come: send what there is without lingering, then end. */
  void close() {
    lock.lock();
    try {
      closing = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  void hurry() {
    lock.lock();
    try {
      patience = patience.compareTo(HURRIED_PATIENCE) < 0 ? patience : HURRIED_PATIENCE;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the end that {@link #close} asked for. */
  void awaitEnd() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!done) {
        roomMade.await();
      }
      throwFailure();
    } finally {
      lock.unlock();
    }
  }

  private void abandon(NotAcknowledgedException reason) {
    lock.lock();
    try {
      fail(reason);
    } finally {
      lock.unlock();
    }
  }

  Delivery delivery() {
    lock.lock();
    try {
      return new Delivery(acknowledgedRecords, acknowledgedReadings, callCount, retries, throttled);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void run() {
    try {
      List<TurbineQueue> batch = takeBatch();
      while (!batch.isEmpty()) {
        send(batch);
        batch = takeBatch();
      }
    } catch (InterruptedException e) {
      abandon(new NotAcknowledgedException("sending was interrupted: run it again", e));
    } catch (RuntimeException e) {
      abandon(new NotAcknowledgedException("sending failed: " + e.getMessage(), e));
    } finally {
      lock.lock();
      try {
        done = true;
        roomMade.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Turbines whose heads make up the next call; empty when there is no more to do. */
  private List<TurbineQueue> takeBatch() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (failure == null) {
        long now = System.nanoTime();
        while (!backingOff.isEmpty() && backingOff.peek().retryAtNanos() - now <= 0) {
          makeReady(backingOff.remove());
        }
        if (ready.isEmpty()) {
          if (!backingOff.isEmpty()) {
            changed.awaitNanos(backingOff.peek().retryAtNanos() - now);
          } else if (closing) {
            return List.of();
          } else {
            changed.await();
          }
        } else if (worthSending(now)) {
          return pollReady();
        } else {
          changed.awaitNanos(readySinceNanos + lingerNanos - now);
        }
      }
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  private boolean worthSending(long now) {
    return closing
        || ready.size() >= MOST_ENTRIES
        || waitingBytes >= MOST_BYTES
        || waiting > ready.size() + backingOff.size()
        || now - readySinceNanos >= lingerNanos;
  }

  private List<TurbineQueue> pollReady() {
    List<TurbineQueue> batch = new ArrayList<>(Math.min(MOST_ENTRIES, ready.size()));
    long bytes = 0;
    while (!ready.isEmpty() && batch.size() < MOST_ENTRIES) {
      bytes += ready.peek().head().size();
      if (bytes > MOST_BYTES) {
        break;
      }
      batch.add(ready.remove());
    }
    readySinceNanos = System.nanoTime();
    return batch;
  }

  private void send(List<TurbineQueue> batch) throws InterruptedException {
    List<Outgoing> records = new ArrayList<>(batch.size());
    lock.lockInterruptibly();
    try {
      callCount++;
      for (TurbineQueue queue : batch) {
        records.add(queue.head());
      }
    } finally {
      lock.unlock();
    }
    PutCalls.Answer answer;
    try {
      answer = calls.put(records);
    } catch (SdkException e) {
      callFailed(batch, e);
      return;
    }
    settle(batch, answer);
  }

  private void settle(List<TurbineQueue> batch, PutCalls.Answer answer)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      failedCalls = 0;
      boolean someArrived = false;
      long now = System.nanoTime();
      for (int i = 0; i < batch.size(); i++) {
        TurbineQueue queue = batch.get(i);
        if (answer.arrived(i)) {
          someArrived = true;
          Outgoing record = queue.head();
          queue.acknowledged();
          waiting--;
          waitingBytes -= record.size();
          acknowledgedRecords++;
          acknowledgedReadings += record.readings();
          if (!queue.isEmpty()) {
            makeReady(queue);
          }
        } else {
          retries++;
          throttled += answer.throttled(i) ? 1 : 0;
          queue.refused(now + BACKOFF.waitNanos(queue.countAttempt(), random));
          backingOff.add(queue);
        }
      }
      if (someArrived) {
        inTrouble = false;
        roomMade.signalAll();
      } else {
        failIfPatienceIsOver(now, answer.firstRefusal(), null);
      }
    } finally {
      lock.unlock();
    }
  }

  private void callFailed(List<TurbineQueue> batch, SdkException cause)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      for (int i = batch.size() - 1; i >= 0; i--) {
        ready.addFirst(batch.get(i));
      }
      Optional<String> hopeless = calls.hopeless(cause);
      if (hopeless.isPresent()) {
        fail(new NotAcknowledgedException(hopeless.get(), cause));
        return;
      }
      throttled += calls.throttled(cause) ? 1 : 0;
      long now = System.nanoTime();
      failIfPatienceIsOver(now, calls.describe(cause), cause);
      if (failure != null) {
        return;
      }
      retries += batch.size();
      long until = now + BACKOFF.waitNanos(++failedCalls, random);
      while (failure == null && until - System.nanoTime() > 0) {
        changed.awaitNanos(until - System.nanoTime());
      }
    } finally {
      lock.unlock();
    }
  }

  private void failIfPatienceIsOver(long now, String reason, Throwable cause) {
    if (!inTrouble) {
      inTrouble = true;
      troubleSinceNanos = now;
    }
    if (now - troubleSinceNanos >= patience.toNanos()) {
      fail(
          new NotAcknowledgedException(
              calls.destination()
                  + " accepted nothing for "
                  + TimeSpan.format(patience.toMillis())
                  + " ("
                  + reason
                  + "): check that it runs and that --endpoint and --stream name it, or raise"
                  + " --patience",
              cause));
    }
  }

  private void fail(NotAcknowledgedException reason) {
    if (failure == null) {
      failure = reason;
    }
    roomMade.signalAll();
    changed.signalAll();
  }

  private void makeReady(TurbineQueue queue) {
    if (ready.isEmpty()) {
      readySinceNanos = System.nanoTime();
    }
    ready.add(queue);
  }

  private void throwFailure() {
    if (failure != null) {
      throw failure;
    }
  }
}

package io.windfarm.producers;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * What a lane holds in memory: a queue for each turbine, and which of them may send. A turbine is
 * ready, backing off, on its way, or has nothing. Not for several threads.
 */
final class LaneQueues {
  /** Ten calls' worth, or a few seconds of the reference fleet: enough to ride out a retry. */
  private static final int MOST = 5_000;

  private static final int MOST_BYTES = 4 * SendingLane.MOST_BYTES;

  private final Map<String, TurbineQueue> queues = new HashMap<>();
  private final Deque<TurbineQueue> ready = new ArrayDeque<>();
  private final PriorityQueue<TurbineQueue> backingOff =
      new PriorityQueue<>((a, b) -> Long.signum(a.retryAtNanos() - b.retryAtNanos()));
  private int size;
  private long bytes;
  private long readySinceNanos;

  void add(Waiting waiting) {
    TurbineQueue queue =
        queues.computeIfAbsent(waiting.record().key(), turbine -> new TurbineQueue());
    queue.add(waiting);
    size++;
    bytes += waiting.record().size();
    if (queue.size() == 1) {
      makeReady(queue);
    }
  }

  int size() {
    return size;
  }

  /** Whether there is no room for a record. Any record fits where there is no other. */
  boolean isFullFor(Outgoing record) {
    return size > 0 && (size >= MOST || bytes + record.size() > MOST_BYTES);
  }

  /** For how many records there is room. */
  int room() {
    return bytes >= MOST_BYTES ? 0 : MOST - size;
  }

  boolean isHalfEmpty() {
    return size <= MOST / 2 && bytes <= MOST_BYTES / 2;
  }

  /**
   * How long to wait before the next call: for the first turbine that may send, and then for
   * others, but only so long, and only while none has a second record waiting.
   */
  long untilWorthSending(long nowNanos, long lingerNanos) {
    if (ready.isEmpty()) {
      return backingOff.isEmpty()
          ? Long.MAX_VALUE
          : Math.max(1, backingOff.peek().retryAtNanos() - nowNanos);
    }
    boolean enough =
        ready.size() >= SendingLane.MOST_ENTRIES
            || bytes >= SendingLane.MOST_BYTES
            || size > ready.size() + backingOff.size();
    return enough ? 0 : readySinceNanos + lingerNanos - nowNanos;
  }

  /** Takes turbines whose heads fit into one call. */
  List<TurbineQueue> take(int mostEntries, long mostBytes) {
    List<TurbineQueue> batch = new ArrayList<>(Math.min(mostEntries, ready.size()));
    long taken = 0;
    while (!ready.isEmpty() && batch.size() < mostEntries) {
      taken += ready.peek().head().record().size();
      if (taken > mostBytes) {
        break;
      }
      batch.add(ready.remove());
    }
    readySinceNanos = System.nanoTime();
    return batch;
  }

  /** These were taken and have not been sent: they are next. */
  void putBack(List<TurbineQueue> batch) {
    for (int i = batch.size() - 1; i >= 0; i--) {
      ready.addFirst(batch.get(i));
    }
  }

  /** The head of a turbine that was taken has arrived. Answers what it was. */
  Waiting acknowledged(TurbineQueue queue) {
    Waiting arrived = queue.head();
    queue.acknowledged();
    size--;
    bytes -= arrived.record().size();
    if (!queue.isEmpty()) {
      makeReady(queue);
    }
    return arrived;
  }

  /** The head of a turbine that was taken is sent again, not before then. */
  void backOff(TurbineQueue queue, long untilNanos) {
    queue.retryAt(untilNanos);
    backingOff.add(queue);
  }

  /** Makes turbines ready that have backed off for long enough. */
  void release(long nowNanos) {
    while (!backingOff.isEmpty() && backingOff.peek().retryAtNanos() - nowNanos <= 0) {
      makeReady(backingOff.remove());
    }
  }

  /** Whom they had to back off from is not asked any more, or is another: all begin afresh. */
  void forgiveAll() {
    queues.values().forEach(TurbineQueue::forgive);
    while (!backingOff.isEmpty()) {
      makeReady(backingOff.remove());
    }
  }

  /** Every record, each turbine's in order. */
  void forEach(Consumer<Waiting> action) {
    queues.values().forEach(queue -> queue.records().forEach(action));
  }

  private void makeReady(TurbineQueue queue) {
    if (ready.isEmpty()) {
      readySinceNanos = System.nanoTime();
    }
    ready.add(queue);
  }
}

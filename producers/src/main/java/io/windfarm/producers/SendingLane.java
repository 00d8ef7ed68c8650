package io.windfarm.producers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sends the records of some of the turbines, one call at a time. A call takes at most one record of
 * a turbine (the service says nothing about the order in which it takes a call's entries), so the
 * lane waits a moment for other turbines only as long as none has a second record waiting.
 *
 * <p>With a fallback, a lane that has lost patience with the stream is cut off: everything it holds
 * is kept in the spool too, and everything new goes there alone. What is there is sent to Kafka,
 * where that takes it, and a few records at a time are tried on the stream, until most of them
 * arrive.
 */
final class SendingLane implements Runnable {
  /** The service's limits for a call. */
  static final int MOST_ENTRIES = 500;

  static final int MOST_BYTES = 5 << 20;

  /** Of a call whose answer may get lost, so that its records arrive twice: few. */
  private static final int MOST_PROBED = 10;

  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5));
  static final Duration HURRIED_PATIENCE = Duration.ofSeconds(10);

  private final PutCalls calls;
  private final Optional<Fallback> fallback;
  private final Optional<KafkaTopic> kafka;
  private final long lingerNanos;
  private final SplittableRandom random = new SplittableRandom();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition roomMade = lock.newCondition();
  private final Condition changed = lock.newCondition();
  private final LaneQueues queues = new LaneQueues();
  private final Optional<Kept> kept;
  private final Tally tally = new Tally();

  private final Patience withStream;
  private final Patience withAnybody;
  private boolean cutOff;
  private int failedCalls;
  private long streamAtNanos = System.nanoTime();

  private boolean closing;
  private Long deadlineNanos;
  private boolean done;
  private NotAcknowledgedException failure;

  SendingLane(PutCalls calls, Duration linger, Duration patience, Optional<Fallback> fallback) {
    this.calls = calls;
    this.lingerNanos = linger.toNanos();
    this.withStream = new Patience(patience);
    this.withAnybody = new Patience(patience);
    this.fallback = fallback;
    this.kafka = fallback.flatMap(Fallback::kafka);
    this.kept = fallback.map(f -> new Kept(f.spool(), f.spooler(), queues));
  }

  /** The spool holds so many records of a turbine from an earlier run. Before the start only. */
  void adopt(String turbine, int records) {
    kept.orElseThrow().adopt(turbine, records);
  }

  /** Queues a record, waiting while the lane is full. */
  void accept(Waiting waiting) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (failure == null && holdsBack(waiting.record())) {
        roomMade.await();
      }
      throwFailure();
      if (kept.isPresent()) {
        kept.get().accept(waiting);
      } else {
        queues.add(waiting);
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private boolean holdsBack(Outgoing record) {
    if (kept.isEmpty()) {
      return queues.isFullFor(record);
    }
    return !fallback.orElseThrow().keepsPace()
        && !cutOff
        && deadlineNanos == null
        && (kept.get().isBehind() || queues.isFullFor(record));
  }

  /** No more will come: send what there is without lingering, with fresh patience, then end. */
  void close() {
    lock.lock();
    try {
      closing = true;
      if (kept.isPresent()) {
        withAnybody.succeeded();
        streamAtNanos = System.nanoTime();
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Gives up sooner, and with a spool, which keeps the rest, after that time in any case. */
  void hurry(Duration most) {
    lock.lock();
    try {
      withStream.shorten(most);
      withAnybody.shorten(most);
      deadlineNanos = System.nanoTime() + most.toNanos();
      roomMade.signalAll();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  void hurry() {
    hurry(HURRIED_PATIENCE);
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

  Delivery delivery() {
    lock.lock();
    try {
      return tally.delivery();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void run() {
    NotAcknowledgedException reason = null;
    try {
      while (!isOver()) {
        if (kept.isPresent()) {
          catchUp(kept.get());
        }
        send(take());
      }
    } catch (InterruptedException e) {
      reason = new NotAcknowledgedException("sending was interrupted: run it again", e);
    } catch (SpoolException e) {
      reason = new NotAcknowledgedException(e.getMessage(), e);
    } catch (RuntimeException e) {
      reason = new NotAcknowledgedException("sending failed: " + e.getMessage(), e);
    } finally {
      end(reason);
    }
  }

  private void end(NotAcknowledgedException reason) {
    lock.lock();
    try {
      if (reason != null) {
        fail(reason);
      }
      kept.ifPresent(Kept::keepAll);
      done = true;
      roomMade.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isOver() {
    lock.lock();
    try {
      if (failure != null || !closing) {
        return failure != null;
      }
      boolean behind = kept.isPresent() && kept.get().isBehind();
      boolean givenUp = isLate(System.nanoTime()) || withAnybody.isOver();
      return (queues.size() == 0 && !behind) || (kept.isPresent() && givenUp);
    } finally {
      lock.unlock();
    }
  }

  private boolean isLate(long now) {
    return deadlineNanos != null && deadlineNanos - now <= 0;
  }

  /** Reads from the spool what can be sent next. */
  private void catchUp(Kept kept) {
    Kept.Look look;
    lock.lock();
    try {
      if (!kept.canCatchUp()) {
        return;
      }
      look = kept.look();
    } finally {
      lock.unlock();
    }
    Spool.Found found = kept.read(look);
    lock.lock();
    try {
      kept.take(found);
      if (!kept.isBehind()) {
        kept.keepNew(cutOff);
        roomMade.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private record Batch(List<TurbineQueue> turbines, boolean diverted) {}

  /** Turbines whose heads make up the next call; none where there is something else to do first. */
  private Batch take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!isOver() && !(kept.isPresent() && kept.get().canCatchUp())) {
        long now = System.nanoTime();
        queues.release(now);
        boolean diverted = cutOff && kafka.isPresent() && streamAtNanos - now > 0;
        long at = diverted ? earlier(kafka.get().readyAtNanos(), streamAtNanos) : streamAtNanos;
        long linger = closing ? 0 : lingerNanos;
        long wait = queues.untilWorthSending(now, linger);
        if (wait <= 0 && at - now <= 0) {
          int most = cutOff && !diverted ? MOST_PROBED : MOST_ENTRIES;
          return new Batch(queues.take(most, MOST_BYTES), diverted);
        }
        changed.awaitNanos(withinDeadline(Math.max(wait, at - now), now));
      }
      return new Batch(List.of(), false);
    } finally {
      lock.unlock();
    }
  }

  private long withinDeadline(long nanos, long now) {
    boolean limited = closing && kept.isPresent() && deadlineNanos != null;
    return limited ? Math.min(nanos, deadlineNanos - now) : nanos;
  }

  private void send(Batch batch) throws InterruptedException {
    if (batch.turbines().isEmpty()) {
      return;
    }
    List<Outgoing> records = new ArrayList<>(batch.turbines().size());
    lock.lockInterruptibly();
    try {
      tally.called();
      batch.turbines().forEach(queue -> records.add(queue.head().record()));
    } finally {
      lock.unlock();
    }
    if (batch.diverted()) {
      settleDiverted(batch.turbines(), kafka.orElseThrow().put(records));
      return;
    }
    PutCalls.Answer answer;
    try {
      answer = calls.put(records);
    } catch (SdkException e) {
      callFailed(batch.turbines(), e);
      return;
    }
    settle(batch.turbines(), answer);
  }

  private void settle(List<TurbineQueue> batch, PutCalls.Answer answer) {
    lock.lock();
    try {
      long now = System.nanoTime();
      int arrived = 0;
      for (int i = 0; i < batch.size(); i++) {
        TurbineQueue queue = batch.get(i);
        if (answer.arrived(i)) {
          arrived++;
          tally.arrived(acknowledge(queue));
        } else {
          tally.sentAgain(1);
          tally.throttled(answer.throttled(i));
          queues.backOff(queue, now + BACKOFF.waitNanos(queue.countAttempt(), random));
        }
      }
      boolean back = cutOff && arrived * 2 >= batch.size();
      if (arrived > 0) {
        withStream.succeeded();
        someArrived();
      } else {
        streamFailed(now, answer.firstRefusal(), null);
      }
      if (back) {
        back();
      } else if (cutOff) {
        letKafkaHaveThem();
        tryStreamLater(now);
      } else {
        failedCalls = 0;
      }
    } finally {
      lock.unlock();
    }
  }

  private void settleDiverted(List<TurbineQueue> batch, KafkaTopic.Answer answer) {
    Bulletin bulletin = fallback.orElseThrow().bulletin();
    lock.lock();
    try {
      List<TurbineQueue> refused = new ArrayList<>();
      int readings = 0;
      for (int i = 0; i < batch.size(); i++) {
        if (answer.arrived().get(i)) {
          Outgoing record = acknowledge(batch.get(i));
          tally.diverted(record);
          readings += record.readings();
        } else {
          refused.add(batch.get(i));
        }
      }
      queues.putBack(refused);
      if (answer.arrived().isEmpty()) {
        withAnybody.failed(System.nanoTime());
        bulletin.kafkaRefuses(answer.refusal());
      } else {
        someArrived();
        bulletin.diverted(readings);
      }
    } finally {
      lock.unlock();
    }
  }

  private void callFailed(List<TurbineQueue> batch, SdkException cause) {
    lock.lock();
    try {
      long now = System.nanoTime();
      queues.putBack(batch);
      Optional<String> hopeless = calls.hopeless(cause);
      if (hopeless.isPresent()) {
        withAnybody.failed(now);
        giveUp(hopeless.get(), "", cause);
      } else {
        tally.throttled(calls.throttled(cause));
        streamFailed(now, calls.describe(cause), cause);
      }
      if (failure == null) {
        tally.sentAgain(batch.size());
        tryStreamLater(now);
      }
    } finally {
      lock.unlock();
    }
  }

  private Outgoing acknowledge(TurbineQueue queue) {
    Waiting arrived = queues.acknowledged(queue);
    kept.ifPresent(kept -> kept.acknowledged(arrived));
    return arrived.record();
  }

  private void someArrived() {
    withAnybody.succeeded();
    roomMade.signalAll();
  }

  private void tryStreamLater(long now) {
    streamAtNanos = now + BACKOFF.waitNanos(++failedCalls, random);
  }

  private void streamFailed(long now, String reason, Throwable cause) {
    withStream.failed(now);
    withAnybody.failed(now);
    if (withStream.isOver()) {
      giveUp(
          calls.destination()
              + " accepted nothing for "
              + TimeSpan.format(withStream.limit().toMillis())
              + " ("
              + reason
              + ")",
          ": check that it runs and that --endpoint and --stream name it, or raise --patience",
          cause);
    }
  }

  /** The end of the stream for now, or, without a fallback, of everything. */
  private void giveUp(String reason, String advice, Throwable cause) {
    if (kept.isEmpty()) {
      fail(new NotAcknowledgedException(reason + advice, cause));
    } else if (!cutOff) {
      cutOff = true;
      kept.get().keepAll();
      kept.get().keepNew(true);
      letKafkaHaveThem();
      fallback.orElseThrow().bulletin().cutOff(this, reason);
      roomMade.signalAll();
    }
  }

  /** Kafka has refused nobody: no turbine needs to back off from it. */
  private void letKafkaHaveThem() {
    if (kafka.isPresent()) {
      queues.forgiveAll();
    }
  }

  private void back() {
    cutOff = false;
    failedCalls = 0;
    streamAtNanos = System.nanoTime();
    kept.get().keepNew(kept.get().isBehind());
    fallback.orElseThrow().bulletin().back(this);
  }

  private void fail(NotAcknowledgedException reason) {
    if (failure == null) {
      failure = reason;
    }
    roomMade.signalAll();
    changed.signalAll();
  }

  private void throwFailure() {
    if (failure != null) {
      throw failure;
    }
  }

  private static long earlier(long oneNanos, long otherNanos) {
    return oneNanos - otherNanos < 0 ? oneNanos : otherNanos;
  }
}

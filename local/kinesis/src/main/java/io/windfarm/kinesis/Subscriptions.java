package io.windfarm.kinesis;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The subscriptions of an endpoint, at most one for each consumer and shard: a new one takes over
 * from one that began five seconds ago or earlier, and is refused before that, as with the service.
 * Safe for use by many threads.
 */
final class Subscriptions implements AutoCloseable {
  private static final long EXCLUSIVE_MILLIS = 5_000;

  /** What a subscription may be over its time before it is taken for stuck. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Map<String, Subscription> latest = new HashMap<>();
  private final ScheduledExecutorService overdue =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "kinesis-overdue");
            thread.setDaemon(true);
            return thread;
          });
  private boolean closed;

  /**
   * Lets a subscription begin.
   *
   * @throws ServiceError if the last one of its consumer and shard is too young
   */
  synchronized void add(Subscription subscription) {
    long now = subscription.startedMillis();
    latest.values().removeIf(old -> old.isClosed() && !exclusive(old, now));
    Subscription before = latest.get(subscription.key());
    if (before != null && exclusive(before, now)) {
      throw before.inUse();
    }
    if (before != null) {
      before.takeOver();
    }
    latest.put(subscription.key(), subscription);
    if (closed) {
      subscription.end();
      return;
    }
    // A client that holds its connection open and reads nothing blocks the thread that writes to
    // it, beyond the end of its time.
    Duration most = subscription.lifetime().plus(GRACE);
    subscription.onClose(
        overdue.schedule(subscription::interrupt, most.toMillis(), TimeUnit.MILLISECONDS));
  }

  private static boolean exclusive(Subscription subscription, long nowMillis) {
    return nowMillis - subscription.startedMillis() < EXCLUSIVE_MILLIS;
  }

  /** Ends them all as if their time were over. */
  @Override
  public synchronized void close() {
    closed = true;
    latest.values().forEach(Subscription::end);
    overdue.shutdownNow();
  }
}

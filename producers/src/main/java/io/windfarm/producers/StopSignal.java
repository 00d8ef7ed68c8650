package io.windfarm.producers;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Somebody wants the run to end: nothing more is made, what was made is still delivered. */
final class StopSignal {
  private final CountDownLatch stopped = new CountDownLatch(1);

  void stop() {
    stopped.countDown();
  }

  boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /** Waits so long, or until somebody stops; answers whether somebody did. */
  boolean await(long nanos) throws InterruptedException {
    return stopped.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** Does something on a thread of its own once somebody stops. */
  void whenStopped(Runnable action) {
    Thread thread =
        new Thread(
            () -> {
              try {
                stopped.await();
                action.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop");
    thread.setDaemon(true);
    thread.start();
  }
}

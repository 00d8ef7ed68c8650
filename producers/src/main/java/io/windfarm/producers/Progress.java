package io.windfarm.producers;

import java.io.PrintStream;
import java.util.Locale;

/** Says every two seconds how far the run has come, on one line of a terminal or on many. */
final class Progress implements AutoCloseable {
  private static final long EVERY_MILLIS = 2_000;

  /** Less is the jitter of a busy machine. */
  private static final long WORTH_TELLING_MILLIS = 1_000;

  private final Simulation simulation;
  private final RecordSink sink;
  private final Pace pace;
  private final PrintStream err;
  private final boolean terminal;
  private final long startedNanos = System.nanoTime();
  private final StopSignal ended = new StopSignal();
  private final Thread thread;
  private long lastReadings;
  private long lastNanos = startedNanos;
  private int widest;

  private Progress(
      Simulation simulation, RecordSink sink, Pace pace, PrintStream err, boolean terminal) {
    this.simulation = simulation;
    this.sink = sink;
    this.pace = pace;
    this.err = err;
    this.terminal = terminal;
    this.thread = new Thread(this::tell, "progress");
    thread.setDaemon(true);
  }

  /** Starts telling until closed. */
  static Progress start(
      Simulation simulation, RecordSink sink, Pace pace, PrintStream err, boolean terminal) {
    Progress progress = new Progress(simulation, sink, pace, err, terminal);
    progress.thread.start();
    return progress;
  }

  @Override
  public void close() {
    ended.stop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell() {
    try {
      while (!ended.await(EVERY_MILLIS * 1_000_000)) {
        String line = line(System.nanoTime());
        if (terminal) {
          widest = Math.max(widest, line.length());
          err.print("\r" + line + " ".repeat(widest - line.length()));
          err.flush();
        } else {
          err.println(line);
        }
      }
      if (terminal && widest > 0) {
        err.println();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String line(long now) {
    Delivery delivery = sink.delivery();
    double rate = (delivery.readings() - lastReadings) * 1e9 / Math.max(1, now - lastNanos);
    lastReadings = delivery.readings();
    lastNanos = now;
    long seconds = (now - startedNanos) / 1_000_000_000;
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "%02d:%02d  %s  %,d readings acknowledged, %,d waiting, %,.0f/s",
            seconds / 60,
            seconds % 60,
            EventWriter.isoDate(simulation.nowMillis()),
            delivery.readings(),
            Math.max(0, simulation.sentReadings() + delivery.earlier() - delivery.readings()),
            rate));
    if (delivery.diverted() + delivery.spooled() > 0) {
      line.append(
          String.format(
              Locale.ROOT,
              ", %,d diverted to Kafka, %,d in the spool",
              delivery.diverted(),
              delivery.spooled()));
    }
    if (delivery.retries() > 0) {
      line.append(
          String.format(
              Locale.ROOT,
              ", %,d sent again (%,d throttled)",
              delivery.retries(),
              delivery.throttled()));
    }
    if (pace.behindMillis() >= WORTH_TELLING_MILLIS) {
      line.append(String.format(Locale.ROOT, ", behind by %.1f s", pace.behindMillis() / 1_000.0));
    }
    return line.toString();
  }
}

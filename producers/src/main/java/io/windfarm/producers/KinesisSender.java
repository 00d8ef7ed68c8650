package io.windfarm.producers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends records to a stream over a few connections, each turbine always by the same one. With a
 * fallback, records that the stream does not take are kept in a spool, and those that an earlier
 * run left there go first.
 */
final class KinesisSender implements RecordSink, AutoCloseable {
  private static final Duration NO_PATIENCE = Duration.ZERO;

  private final List<SendingLane> lanes = new ArrayList<>();
  private final Map<String, SendingLane> laneByKey = new HashMap<>();
  private final Optional<Fallback> fallback;
  private final Duration patience;
  private final long earlier;
  private long sequence;
  private boolean finished;

  /**
   * Starts sending.
   *
   * @param lanes connections, and calls at a time
   * @param linger how long a record may wait for company
   * @param patience how long to go on while nothing is accepted
   */
  KinesisSender(
      PutCalls calls, int lanes, Duration linger, Duration patience, Optional<Fallback> fallback) {
    this.fallback = fallback;
    this.patience = patience;
    for (int i = 0; i < lanes; i++) {
      this.lanes.add(new SendingLane(calls, linger, patience, fallback));
    }
    this.earlier = fallback.map(f -> f.spool().readings()).orElse(0L);
    fallback.ifPresent(this::adopt);
    for (int i = 0; i < lanes; i++) {
      Thread thread = new Thread(this.lanes.get(i), "lane-" + i);
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void adopt(Fallback fallback) {
    sequence = fallback.spool().lastSequence();
    fallback.spool().turbines().forEach((turbine, count) -> lane(turbine).adopt(turbine, count));
    fallback.bulletin().found();
    fallback.spooler().start();
  }

  private SendingLane lane(String turbine) {
    return laneByKey.computeIfAbsent(turbine, key -> lanes.get(laneByKey.size() % lanes.size()));
  }

  @Override
  public void accept(Outgoing record) throws InterruptedException {
    if (fallback.isPresent()) {
      fallback.get().spooler().awaitRoom();
    }
    lane(record.key()).accept(new Waiting(++sequence, record));
  }

  @Override
  public void finish() throws InterruptedException {
    finished = true;
    lanes.forEach(SendingLane::close);
    NotAcknowledgedException first = null;
    for (SendingLane lane : lanes) {
      try {
        lane.awaitEnd();
      } catch (NotAcknowledgedException e) {
        first = first == null ? e : first;
      }
    }
    if (fallback.isPresent()) {
      try {
        fallback.get().spooler().finish(patience);
      } catch (NotAcknowledgedException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  @Override
  public void hurry() {
    lanes.forEach(SendingLane::hurry);
    fallback.ifPresent(f -> f.spooler().hurry(SendingLane.HURRIED_PATIENCE));
  }

  @Override
  public Delivery delivery() {
    Delivery sum = Delivery.NONE;
    for (SendingLane lane : lanes) {
      sum = sum.plus(lane.delivery());
    }
    return fallback.isPresent() ? sum.withSpool(fallback.get().spool().readings(), earlier) : sum;
  }

  /** Ends at once what {@link #finish} was not called for; what is in memory goes to the spool. */
  @Override
  public void close() {
    if (!finished && fallback.isPresent()) {
      lanes.forEach(lane -> lane.hurry(NO_PATIENCE));
      try {
        finish();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

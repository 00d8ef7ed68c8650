package io.windfarm.producers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sends records to a stream over a few connections, each turbine always by the same one. */
final class KinesisSender implements RecordSink {
  private final List<SendingLane> lanes = new ArrayList<>();
  private final Map<String, SendingLane> laneByKey = new HashMap<>();

  /**
   * Starts sending.
   *
   * @param lanes connections, and calls at a time
   * @param linger how long a record may wait for company
   * @param patience how long to go on while nothing is accepted
   */
  KinesisSender(PutCalls calls, int lanes, Duration linger, Duration patience) {
    for (int i = 0; i < lanes; i++) {
      SendingLane lane = new SendingLane(calls, linger, patience);
      this.lanes.add(lane);
      Thread thread = new Thread(lane, "lane-" + i);
      thread.setDaemon(true);
      thread.start();
    }
  }

  @Override
  public void accept(Outgoing record) throws InterruptedException {
    laneByKey
        .computeIfAbsent(record.key(), key -> lanes.get(laneByKey.size() % lanes.size()))
        .accept(record);
  }

  @Override
  public void finish() throws InterruptedException {
    lanes.forEach(SendingLane::close);
    NotAcknowledgedException first = null;
    for (SendingLane lane : lanes) {
      try {
        lane.awaitEnd();
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
  }

  @Override
  public Delivery delivery() {
    Delivery sum = new Delivery(0, 0, 0, 0, 0);
    for (SendingLane lane : lanes) {
      Delivery one = lane.delivery();
      sum =
          new Delivery(
              sum.records() + one.records(),
              sum.readings() + one.readings(),
              sum.calls() + one.calls(),
              sum.retries() + one.retries(),
              sum.throttled() + one.throttled());
    }
    return sum;
  }
}

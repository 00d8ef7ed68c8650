package io.windfarm.ingest;

import io.windfarm.model.Arrival;
import io.windfarm.model.RejectReason;

/**
 * A record of which nothing is asked but when its events happened: neither readings nor rejected
 * rows are made of it.
 */
final class RecordTimes extends Record {
  private long earliest;

  /** As {@link EventTimes#earliest}, of the record that was read last. */
  long earliest() {
    return earliest;
  }

  @Override
  void begin(Arrival arrival, EventDecoder.Output out) {
    super.begin(arrival, out);
    earliest = EventTimes.NONE;
  }

  @Override
  boolean isOnlyDated() {
    return true;
  }

  @Override
  void date(long eventTime, boolean ahead) {
    passOver();
    if (!ahead) {
      earliest = earliest == EventTimes.NONE ? eventTime : Math.min(earliest, eventTime);
    }
  }

  @Override
  void rejectObject(RejectReason reason, String detail, String region) {
    passOver();
  }

  @Override
  void rejectBytes(int from, int to, RejectReason reason, String detail) {
    passOver();
  }
}

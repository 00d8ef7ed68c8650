package io.windfarm.producers;

/**
 * An event that is sent later than its time: a late one, or the second copy of one.
 *
 * @param releaseMillis event time at which it is sent
 * @param order breaks ties, so that a run can be repeated
 * @param dateMillis when it was measured
 * @param cleanValues what the sensors showed
 */
record Withheld(
    long releaseMillis,
    long order,
    FaultKind fault,
    Event event,
    byte[] bytes,
    long dateMillis,
    double[] cleanValues)
    implements Comparable<Withheld> {
  @Override
  public int compareTo(Withheld other) {
    int byTime = Long.compare(releaseMillis, other.releaseMillis);
    return byTime != 0 ? byTime : Long.compare(order, other.order);
  }
}

package io.windfarm.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one contestant was measured at.
 *
 * @param contestant its name
 * @param starts a run a round of the input that only starts it
 * @param runs a run a round of the whole input
 */
public record Result(String contestant, List<Cost> starts, List<Cost> runs) {
  /** Copies both. */
  public Result {
    starts = List.copyOf(starts);
    runs = List.copyOf(runs);
  }

  /** The same by another name. */
  Result named(String name) {
    return new Result(name, starts, runs);
  }

  /** Each round's run without that round's start. */
  public List<Cost> work() {
    List<Cost> work = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      work.add(runs.get(i).without(starts.get(i)));
    }
    return work;
  }

  /** Events per CPU-second, the start taken away: the median of the rounds. */
  public double perCpuSecond() {
    return median(work(), Cost::perCpuSecond);
  }

  /** Events per second of the clock on the wall, likewise. */
  public double perSecond() {
    return median(work(), Cost::perSecond);
  }

  /** Bytes allocated an event, likewise. */
  public double allocatedPerEvent() {
    return median(work(), Cost::allocatedPerEvent);
  }

  /** The most memory that its processes held, in bytes, likewise. */
  public double residentBytes() {
    return median(work(), cost -> (double) cost.residentBytes());
  }

  /** Cores in use while it worked, likewise. */
  public double cores() {
    return median(work(), Cost::cores);
  }

  /** Cores that the endpoint used meanwhile, likewise; 0 where a file was read. */
  public double endpointCores() {
    return median(work(), Cost::endpointCores);
  }

  /** CPU-seconds of a start, the median of the rounds. */
  public double startCpuSeconds() {
    return median(starts, Cost::cpuSeconds);
  }

  /** Seconds of a start on the wall, likewise. */
  public double startSeconds() {
    return median(starts, Cost::wallSeconds);
  }

  /** The middle one; of an even number the mean of the two in the middle. */
  static double median(List<Cost> costs, ToDoubleFunction<Cost> figure) {
    double[] sorted = costs.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}

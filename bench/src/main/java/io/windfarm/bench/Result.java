package io.windfarm.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one contestant was measured at.
 *
 * @param contestant its name
 * @param runs a run a round
 */
public record Result(String contestant, List<Run> runs) {
  /** Copies the list. */
  public Result {
    runs = List.copyOf(runs);
  }

  /** The same by another name. */
  Result named(String name) {
    return new Result(name, runs);
  }

  /** What is measured of each round. */
  public List<Cost> work() {
    return runs.stream().map(Run::work).toList();
  }

  private List<Cost> starts() {
    return runs.stream().map(Run::start).toList();
  }

  /** Events per CPU-second, without the start and the first events: the median of the rounds. */
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
    return median(starts(), Cost::cpuSeconds);
  }

  /** Seconds of a start on the wall, likewise. */
  public double startSeconds() {
    return median(starts(), Cost::wallSeconds);
  }

  /** The middle one; of an even number the mean of the two in the middle. */
  static double median(List<Cost> costs, ToDoubleFunction<Cost> figure) {
    double[] sorted = costs.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}

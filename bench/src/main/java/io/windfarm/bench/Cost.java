package io.windfarm.bench;

/**
 * What a run took, or a part of it.
 *
 * @param events that were worked through
 * @param cpuSeconds user and system of all processes
 * @param wallSeconds as a clock on the wall shows it
 * @param allocatedBytes that the JVM which does the work has given to its objects, all threads
 *     together
 * @param residentBytes the most memory that its processes held, each at its own worst moment
 * @param endpointCpuSeconds of what the events were read from, which is not part of the above; 0
 *     for a file
 */
public record Cost(
    long events,
    double cpuSeconds,
    double wallSeconds,
    long allocatedBytes,
    long residentBytes,
    double endpointCpuSeconds) {
  /** From a file. */
  public Cost(
      long events, double cpuSeconds, double wallSeconds, long allocatedBytes, long residentBytes) {
    this(events, cpuSeconds, wallSeconds, allocatedBytes, residentBytes, 0);
  }

  /** Nothing, of no events. */
  static final Cost NONE = new Cost(0, 0, 0, 0, 0);

  /** The same of so many events. */
  Cost of(long count) {
    return new Cost(
        count, cpuSeconds, wallSeconds, allocatedBytes, residentBytes, endpointCpuSeconds);
  }

  /** Both, one after the other; of memory, the most is what counts. */
  Cost and(Cost other) {
    return new Cost(
        events + other.events,
        cpuSeconds + other.cpuSeconds,
        wallSeconds + other.wallSeconds,
        allocatedBytes + other.allocatedBytes,
        Math.max(residentBytes, other.residentBytes),
        endpointCpuSeconds + other.endpointCpuSeconds);
  }

  /** What is left when {@code small} is taken away; of memory, the most is what counts. */
  public Cost without(Cost small) {
    return new Cost(
        events - small.events,
        cpuSeconds - small.cpuSeconds,
        wallSeconds - small.wallSeconds,
        allocatedBytes - small.allocatedBytes,
        Math.max(residentBytes, small.residentBytes),
        endpointCpuSeconds - small.endpointCpuSeconds);
  }

  /** Events per CPU-second. */
  public double perCpuSecond() {
    return events / cpuSeconds;
  }

  /** Events per second of the clock on the wall. */
  public double perSecond() {
    return events / wallSeconds;
  }

  /** Bytes allocated an event. */
  public double allocatedPerEvent() {
    return (double) allocatedBytes / events;
  }

  /** How many cores were in use on average. */
  public double cores() {
    return cpuSeconds / wallSeconds;
  }

  /** How many cores the endpoint used on average. */
  public double endpointCores() {
    return endpointCpuSeconds / wallSeconds;
  }
}

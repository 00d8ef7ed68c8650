package io.windfarm.bench;

/**
 * What a run took, from the start of the first process to the end of the work.
 *
 * @param events in its input
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

  /**
   * What is left when the start, {@code small}, is taken away; of memory, the most is what counts.
   */
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
